"""What fuzzing starts from holds already, also on machines that the fuzzer is not built for."""

import pytest

from tests.fuzz import seeds
from tests.fuzz.targets import TARGETS, one_input


@pytest.mark.parametrize("place", range(len(TARGETS)), ids=lambda place: TARGETS[place].__name__)
def test_every_seed_holds(place):
    inputs = [seed for seed in seeds.seeds() if seed[0] == place]
    assert len(inputs) > 9
    for data in inputs[:: 1 + len(inputs) // 30]:
        one_input(data)


@pytest.mark.parametrize("data", [b"", *(bytes([place]) for place in range(len(TARGETS)))])
def test_no_input_is_too_short(data):
    one_input(data)


def test_words_are_one_line_each():
    lines = seeds.dictionary().splitlines()
    assert len(lines) == len(set(lines)) > 100
    assert all(line[0] == line[-1] == '"' for line in lines)

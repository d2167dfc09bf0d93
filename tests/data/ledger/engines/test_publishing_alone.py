"""One machine of those that share a ledger publishes at a time."""

from pathlib import Path

import pytest

from data.ledger.database import publishing_alone
from data.publish.directory import publish
from data.store.write_lock import BusyError

SAMPLE = Path(__file__).parents[3] / "kpis" / "sample"


def test_the_second_is_told_and_the_lock_ends_with_the_first(postgres, tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    with publishing_alone(here) as is_alone:
        assert is_alone
        with publishing_alone(there) as is_alone_too:
            assert not is_alone_too
        with publishing_alone(there) as is_alone_too:  # asking did not end it
            assert not is_alone_too
    with publishing_alone(there) as is_alone_too:
        assert is_alone_too


def test_it_ends_also_with_an_error(postgres, tmp_path):
    with pytest.raises(ZeroDivisionError), publishing_alone(tmp_path):
        raise ZeroDivisionError
    with publishing_alone(tmp_path) as is_alone:
        assert is_alone


def test_a_publish_waits_for_no_other_machine(postgres, tmp_path):
    with (
        publishing_alone(tmp_path / "elsewhere"),
        pytest.raises(BusyError, match="another publish is running"),
    ):
        publish(SAMPLE, tmp_path / "here")


def test_ledgers_in_files_are_of_one_machine_each(sqlite, tmp_path):
    with publishing_alone(tmp_path) as first, publishing_alone(tmp_path) as second:
        assert first and second

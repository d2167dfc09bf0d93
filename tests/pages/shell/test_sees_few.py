"""Who sees counts of few people: of one commune who is in charge of it, of all else of all."""

import pytest

from data.access.person import at_work
from pages.shell.offered.few import sees_few
from tests.data.access.persons import MY_LOC, NGHIA_HUNG, PERSONS

OF_ALL = {"steward", "admin", "operator"}


@pytest.mark.parametrize(
    ("asked", "who"),
    [
        ((), OF_ALL),
        (("district", "356"), OF_ALL),
        (("commune", ""), OF_ALL),
        (("commune", MY_LOC), OF_ALL | {"own"}),
        (("commune", NGHIA_HUNG), OF_ALL | {"other"}),
    ],
)
def test_who_sees_small_counts_of_what(asked, who):
    seeing = set()
    for name, person in PERSONS.items():
        with at_work(person):
            if sees_few(*asked):
                seeing.add(name)
    assert seeing == who

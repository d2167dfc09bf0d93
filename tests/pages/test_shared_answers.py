"""What sessions share is changed by none of them."""

import pickle
from hashlib import sha256

import pytest

from data.store.snapshot import current
from pages.shell.served import Served, _answers
from tests.pages.opened import opened

PAGES = ("leader", "overview", "alerts", "map", "targets", "assign", "reach")


def kept(served: Served) -> dict[str, str]:
    """A hash of every answer that is kept of a snapshot, by its question."""
    found = served._answers._found
    return {key: sha256(pickle.dumps(answer)).hexdigest() for key, (answer, _) in found.items()}


@pytest.mark.sweep
def test_no_page_changes_an_answer_that_others_read(served_demo):
    _answers.clear()  # an old one that makes room, and is asked again, is not the same object
    for page in PAGES:
        assert not opened(page).exception
    served = Served(current(served_demo).name)
    before = kept(served)
    assert len(before) > 50
    for page in PAGES:
        assert not opened(page, lang="vi", level="commune").exception
    after = kept(served)
    assert [key for key in before if after.get(key) != before[key]] == []

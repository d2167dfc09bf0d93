"""Documents of a meeting of ten items, each with a map and a table of all communes of 2022.

The floor is to read the views from where they are kept.
"""

from dataclasses import replace

import pytest

from pages.briefs.documents import Format, make
from pages.briefs.frozen import fingerprint, read
from tests.pages.briefs.example import brief

ITEMS = 10


@pytest.mark.parametrize("kind", list(Format))
def test_document_of_a_meeting(told, stopwatch, tmp_path, kind):
    item = brief().items[1]
    whole = replace(
        brief(), items=tuple(replace(item, title=f"{item.title} {n}") for n in range(ITEMS))
    )
    written = item.view.written()
    floor = stopwatch(lambda: [read(written, fingerprint(written)) for _ in range(ITEMS)])
    seconds = stopwatch(
        lambda: make(whole, kind, tmp_path / f"x.{kind}"), times=1
    )  # a second one finds its pictures typeset
    told(f"a meeting of ten maps of communes as {kind}", seconds, floor)
    assert seconds < 30

"""A slide that the room moves: only a map of classes goes to other periods."""

from dataclasses import replace

import pytest

from data.store.snapshot import current, store_directory
from pages.views.present.live import Moves, moved, moves_of
from tests.pages.briefs.test_frozen import VIEW

CHOSEN = {
    "kpi": "online_dossier_share",
    "level": "commune",
    "period": "2026-10",
    "vintage": "2025",
    "lang": "vi",
    "classes": "own",
    "edges": "60; 80; 90",
    "palette": "cividis",
}


def view(**more: str):
    """A view of the map as it was frozen of the demonstration data."""
    name = current(store_directory()).name
    return replace(VIEW, selection={**CHOSEN, **more, "snapshot": name})


@pytest.mark.usefixtures("served_demo")
def test_another_period_has_the_edges_and_colours_that_were_frozen():
    frozen = view(draw="classes")
    change = moves_of(frozen, {}).buttons()["earlier"]
    (one,) = moved(frozen, moves_of(frozen, change)).maps
    assert [entry.label for entry in one.classes][:2] == ["Dưới 60%", "60 đến dưới 80%"]
    assert one.classes[0].colour == "#fee838"
    assert one.marks.title == "Ngưỡng tự chọn, 4 nhóm"


@pytest.mark.usefixtures("served_demo")
@pytest.mark.parametrize("kind", ["symbols", "two", "neighbours", "clusters"])
def test_other_kinds_of_maps_stay_as_they_were_frozen(kind):
    assert moves_of(view(draw=kind), {}) == Moves()

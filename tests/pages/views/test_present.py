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


def at(period: str, **more: str):
    """The view of the map as it is frozen of a period."""
    frozen = view(**more, period="2026-09")
    taken = moved(frozen, moves_of(frozen, {"period": period}))
    return replace(taken, selection={**frozen.selection, "period": period})


@pytest.mark.usefixtures("served_demo")
@pytest.mark.parametrize("kind", ["symbols", "two", "neighbours", "clusters"])
def test_each_kind_of_map_goes_to_other_periods_and_stays_what_it_is(kind):
    now = at("2026-10", draw=kind)
    assert moves_of(now, {}).buttons()["earlier"] == {"period": "2026-09"}
    before = moved(now, moves_of(now, {"period": "2026-09"}))
    (here,), (there,) = now.maps, before.maps
    assert there != here and there.marks.title == here.marks.title
    assert (there.marks.circles is None) == (here.marks.circles is None) == (kind != "symbols")
    assert (there.marks.table is None) == (here.marks.table is None) == (kind != "two")
    assert bool(there.marks.lines) == bool(here.marks.lines) == (kind == "neighbours")
    assert before.title == now.title and before.selection["draw"] == kind


@pytest.mark.usefixtures("served_demo")
def test_circles_and_classes_of_two_indicators_keep_the_legend_that_was_frozen():
    now = at("2026-10", draw="symbols")
    (here,), (there,) = now.maps, moved(now, moves_of(now, {"period": "2024-12"})).maps
    first, second = here.marks.circles, there.marks.circles
    assert first.points != second.points and first.sizes == second.sizes
    count = first.sizes[0][0]
    assert first.radius(count, 720) == second.radius(count, 720) > 0
    two = view(draw="two")
    (here,), (there,) = (
        moved(two, moves_of(two, {"period": code})).maps for code in ("2026-10", "2026-08")
    )
    assert here.marks.table.columns == there.marks.table.columns
    assert here.marks.table.counts != there.marks.table.counts


@pytest.mark.usefixtures("served_demo")
def test_what_filters_left_is_what_other_periods_show():
    (one,) = at("2026-10", draw="classes").maps
    few = ["13795", "13807"]
    kept = [replace(entry, codes=[c for c in entry.codes if c in few]) for entry in one.classes]
    frozen = replace(
        view(draw="classes", only="13795.13807"), maps=(replace(one, classes=tuple(kept)),)
    )
    (there,) = moved(frozen, moves_of(frozen, {"period": "2026-09"})).maps
    assert sorted(code for entry in there.classes for code in entry.codes) == few


def test_what_cannot_be_asked_is_not_offered():
    assert moves_of(replace(VIEW, page="overview"), {}) == Moves()

"""The view of a page as it is kept for a meeting: its words, figures and drawn maps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.periods import Period
from kpis.province import PART, WHOLE
from pages.briefs.frozen import Cell, FrozenMap, FrozenTable, FrozenView
from pages.briefs.map.ground import built
from pages.figures.choropleth import MapClass, MapLayers
from pages.shell.menu import PAGE, TITLE
from pages.shell.periods import offered
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.shell.url import chosen_fields
from pages.text import formats
from pages.text.meetings.sentences import Whole, of_extremes, of_reports, of_target, of_whole

FEW = 8  # units whose names stand on a slide
DRAWN = "drawn_maps"  # of this run, by the key of each


@dataclass(frozen=True)
class Drawn:
    """A map as a page drew it."""

    classes: Sequence[MapClass]
    layers: MapLayers
    level: str
    vintage: str
    title: str
    source: str
    marked: Callable[[], Sequence[str]] | None = None
    """The units that are marked when it is taken along, where a mark draws no map anew."""


def remember_map(key: str, drawn: Drawn) -> None:
    """Lets the maps of a run be taken along by what is drawn below them."""
    st.session_state.setdefault(DRAWN, {})[key] = drawn


def maps_above() -> list[Drawn]:
    """The maps that this run has drawn so far, each given once."""
    return list(st.session_state.pop(DRAWN, {}).values())


def frozen(
    served: Served,
    selection: Selection,
    rows: pd.DataFrame,
    facts: Sequence[Sequence[str]],
    maps: Sequence[Drawn],
    kpis: Sequence[str],
    is_narrowed: bool = False,
) -> FrozenView:
    """The view: `rows` and `facts` are those of its file, `kpis` the indicators that it shows.

    `is_narrowed`: filters leave out units of which the sentences would tell, so there are none.
    """
    only = catalogue()[kpis[0]] if len(kpis) == 1 else None
    page = str(st.session_state.get(TITLE, ""))
    about = selection.language.pick(only.name) if only else ""
    return FrozenView(
        page=str(st.session_state.get(PAGE, "")),
        selection={**chosen_fields(), "snapshot": served.name},
        language=selection.lang,
        title=f"{about} · {page}" if about and page else about or page,
        sentences=sentences(served, selection, only) if only and not is_narrowed else (),
        facts=(
            *_marked(served, selection, maps),
            *((str(title), str(text)) for title, text, *_ in pairs(facts)),
        ),
        table=_table(rows),
        maps=tuple(map(_map, maps)),
        is_demonstration=served.fact("is_demonstration") == "true",
    )


def _marked(
    served: Served, selection: Selection, maps: Sequence[Drawn]
) -> tuple[tuple[str, str], ...]:
    """The names of the units that are marked on a map, as a fact; none where none is."""
    one = next((one for one in maps if one.marked), None)
    names = served.names(one.level, one.vintage) if one else {}
    codes = [code for code in (one.marked() if one and one.marked else ()) if code in names]
    if not codes:
        return ()
    t, more = selection.language.t, len(codes) - FEW
    listed = ", ".join(names[code] for code in codes[:FEW])
    listed += t("; and {n} more", n=more) if more > 0 else ""
    return ((t("Marked units"), listed),)


def pairs(lines: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """The titles with their texts of what a file says of itself, up to its list of indicators."""
    return list(lines[: next((at for at, line in enumerate(lines) if not line), len(lines))])


def sentences(served: Served, selection: Selection, kpi: Kpi) -> tuple[str, ...]:
    """What the figures of the selected units say of an indicator, in at most four sentences."""
    words, code = selection.language, selection.period
    if selection.level not in kpi.levels:
        return ()
    rows = served.measure(kpi.id, selection.level, [code], selection.vintage)
    progress = served.progress(kpi.id, selection.level, code, selection.vintage)
    is_part = bool(selection.district) and selection.level == "commune"
    if is_part:
        rows, progress = (one[one["parent_code"] == selection.district] for one in (rows, progress))
    year = int(selection.year)
    every = [_of_whole(served, selection, kpi, is_part)]
    if selection.level != WHOLE:
        every += [
            of_target(progress[progress["target_year"] == year], kpi, selection.level, year, words),
            of_extremes(rows, kpi, words),
            of_reports(rows, selection.level, words),
        ]
    return tuple(filter(None, every))


def _of_whole(served: Served, selection: Selection, kpi: Kpi, is_part: bool) -> str:
    words, period = selection.language, Period.parse(selection.period)
    level = PART if is_part else WHOLE
    if level not in kpi.levels:
        return ""
    before = period.same_last_year() if selection.compare == "year" else period.previous()
    known = [before.code] if before.code in offered(period.kind, served) else []
    name = formats.title(words.t("the whole province"))
    found = []
    for code in (selection.period, *known):
        rows = served.measure(kpi.id, level, [code], selection.vintage)
        if is_part:
            rows = rows[rows["area_code"] == selection.district]
            name = str(rows["area_name"].iloc[0])
        found.append(rows.iloc[0].to_dict())
    earlier = formats.period(before.code, words)
    whole = Whole(name, found[0], found[1] if known else None, formats.inside(earlier, words))
    return of_whole(whole, kpi, words)


def _table(rows: pd.DataFrame) -> FrozenTable:
    plain = rows.astype(object).where(rows.notna(), None)
    return FrozenTable(
        tuple(map(str, rows.columns)),
        tuple(tuple(map(_cell, line)) for line in plain.itertuples(index=False, name=None)),
    )


def _cell(value: object) -> Cell:
    """A cell as JSON has it: a number of NumPy as Python's, what is no number as its text."""
    if value is None or isinstance(value, str | int | float):
        return value
    number = getattr(value, "item", None)
    return number() if number is not None else str(value)


def _map(drawn: Drawn) -> FrozenMap:
    layers, names = drawn.layers, drawn.layers.labels
    return FrozenMap(
        title=drawn.title,
        level=drawn.level,
        vintage=drawn.vintage,
        bbox=tuple(map(float, layers.bbox)),  # type: ignore[arg-type]
        classes=tuple(drawn.classes),
        surroundings=tuple(layers.surroundings),
        over={kind: (tuple(codes), label) for kind, (codes, label) in layers.over.items()},
        labels=tuple(
            zip(names["name"], names["lon"].map(float), names["lat"].map(float), strict=True)
        )
        if len(names)
        else (),
        chosen=layers.chosen,
        source=drawn.source,
        boundaries=(built(drawn.vintage, drawn.level), built(drawn.vintage, PART)),
        marks=layers.marks,
        marked=tuple(drawn.marked() if drawn.marked else layers.marked),
    )

"""The filters of the page: for all maps and tables of a mode the same units of the same place.

Conditions are judged once, on the figures of one period and indicator, so that each map shows the
units that the others show. Of several sets of units each is judged on its own figures, and a place
that is chosen on one of them stands for those that have its territory on the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
import streamlit as st

from data.ledger.analysis.unit_groups import UnitGroup
from geo.map.edges import shown
from kpis.periods import Period
from kpis.progress.changes import changes
from pages.filters import measured
from pages.filters.chosen import Filters, filters, kept, told
from pages.filters.groups import made, members, on_units
from pages.filters.pickers import active, filter_button
from pages.shell.periods import name, offered, vintages
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.markup import plain
from pages.views.compare.panels import at_period, in_order, readings
from pages.views.compare.pickers import MODE, Own, other_period, pick_drawing

OF_TWO = ("periods", "change")  # modes in which a change can be asked about
NOWHERE = ("",)  # the place of no unit: an empty one would be no filter


@dataclass(frozen=True)
class Narrowed:
    """What the filters leave of the units: `codes` by vintage, {} where they leave all."""

    served: Served
    own: Own
    selection: Selection
    chosen: Filters
    columns: Mapping[str, str]  # what conditions can be on
    codes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    count: str = ""  # how many units pass, in a sentence

    def rows(self, found: pd.DataFrame, vintage: str = "") -> pd.DataFrame:
        """The readings of the units that pass; `vintage` where it is not the selected one."""
        if not self.codes:
            return found
        codes = self.codes[vintage or self.selection.vintage]
        return found[found["area_code"].isin(codes)].reset_index(drop=True)

    def heading(self, text: str) -> None:
        """Draws the heading with filters and drawing beside it, and below it what is filtered."""
        row = st.container(horizontal=True, vertical_alignment="center", gap="small", key="heading")
        with row:
            st.header(plain(text), anchor=False, width="content")
            filter_button(self.served, self.selection, self.chosen, self.columns)
            pick_drawing(self.served, self.own, self.selection)
        if self.codes or self.chosen.problems:
            active(self.served, self.selection, self.chosen, self.columns, self.count)

    def is_empty(self, rows: pd.DataFrame) -> bool:
        """Whether the filters leave nothing of readings; then it is said."""
        if not len(rows):
            t = self.selection.language.t
            st.info(plain(t("No unit passes all of these filters: take one away.")))
        return not len(rows)

    def told(self) -> list[tuple[str, str]]:
        """The filters as a line of a file, title and text; none where all units are shown."""
        said = told(self.served, self.chosen, self.selection, self.columns)
        title = self.selection.language.t("Filters")
        return [(title, " · ".join([*said, self.count]))] if said else []


def narrowed(served: Served, own: Own, selection: Selection) -> Narrowed:
    """The filters of the link, on the units of the mode."""
    kpi, words = catalogue()[selection.kpi], selection.language
    columns = measured.titles(kpi, words)
    if own[MODE] in OF_TWO:
        columns["change"] = words.t("Change")
    chosen = filters(served, selection, columns)
    found = Narrowed(served, own, selection, chosen, columns)
    is_part = bool(selection.district) and selection.level == "commune"
    if not (is_part or chosen.is_any):
        return found
    every = vintages(served) if own[MODE] == "vintages" else [selection.vintage]
    codes, counts = dict[str, frozenset[str]](), dict[str, str]()
    for vintage in every:
        rows, numbers = _judged(served, own, replace(selection, vintage=vintage))
        here, there = _on(served, selection, chosen, vintage)
        passed = rows["area_code"][kept(rows, here, there, numbers)]
        codes[vintage] = frozenset(passed)
        counts[vintage] = words.t("{n} of {all} units.", n=len(passed), all=len(rows))
    return replace(found, codes=codes, count=_counted(served, own, found, counts))


def _counted(served: Served, own: Own, found: Narrowed, counts: Mapping[str, str]) -> str:
    words = found.selection.language
    said = " ".join(
        text if len(counts) == 1 else f"{vintage}: {text}" for vintage, text in counts.items()
    )
    if len(counts) > 1 and (found.selection.district or found.chosen.only):
        said += " " + words.t(
            "On other sets of units a place stands for those with its territory, maybe with more."
        )
    if not found.chosen.where or own[MODE] not in ("series", "play", *OF_TWO):
        return said
    code = _judged_at(served, own, found.selection)
    when = formats.inside(name(code, served, words), words)
    return said + " " + words.t("Conditions are judged on {period}.", period=when)


def _judged_at(served: Served, own: Own, selection: Selection) -> str:
    """The period on whose figures conditions are judged: where a map plays, the newest one.

    That of the player is another one each time that it stops.
    """
    if own[MODE] != "play":
        return selection.period
    return in_order(offered(Period.parse(selection.period).kind, served))[-1]


def _judged(
    served: Served, own: Own, selection: Selection
) -> tuple[pd.DataFrame, dict[str, np.ndarray]]:
    """The readings on which conditions are judged, and their numbers as they are read."""
    kpi = catalogue()[selection.kpi]
    rows = readings(served, at_period(selection, _judged_at(served, own, selection)))
    rows = rows.reset_index(drop=True)
    numbers = measured.as_read(rows, kpi)
    if own[MODE] in OF_TWO:
        moved = _change(served, own, selection, rows)
        numbers["change"] = shown(moved, formats.DECIMALS[kpi.unit])
    return rows, numbers


def _change(served: Served, own: Own, selection: Selection, rows: pd.DataFrame) -> np.ndarray:
    """From the earlier of both periods to the later one, of each row; NaN where it is unknown."""
    other = other_period(served, own, selection)
    if not other:
        return np.full(len(rows), np.nan)
    ends = in_order([other, selection.period])
    parts = (readings(served, at_period(selection, code)) for code in ends)
    values = changes(*parts).set_index("area_code")["value"]
    return values.reindex(rows["area_code"]).to_numpy(dtype=float)


def _on(
    served: Served, selection: Selection, chosen: Filters, vintage: str
) -> tuple[Filters, Selection]:
    """The filters and the selection on the units of a vintage."""
    if vintage == selection.vintage:
        return chosen, selection
    words, there = selection.language, replace(selection, vintage=vintage, district="")
    if chosen.group:
        group = on_units(chosen.group, made(), vintage, words)
        chosen = replace(chosen, members=group)
    place = _place(served, selection, chosen.only)
    if place is not None:
        units = UnitGroup("", selection.level, selection.vintage, tuple(place))
        codes = sorted(members(units, vintage, words).codes)
        chosen = replace(chosen, only=tuple(codes) or NOWHERE)
    return chosen, there


def _place(served: Served, selection: Selection, only: Sequence[str]) -> list[str] | None:
    """The units of the selected vintage that lie in the district and are chosen singly.

    None where neither is asked for.
    """
    units = served.units(selection.level, selection.vintage)
    if selection.district and selection.level == "commune":
        units = units[units["parent_code"] == selection.district]
    elif not only:
        return None
    codes = units["code"].to_list()
    return [code for code in codes if code in only] if only else codes

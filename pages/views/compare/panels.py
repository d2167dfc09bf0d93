"""Maps beside each other under their titles, and the files of what they show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from kpis.periods import Period
from pages.figures.choropleth import Hover, MapClass
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.shell.url import on_phone, store
from pages.text.comparability import estimated
from pages.text.markup import Markdown, plain
from pages.widgets.comparability import notes
from pages.widgets.files.contents import table
from pages.widgets.map.drawing import draw_map, source_line

OPENED = "opened"  # a unit was clicked: its card is on the page of the map
Shown = tuple[Selection, pd.DataFrame]  # what a map shows, and its readings


@dataclass(frozen=True)
class Panel:
    """One map: its title, what it shows and its readings."""

    title: str
    selection: Selection
    rows: pd.DataFrame
    classes: list[MapClass]
    hover: Hover

    @property
    def shown(self) -> Shown:
        """The selection with its readings."""
        return self.selection, self.rows


def readings(served: Served, selection: Selection) -> pd.DataFrame:
    """The readings of the units of a selection."""
    topic = selection.topic or None
    asked = selection.kpi, selection.level, [selection.period], selection.vintage, topic
    return served.measure(*asked)


def in_order(codes: Sequence[str]) -> list[str]:
    """Periods of one kind, the earliest first; without what names none."""
    return sorted(filter(None, codes), key=lambda code: Period.parse(code).start)


def draw_panels(
    panels: Sequence[Panel], columns: int, size: tuple[int, int], legends: Sequence[str] = ()
) -> None:
    """Draws the maps, so many in a row; `legends` are those of each map, where it has its own."""
    for start in range(0, len(panels), columns):
        for at, column in enumerate(st.columns(columns, gap="small")[: len(panels) - start]):
            panel = panels[start + at]
            with column:
                st.markdown(Markdown.bold(panel.title))
                if legends:
                    st.html(legends[start + at])
                draw_map(
                    panel.classes,
                    panel.hover,
                    panel.selection,
                    opener(panel.selection),
                    f"panel-{start + at}",
                    size,
                    estimated(panel.rows),
                    legend=False,
                    title=panel.title,
                )


def tell(served: Served, shown: Sequence[Shown]) -> None:
    """Says once below the maps what their figures rest on, and where the boundaries are from."""
    said = [note for one, rows in shown for note in notes(rows, served, one)]
    sources = [source_line(one) for one, _ in shown]
    st.caption(plain(" ".join(dict.fromkeys([*said, *sources]))))


def files(served: Served, shown: Sequence[Shown]) -> pd.DataFrame:
    """The readings of all maps under the words of the page, one a line, map after map."""
    parts = [table(served, rows, one) for one, rows in shown]
    return pd.concat(parts, ignore_index=True)


def opener(selection: Selection) -> Callable[[str], None]:
    """Opens the card of a unit that is clicked, of what its map shows."""

    def open_unit(code: str) -> None:
        shown = {"kpi": selection.kpi, "period": selection.period, "level": selection.level}
        district = selection.district
        store({**shown, "vintage": selection.vintage, "district": district, "area": code})
        st.session_state[OPENED] = True

    return open_unit


def height(desktop: int, phone: int) -> int:
    """Of a map in pixels."""
    return phone if on_phone() else desktop


def at_period(selection: Selection, code: str) -> Selection:
    """The same of another period, on the same units."""
    return replace(selection, period=code)

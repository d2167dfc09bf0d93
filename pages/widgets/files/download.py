"""What a page shows as files to take away: XLSX for Excel first, then CSV; for programs Parquet.

Where the units are on a map, the same table as GeoJSON too.

A line says how far it can be compared; the workbook says what the figures are, what was chosen and
of which day the data are.
"""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.access.sign_in import is_on
from data.spreadsheet import workbook
from kpis.measure.parts import MARK
from pages.briefs.frozen import FrozenView
from pages.open_data.files import parquet
from pages.shell.menu import PAGE
from pages.shell.selection import Selection, link
from pages.shell.served import Served, catalogue
from pages.text.markup import plain
from pages.text.words import dashboard
from pages.widgets.files.contents import about, as_csv, as_geojson, table
from pages.widgets.files.file_button import file_button
from pages.widgets.kept.saving import keep_view
from pages.widgets.meetings.freezing import frozen, maps_above
from pages.widgets.meetings.papers import papers_of
from pages.widgets.meetings.taking import take_along

EXPLAIN = "explain"  # the page that says what a value is made of
OF_A_MEASURE = ("period", "level", "vintage", "district", "topic")  # what readings depend on
Rows = Callable[[], pd.DataFrame]


def download(
    served: Served,
    rows: pd.DataFrame,
    selection: Selection,
    more: Rows | None = None,
    chosen: Sequence[str] = OF_A_MEASURE,
    told: Sequence[tuple[str, str]] = (),
    is_narrowed: bool = False,
) -> DeltaGenerator:
    """Draws the buttons for the readings of one period and one set of units; returns their row.

    `more` gives columns to stand beside them, with the index of `rows`; `told` are lines, title and
    text, for what the workbook says of itself.
    """
    name = "-".join((selection.kpi, selection.period, selection.level, selection.vintage))
    return buttons(
        lambda: table(served, rows, selection, more() if more else None),
        selection.language.t("Download these figures"),
        name,
        served,
        selection,
        chosen,
        [selection.kpi],
        told=told,
        is_narrowed=is_narrowed,
    )


def buttons(
    rows: Rows,
    label: str,
    name: str,
    served: Served,
    selection: Selection,
    chosen: Sequence[str] = (),
    kpis: Sequence[str] = (),
    more: Mapping[str, Rows] | None = None,
    key: str = "",
    on_map: Rows | None = None,
    told: Sequence[tuple[str, str]] = (),
    is_narrowed: bool = False,
    of_few: bool = False,
) -> DeltaGenerator:
    """Draws the buttons for a table; each file is written when somebody takes it.

    `chosen` are the fields of the selection and `kpis` the indicators that the workbook tells of;
    `more` are its further sheets by their titles, `on_map` the table of the units of the map above
    where that is another one, `told` lines of what it says of itself; `key` is that of the
    buttons, where it must be the same for another selection than another period; `is_narrowed`:
    filters leave out some of the units of the selection; `of_few`: it has counts of few people,
    which everybody at a meeting would see: it is not taken there where people sign in, with
    different rights. Beside the values of one indicator stands the way to what they are made of.
    Returns the row, for more buttons: pictures.
    """
    words = selection.language

    def lines(kpis: Sequence[str] = ()) -> list[list[str]]:
        return [*map(list, told), *about(served, selection, chosen, kpis)]

    def book() -> bytes:
        t = words.t
        sheets = {t("Figures"): rows(), **{title: one() for title, one in (more or {}).items()}}
        title = [dashboard(words)]
        return workbook(sheets, t("Notes"), [title, *lines(kpis)])

    maps = maps_above()

    def view() -> FrozenView:
        return frozen(served, selection, rows(), lines(), maps, kpis, is_narrowed)

    def typed() -> bytes:
        return parquet(rows(), lines(kpis), words.t("why there is none"))

    def shapes() -> bytes:
        return as_geojson((on_map or rows)(), maps[0], lines(), words)

    # The same in each month: a browser changes buttons that it has quicker than it makes new ones.
    key = key or name.replace(f"-{selection.period}", "")
    row = st.container(horizontal=True, gap="small", key=f"files-{key}")
    with row:
        file_button(book, f"{label} (XLSX)", f"{name}.xlsx", f"xlsx-{key}")
        file_button(lambda: as_csv(rows(), words), f"{label} (CSV)", f"{name}.csv", f"csv-{key}")
        file_button(typed, "Parquet", f"{name}.parquet", f"parquet-{key}")
        if maps:
            file_button(shapes, "GeoJSON", f"{name}.geojson", f"geojson-{key}")
        if is_on() and (of_few or _is_of_few(selection, chosen, kpis)):
            st.caption(plain(words.t("Not for meetings: it has counts of few people.")))
        else:
            take_along(view, selection, key)
        papers_of(view, selection, name, key)
        keep_view(selection, key)
        if len(kpis) == 1 and "period" in chosen and st.session_state.get(PAGE) != EXPLAIN:
            text = words.t("Explain a number")
            st.html(link(EXPLAIN, text, selection, kpi=kpis[0]), width="content")
    return row


def _is_of_few(selection: Selection, chosen: Sequence[str], kpis: Sequence[str]) -> bool:
    """Whether people are counted by a form of the work, of which nothing is hidden."""
    is_form = "topic" in chosen and selection.topic.startswith(MARK)
    return is_form and any(catalogue()[id].is_personal for id in kpis)

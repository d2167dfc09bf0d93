"""What the views of this page share: a chart, a table of units, the lines below them."""

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd
import streamlit as st

from kpis.catalogue.catalogue import Kpi
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.shell.url import on_phone
from pages.text import formats
from pages.text.comparability import reading
from pages.text.language import Language
from pages.text.markup import plain
from pages.widgets.comparability import notes
from pages.widgets.files.contents import as_written, known, period
from pages.widgets.files.download import Rows, buttons
from pages.widgets.table import fitted, sortable_units

Columns = dict[str, tuple[Sequence[float] | pd.Series, Sequence[str] | None, int]]


def letters() -> int:
    """The size of the letters of a chart, in pixels."""
    return 12 if on_phone() else 14


def size(desktop: int = 430, phone: int = 380) -> tuple[int, int]:
    """Letters and height of a chart, in pixels."""
    return letters(), phone if on_phone() else desktop


def sign(kpi: Kpi) -> str:
    """What follows the numbers of an axis."""
    return "%" if kpi.unit == "percent" else ""


def axis(kpi: Kpi, words: Language) -> str:
    """What an axis of values shows."""
    units = {"per_1000": words.t("per 1,000"), "percent": words.t("Value")}
    return units.get(kpi.unit, words.t("Value"))


def chart(figure, key: str, told: str, words: Language) -> None:
    """Draws a figure; `told` says what it shows to who does not see it."""
    figure.update_layout(separators=formats.separators(words))
    st.plotly_chart(figure, theme=None, config={"displayModeBar": False}, key=key, alt=told)


def values(rows: pd.DataFrame, kpi: Kpi, words: Language) -> list[str]:
    """The values of readings as they are written."""
    sides = zip(rows["value"], rows["comparability"], rows["missing_reason"], strict=True)
    return [reading(amount, kpi.unit, mark, reason, words) for amount, mark, reason in sides]


def plotted(names: pd.Series) -> list[str]:
    """Names as a figure takes them, which reads HTML."""
    return [escape(name) for name in names]


def unit_table(
    columns: Columns, codes: Sequence[str], key: str, selection: Selection, most: int = 14
) -> None:
    """Draws a table with a row a unit; a click marks the unit, here and in the chart.

    columns: by their titles what they sort by, what is read instead (None: the same), the width.
    """
    data = pd.DataFrame({title: list(found) for title, (found, _, _) in columns.items()})
    texts = {title: told for title, (_, told, _) in columns.items() if told is not None}
    widths = {title: width for title, (_, _, width) in columns.items()}
    fields = (selection.kpi, selection.level, selection.period, selection.vintage)
    sortable_units(
        data,
        texts,
        list(codes),
        selection,
        "-".join(("fair", key, *fields)),
        formats.table_height(data, most),
        fitted(widths),
    )


def below(said: Sequence[str], rows: pd.DataFrame, served: Served, selection: Selection) -> None:
    """Draws the sentences under a view, with those of estimates."""
    told = [one for one in (*said, *notes(rows, served, selection)) if one]
    st.caption(plain(" ".join(dict.fromkeys(told))))


def files(
    rows: Rows,
    name: str,
    served: Served,
    selection: Selection,
    more: Mapping[str, Rows] | None = None,
) -> None:
    """Draws the buttons for the figures of a view."""
    fields = (selection.kpi, selection.period, selection.level, selection.vintage)
    chosen = ("period", "level", "vintage", "topic")
    buttons(
        rows,
        selection.language.t("Download these figures"),
        "-".join(("fair", name, *fields)),
        *(served, selection, chosen, [selection.kpi]),
        more,
    )


def heads(rows: pd.DataFrame, kpi: Kpi, served: Served, selection: Selection) -> dict[str, object]:
    """The first columns of a file: which indicator, when, which unit."""
    words, t = selection.language, selection.language.t
    return {
        t("Indicator"): words.pick(kpi.name),
        t("Period"): period(selection.period, served, words),
        t("Administrative units"): selection.vintage,
        t("Code"): rows["area_code"],
        t("Unit"): rows["area_name"],
    }


def sides(rows: pd.DataFrame, kpi: Kpi, words: Language) -> dict[str, pd.Series]:
    """The columns of both sides of a ratio."""
    return {
        formats.title(words.pick(kpi.numerator_label)): as_written(rows["numerator"], 2),
        formats.title(words.pick(kpi.denominator_label)): as_written(rows["denominator"], 2),
    }


def tails(served: Served, words: Language) -> dict[str, str]:
    """The last columns of a file: what must stand on every line."""
    return known(served, words)

"""The answer to a question: as a table, as a chart where there are numbers, and as files."""

import hashlib
from html import escape

import pandas as pd
import streamlit as st

from data.query import Result
from pages.figures.analysis.answer import answer_chart
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.shell.url import bar, dropdown, on_phone, segments
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import plain
from pages.widgets.files.contents import as_written, known
from pages.widgets.files.download import buttons
from pages.widgets.table import Html, sortable

CHART, ACROSS, UP = "sql_chart", "sql_x", "sql_y"  # what of the chart a link carries
KINDS = ("none", "bar", "line")
MOST_MARKS = 300  # of a chart: nobody tells more of them apart
MOST_CARDS = 200  # of rows on a phone, where each is a card
MOST_DECIMALS = 4


def draw_result(
    served: Served, result: Result, sql: str, selection: Selection, own: dict[str, str]
) -> None:
    """Draws the rows, how many they are, the chart that is chosen, and the files."""
    words, t, rows = selection.language, selection.language.t, result.rows
    shown = rows.head(MOST_CARDS) if on_phone() else rows
    if result.is_cut or len(shown) < len(rows):
        count = formats.number(len(shown), words)
        st.caption(plain(t("Only the first {n} rows are shown: there are more.", n=count)))
    else:
        count = formats.number(len(rows), words)
        st.caption(plain(words.plural("{n} row", "{n} rows", len(rows), n=count)))
    if rows.empty:
        return
    _chart(rows, selection, own)
    _table(shown, words)
    name = f"sql-{hashlib.sha256(sql.encode()).hexdigest()[:8]}"
    buttons(
        lambda: rows.assign(**known(served, words)),
        t("Download this answer"),
        name,
        *(served, selection),
        more={t("Query"): lambda: pd.DataFrame({t("Query"): sql.splitlines()})},
    )


def _table(rows: pd.DataFrame, words: Language) -> None:
    """Draws the rows; what is neither a number nor a day is a text."""
    texts = _texts(rows, words)
    plain_texts = {name: rows[name].map(_text) for name in rows.columns if name not in texts}
    shown = rows.assign(**plain_texts)
    first = rows.columns[0]
    named = texts[first] if first in texts else list(shown[first])
    heads = [] if plain_texts else [Html(escape(text)) for text in named]
    sortable(shown, texts, "sql-rows", formats.table_height(rows), names=heads)


def _text(cell: object) -> str:
    """A cell as SQL writes it: true and false, "" where nothing is known."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None or cell != cell else str(cell)


def _texts(rows: pd.DataFrame, words: Language) -> dict[str, list[str]]:
    """What is read in columns of numbers and days, in the signs of the language."""
    found = {}
    for name in rows.columns:
        column = rows[name]
        if pd.api.types.is_datetime64_any_dtype(column):
            found[name] = [formats.day(one, words) if one == one else "" for one in column]
        elif pd.api.types.is_integer_dtype(column) or pd.api.types.is_float_dtype(column):
            decimals = 0 if pd.api.types.is_integer_dtype(column) else _decimals(column)
            found[name] = [formats.number(one, words, decimals) for one in column]
    return found


def _decimals(column: pd.Series) -> int:
    """As many decimals as one of the numbers needs, and no more than anybody reads."""
    known = column.dropna()
    return next((n for n in range(MOST_DECIMALS) if (known == as_written(known, n)).all()), 2)


def _chart(rows: pd.DataFrame, selection: Selection, own: dict[str, str]) -> None:
    """Draws the pickers of the chart, and the chart."""
    t, words = selection.language.t, selection.language
    numbers = list(rows.select_dtypes("number").columns)
    if not numbers or len(rows) < 2:
        return
    others = [name for name in rows.columns if name not in numbers] or list(rows.columns)
    kind = own[CHART] if own[CHART] in KINDS else KINDS[0]
    across = own[ACROSS] if own[ACROSS] in rows.columns else others[0]
    up = own[UP] if own[UP] in numbers else numbers[-1]
    with bar():
        names = {"none": t("No chart"), "bar": t("Bars"), "line": t("Line")}
        segments(CHART, t("Chart"), KINDS, kind, names)
        if kind != "none":
            dropdown(ACROSS, t("Along the bottom"), list(rows.columns), across, str, 220)
            dropdown(UP, t("Height"), numbers, up, str, 220)
    if kind == "none":
        return
    shown = rows.head(MOST_MARKS)
    texts = _texts(shown, words)
    figure = answer_chart(
        shown[across]
        if pd.api.types.is_datetime64_any_dtype(shown[across])
        else shown[across].map(str),
        shown[up].astype("float64"),
        texts[up],
        kind,
        (across, up),
        formats.separators(words),
    )
    told = t("Chart: {up} by {across}, the same figures as in the table.", up=up, across=across)
    st.plotly_chart(figure, theme=None, config={"displayModeBar": False}, key="sql-chart", alt=told)
    if len(rows) > MOST_MARKS:
        st.caption(plain(t("The chart shows the first {n} rows.", n=MOST_MARKS)))

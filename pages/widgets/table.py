"""Tables: `table` for what people read, print or fold on a phone; `sortable` for long lists.

In those they sort and search: its numbers sort as numbers, in the words of the page. On a phone,
where three columns fit, a row of either is a card.
"""

from collections.abc import Collection, Mapping, Sequence
from html import escape
from math import inf
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import streamlit as st

from pages.shell.selection import Selection, language, link
from pages.shell.url import on_phone, row_picked
from pages.text import formats, markup
from pages.text.markup import Markdown

SHORT = pd.ArrowDtype(pa.string())  # no table of ours is so long that a place in it takes 8 bytes
NOTHING = ("", formats.MISSING)
CARDS = 8  # of a long list on a phone: the others are a touch away
NO_CELL = {"selection": {"rows": [], "columns": [], "cells": []}}
MARK = (("background-color", "#fbe0ef"), ("font-weight", "700"))


class Html(str):
    """HTML that was made of escaped texts, as a link or a badge; every other text is escaped."""

    __slots__ = ()


def table(
    columns: Mapping[str, Sequence[str | None]],
    caption: str,
    numbers: Collection[str] = (),
    style: str = "board line",
    chosen: int = -1,
) -> None:
    """Draws texts by the title of their column, one a row; the first one names the rows.

    A first column of numbers names none: on a card it has its title, as the others have.
    A cell that is None is left out. `caption` says what the table holds to who hears the page;
    `numbers` are the titles of columns that stand on the right, `chosen` the place of a row that
    stands out.
    """
    titles = list(columns)
    cells = [[_written(cell) for cell in column] for column in columns.values()]
    places = [at for at, title in enumerate(titles) if title in numbers]
    is_named = 0 not in places  # a number says nothing on a card without its title
    st.html(
        markup.table(
            titles,
            zip(*cells, strict=True),
            style,
            kinds={0: "name", **dict.fromkeys(places, "num")},
            numbers=places,
            labels=["" if is_named and at == 0 else f"{title}:" for at, title in enumerate(titles)],
            chosen=chosen,
            caption=caption,
        )
    )


def _written(cell: str | None) -> str | None:
    return cell if cell is None or isinstance(cell, Html) else escape(cell)


def sortable(
    values: pd.DataFrame,
    texts: Mapping[str, Sequence[str]],
    key: str,
    height: int,
    columns: Mapping[str, Any] | None = None,
    marked: Sequence[int] = (),
    names: Sequence[Html] = (),
    **arguments: Any,
) -> None:
    """Draws `values`, which sort as they are, each column under its title.

    `texts` are what is read instead in some of the columns, one a row. `columns` is Streamlit's
    column_config, without formats: those would follow the browser's language. `marked` are the
    places of rows that stand out, `names` what heads their cards on a phone, where the first column
    of texts does not. Other arguments go to st.dataframe.
    """
    if on_phone():
        _cards(values, texts, marked, names)
        return
    st.dataframe(
        _Written(values, texts, marked) if texts or marked else _only_sorted(values, {}),
        hide_index=True,
        height=height,
        key=key,
        placeholder=formats.MISSING,
        column_config=columns,
        **arguments,
    )


def fitted(widths: Mapping[str, int]) -> dict[str, Any]:
    """Columns by their titles so wide in pixels, for `sortable`; a title that is cut is told whole
    at its heading."""
    return {
        title: st.column_config.Column(width=width, help=markup.plain(title))
        for title, width in widths.items()
    }


def sortable_units(
    values: pd.DataFrame,
    texts: Mapping[str, Sequence[str]],
    codes: Sequence[str],
    selection: Selection,
    key: str,
    height: int,
    columns: Mapping[str, Any] | None = None,
    **changes: str,
) -> None:
    """Draws a table with a row a unit, the chosen one marked; a click into a row chooses its unit.

    `changes` of the selection follow from a choice; for the rest see `sortable`.
    """
    at = picked_row(key)
    if at is not None and codes[at : at + 1] != [selection.area]:
        st.session_state[key] = NO_CELL  # in that row stands another unit by now
    title, links = _named(values), list[Html]()
    if on_phone():
        ways = zip(values[title].to_list(), codes, strict=True)
        links = [Html(link("", name, selection, area=code, **changes)) for name, code in ways]
    sortable(
        values,
        texts,
        key,
        height,
        columns,
        [at for at, code in enumerate(codes) if code == selection.area],
        links,
        on_select=lambda: row_picked(key, codes, **changes),
        selection_mode="single-cell",
    )


def picked_row(key: str) -> int | None:
    """The place of the row in which a cell of the table of that key is chosen, None for none."""
    cells = st.session_state.get(key, {}).get("selection", {}).get("cells", [])
    return int(cells[0][0]) if cells else None


def _named(values: pd.DataFrame) -> str:
    """The column that names the rows: the first one of texts."""
    return next(iter(values.select_dtypes(["str", "object"])), values.columns[0])


def _cards(
    values: pd.DataFrame,
    texts: Mapping[str, Sequence[str]],
    marked: Sequence[int],
    names: Sequence[Html],
) -> None:
    """Draws each row as a card, the first ones open, those that stand out before all others."""
    title, words = _named(values), language()
    order = [*marked, *(at for at in range(len(values)) if at not in marked)]
    cells = {title: list(names or values[title].to_list())}
    for name in values.columns.drop(title):
        told = texts.get(name, ["" if pd.isna(v) else str(v) for v in values[name].to_list()])
        cells[name] = [Html("") if cell in ("", "–") else cell for cell in told]

    def draw(places: Sequence[int]) -> None:
        shown = {name: [column[at] or None for at in places] for name, column in cells.items()}
        table(
            shown,
            title,
            style="board line cards",
            chosen=0 if marked and places[0] == marked[0] else -1,
        )

    if order:
        draw(order[:CARDS])
    if more := order[CARDS:]:
        with st.expander(Markdown.label(words.t("{n} more rows", n=len(more)))):
            draw(more)


def _only_sorted(values: pd.DataFrame, read: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """The values without digits that nobody reads: numbers under a text only sort the rows.

    A browser writes nothing where there is no number: a reason stands on the lowest of all.
    """
    lacking = {
        name: values[name].mask(values[name].isna() & ~np.isin(list(texts), NOTHING), -inf)
        for name, texts in read.items()
        if values[name].isna().any()
    }
    values = values.assign(**lacking)
    floats = values.select_dtypes("float64").columns
    texts = dict.fromkeys(values.select_dtypes("str").columns, SHORT)
    return values.astype({name: "float32" for name in floats if name in read} | texts)


def _told(values: pd.Series, texts: Sequence[str] | None) -> list[str | None]:
    """The texts that a browser would not write by itself: 7, 0.5 and nothing, but not 1.234."""
    if texts is None:
        return [None] * len(values)
    known = (
        values.to_numpy("object", na_value=None).tolist() if values.hasnans else values.to_list()
    )
    plain = (f"{one:g}" if isinstance(one, float | int) else one for one in known)
    return [None if text in (one, "") else text for text, one in zip(texts, plain, strict=True)]


class _Texts(pd.DataFrame):
    """Texts, and nothing where a value is shown as it is: Streamlit need not make texts of them."""

    def astype(self, *_: object, **__: object) -> "_Texts":
        return self


class _Written:
    """What Streamlit reads of a pandas Styler: first the texts, then styles, at last the values.

    A real one computes a style and a text for every cell, one by one, and Streamlit puts each into
    its place: twenty times as long. Streamlit knows a Styler by its full name.
    """

    __module__, __qualname__ = "pandas.io.formats.style", "Styler"
    uuid, caption = "table", None

    def __init__(
        self, values: pd.DataFrame, texts: Mapping[str, Sequence[str]], marked: Sequence[int]
    ) -> None:
        shown = {name: _told(values[name], texts.get(name)) for name in values.columns}
        self.data: pd.DataFrame = _Texts(shown, index=values.index, dtype=object)
        self._values, self._marked = _only_sorted(values, texts), marked

    def _compute(self) -> None:
        pass

    def _translate(self, *_: object) -> dict[str, list[Any]]:
        self.data = self._values
        columns = range(len(self.data.columns))
        cells = [f"row{row}_col{at}" for row in self._marked for at in columns]
        return {"cellstyle": [{"props": MARK, "selectors": cells}] if cells else []}

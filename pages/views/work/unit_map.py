"""The units of the page: a map, and beside it the table."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from geo.map.breaks import Breaks
from pages.figures.choropleth import Hover
from pages.shell.selection import Selection
from pages.shell.url import on_phone
from pages.text import formats
from pages.text.comparability import estimated, readings
from pages.text.language import Language
from pages.text.markup import hover_text
from pages.widgets.legend import anew, value_classes
from pages.widgets.map.drawing import chooser, draw_map
from pages.widgets.map.rail import HEIGHT
from pages.widgets.table import sortable_units

WIDTH, DESKTOP, PHONE = 720, 460, 430  # of the map in pixels: its width, its heights


def unit_map(
    rows: pd.DataFrame,
    unit: str,
    selection: Selection,
    key: str,
    lines: Mapping[str, Sequence[str]],
    breaks: Breaks,
) -> None:
    """Draws `value` of the units with why it is missing; `lines` are told below it, by title.

    Who wants classes cut anew has them cut from the values.
    """
    words = selection.language
    if selection.classes == "anew":
        breaks = anew(rows["value"], len(rows))
    classes = value_classes(rows, breaks, unit, words)
    first = readings(rows, unit, words)
    parts = {}
    for code, name, value, told, *more in zip(
        *(rows[column].to_list() for column in ("area_code", "area_name", "value")),
        first,
        *lines.values(),
        strict=True,
    ):
        is_known = value == value and value is not None
        whole = (escape(name), escape(told), *map(escape, more))
        parts[code] = whole if is_known else (hover_text(name, told),)
    titles = (escape(title).replace("{", "{{").replace("}", "}}") for title in lines)
    below = "".join(f"<br>{title}: {{{at}}}" for at, title in enumerate(titles, 2))
    hover = Hover(parts, "<b>{0}</b><br>{1}" + below)
    size = (WIDTH, PHONE if on_phone() else DESKTOP)
    draw_map(classes, hover, selection, chooser(selection), key, size, estimated(rows))


def unit_table(
    rows: pd.DataFrame,
    titles: Mapping[str, str],
    units: Mapping[str, str],
    selection: Selection,
    key: str,
    columns: Mapping[str, Any] | None = None,
) -> None:
    """Draws the columns of `titles`, the first one names; those of `units` are readings.

    `columns` are Streamlit's column_config, where the titles alone would make them too wide.
    """
    words, texts = selection.language, {}
    for name, title in [*titles.items()][1:]:
        if name in units:
            texts[title] = readings(rows.assign(value=rows[name]), units[name], words)
        else:
            texts[title] = numbers(rows[name], words)
    shown = selection.level, selection.vintage, selection.period, selection.district
    sortable_units(
        rows[list(titles)].rename(columns=titles),
        texts,
        list(rows["area_code"]),
        selection,
        "-".join((key, *shown)),
        min(300 if on_phone() else HEIGHT, formats.table_height(rows, len(rows))),
        columns,
    )


def numbers(column: pd.Series, words: Language) -> list[str]:
    """Counts as the screen writes them."""
    return [formats.number(n, words) for n in column.to_list()]


def parts_of(rows: pd.DataFrame, words: Language) -> list[str]:
    """Both sides of readings: "3 of 12"."""
    sides = zip(numbers(rows["numerator"], words), numbers(rows["denominator"], words), strict=True)
    return [words.t("{n} of {all}", n=n, all=every) for n, every in sides]


def of_district(rows: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The rows of the communes of the chosen district, or all."""
    if selection.district and selection.level == "commune":
        rows = rows[rows["parent_code"] == selection.district]
    return rows.reset_index(drop=True)

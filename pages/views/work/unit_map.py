"""A map of the units of the page beside its table."""

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from geo.map.breaks import Breaks
from pages.figures.choropleth import Hover
from pages.shell.selection import Selection
from pages.shell.url import on_phone
from pages.text.comparability import estimated, readings
from pages.text.markup import hover_text
from pages.widgets.legend import anew, value_classes
from pages.widgets.map import chooser, draw_map

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


def of_district(rows: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The rows of the communes of the chosen district, or all."""
    if selection.district and selection.level == "commune":
        rows = rows[rows["parent_code"] == selection.district]
    return rows.reset_index(drop=True)

"""A map of the units of the page beside its table."""

from collections.abc import Callable

import pandas as pd

from geo.map.breaks import Breaks
from pages.shell.selection import Selection
from pages.shell.url import on_phone
from pages.text.comparability import estimated, reading
from pages.text.markup import hover_text
from pages.widgets.legend import anew, value_classes
from pages.widgets.map import chooser, draw_map

WIDTH, DESKTOP, PHONE = 720, 460, 430  # of the map in pixels: its width, its heights
Told = Callable[[object], list[str]]


def unit_map(
    rows: pd.DataFrame,
    unit: str,
    selection: Selection,
    key: str,
    told: Told,
    breaks: Breaks | None = None,
) -> None:
    """Draws `value` of the units with why it is missing; `told` gives the lines below it.

    Without `breaks` the classes are cut from the values.
    """
    words = selection.language
    breaks = breaks or anew(rows["value"], len(rows))
    classes = value_classes(rows, breaks, unit, words)
    hover = {}
    for row in rows.itertuples():
        first = reading(row.value, unit, row.comparability, row.missing_reason, words)
        hover[row.area_code] = hover_text(row.area_name, first, *told(row))
    size = (WIDTH, PHONE if on_phone() else DESKTOP)
    draw_map(classes, hover, selection, chooser(selection), key, size, estimated(rows))


def of_district(rows: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The rows of the communes of the chosen district, or all."""
    if selection.district and selection.level == "commune":
        rows = rows[rows["parent_code"] == selection.district]
    return rows.reset_index(drop=True)

"""The groups of a unit, each a way to its page."""

import pandas as pd

from kpis.network.register import register
from kpis.periods import Period
from kpis.province import PART
from pages.shell.selection import Selection, link
from pages.shell.served import Served
from pages.text import formats
from pages.text.markup import table
from pages.widgets.groups.words import active


def groups(served: Served, selection: Selection) -> pd.DataFrame:
    """The groups of the chosen unit, district or the province; see kpis.network.register."""
    rows = served.ask(register, Period.parse(selection.period), selection.vintage)
    if selection.level == "commune" and selection.area:
        return rows[rows["area_code"] == selection.area]
    district = selection.area if selection.level == PART else selection.district
    return rows[rows["parent_code"] == district] if district else rows


def groups_table(served: Served, selection: Selection) -> str:
    """The groups as HTML: village, members, whether it did anything in the period."""
    words, t = selection.language, selection.language.t
    lines = [
        [
            link("group", str(row.village_name or row.group_code), selection, group=row.group_code),
            formats.number(row.members, words),
            active(row.is_active, words),
        ]
        for row in groups(served, selection).itertuples()
    ]
    return table([t("Group of"), t("Members"), t("Active in the period")], lines, "board line")

"""The register: every group that exists, searched by village or commune; a click opens its page."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from pages.shell.selection import Selection, link
from pages.shell.served import Served
from pages.shell.url import on_phone
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import plain
from pages.widgets.groups.listed import groups, groups_table
from pages.widgets.groups.words import active, difficulties
from pages.widgets.table import Html, sortable

OPENED = "register"  # the key of the table
HEIGHT = 460


def register_table(served: Served, selection: Selection) -> None:
    """Draws the groups, a row each; a click into a row opens the page of its group."""
    words, t = selection.language, selection.language.t
    rows = groups(served, selection)
    codes = rows["group_code"].to_list()
    shown = register_file(rows, served, words).drop(columns=t("Code of the group"))
    numbers = shown.select_dtypes("number")
    repeated = dict.fromkeys(shown.columns.difference([*numbers]), "category")
    small = {name: _smallest(numbers[name]) for name in numbers}
    names = []
    if on_phone():
        places = zip(rows["village_name"].to_list(), codes, strict=True)
        names = [Html(link("group", str(name), selection, group=code)) for name, code in places]
    sortable(
        shown.astype({**repeated, **small}),  # thousands of rows: what they share is sent once
        {},  # no number of a group is so great that a sign parts its thousands
        OPENED,
        min(HEIGHT, formats.table_height(rows, len(rows))),
        names=names,
        on_select="rerun",
        selection_mode="single-cell",
    )
    cells = st.session_state.get(OPENED, {}).get("selection", {}).get("cells")
    if cells:
        asked = {**selection.asked(), "group": codes[cells[0][0]]}
        st.switch_page("pages/group.py", query_params=asked)


def _smallest(column: pd.Series) -> str:
    """The type in which a column of numbers is sent: members of a group are few."""
    if column.isna().any():
        return "float32"
    return "int8" if column.max() < 128 else "int16"


def register_file(rows: pd.DataFrame, served: Served, words: Language) -> pd.DataFrame:
    """The same as a file: one line a group, numbers as numbers."""
    t, names = words.t, difficulties(served, words.code)
    homes = rows["home_name"] + " (" + rows["home_vintage"] + ")"
    is_other = rows["home_name"] != rows["area_name"]
    columns = {
        t("Village"): rows["village_name"],
        t("Commune"): rows["area_name"],
        t("District"): rows["parent_name"],
        t("Set up in"): homes.where(is_other, ""),
        t("Members"): rows["members"],
        t("Since"): _each(rows["set_up_date"], lambda day: formats.month(day, words)),
        t("Active in the period"): _each(rows["is_active"], lambda one: active(one, words)),
        t("Last report"): _each(rows["last_report"], lambda day: formats.month(day, words)),
        t("Difficulties named"): _each(
            rows["difficulties"], lambda text: ", ".join(names.get(c, c) for c in text.split())
        ),
        t("Women"): rows["women"],
        t("Youth union members"): rows["youth_union"],
        t("Staff of post and telecom firms"): rows["firm_staff"],
        t("Trained in 12 months"): rows["trained"],
        t("Follow the national Zalo OA"): rows["zalo_followers"],
        t("Code of the group"): rows["group_code"],
    }
    if not is_other.any():
        del columns[t("Set up in")]
    return pd.DataFrame(columns).reset_index(drop=True)


def _each(column: pd.Series, write: Callable[[object], str]) -> pd.Series:
    """A column in words, each value of it written once."""
    place, known = pd.factorize(column, use_na_sentinel=False)
    texts = pd.Series([write(one) for one in known], dtype="object")
    return texts.take(place).set_axis(column.index)


def of_unit(served: Served, selection: Selection) -> None:
    """Draws the groups of the chosen unit in its card."""
    name = str(served.names(selection.level, selection.vintage)[selection.area])
    st.subheader(plain(name), anchor=False)
    st.html(groups_table(served, selection))

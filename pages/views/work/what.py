"""Topics × forms: what was done in a period in one place; below it by unit and by month."""

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from kpis.province import WHOLE
from pages.shell.offered.few import sees_few, why_not
from pages.shell.periods import name as period_name
from pages.shell.selection import Selection, link
from pages.shell.served import Served
from pages.shell.url import bar, on_phone, store
from pages.text import formats
from pages.text import words as words_of
from pages.text.comparability import marked, under_pointer
from pages.text.language import Language
from pages.text.markup import facts, plain
from pages.views.work.by_month import by_month, months_file
from pages.views.work.counts import DECIMALS, Asked, Place, cells, measured, of_place, place_of
from pages.views.work.pickers import (
    COUNT,
    FORM,
    RATE,
    TOPIC,
    Own,
    count_names,
    names_of,
    pick_cell,
    pick_count,
    rate_names,
)
from pages.views.work.units import units, units_file
from pages.widgets.files.contents import as_written, known
from pages.widgets.files.download import buttons
from pages.widgets.table import Html, sortable, table

EVENING = "buoi_toi_cong_an"
ALL = ""  # of all topics, of all forms
Whole = dict[str, Any]  # the row of a place


def topics_and_forms(served: Served, own: Own, selection: Selection) -> None:
    """Draws the figures of the place, the table of cells, the map and the table of units, and the
    months of the cell that is chosen."""
    words = selection.language
    topics, forms = (names_of(served, kind, words) for kind in ("topic", "form"))
    asked = Asked(
        own[TOPIC] if own[TOPIC] in topics else ALL,
        own[FORM] if own[FORM] in forms else ALL,
        own[COUNT],
        own[RATE],
    )
    place = place_of(served, selection)
    when = formats.inside(period_name(selection.period, served, words), words)
    st.header(plain(f"{place.name} — {when}"), anchor=False)
    whole, evening = (of_place(served, selection, place, f) for f in (ALL, EVENING))
    few = sees_few()
    told = _facts(whole, evening, words, few or place.level == WHOLE)
    st.html(facts(told))
    st.caption(plain(_from(whole, words) + ("" if few else f" {why_not(words)}")))
    with bar():
        pick_count(own, words)
    board = cell_table(served, selection, place, whole, asked)
    _draw_cells(board, asked, own, selection)
    with bar():
        pick_cell(served, own, selection)
    units(served, asked, selection)
    by_month(served, asked, place, selection)
    _download(served, asked, place, board, selection)


def _facts(whole: Whole, evening: Whole, words: Language, few: bool) -> list[tuple[str, str, str]]:
    t, told = words.t, []
    for name, title in count_names(words, few).items():
        rate = measured(whole[name], whole["adult_months"], whole["group_months"], "per_1000")
        note = t("{n} per 1,000 adults a month", n=formats.number(rate, words, 1))
        figure = marked(formats.number(whole[name], words), whole["comparability"])
        told.append((title, figure, note))
    sessions = evening["sessions"]
    share = 100 * sessions / whole["sessions"] if whole["sessions"] else None
    note = t("{share} of all sessions", share=formats.value(share, "percent", words))
    figure = marked(formats.number(sessions, words), whole["comparability"])
    told.append((t("Evenings with the police"), figure, note))
    return told


def _from(whole: Whole, words: Language) -> str:
    """From how many communes the figures are, and of how many adults and groups."""
    t = words.t
    text = t("From {n} of {all} communes.", n=whole["units_reported"], all=whole["units_expected"])
    of = t(
        "Rates are of {adults} adult-months and {groups} group-months in the communes that"
        " reported.",
        adults=formats.number(whole["adult_months"], words),
        groups=formats.number(whole["group_months"], words),
    )
    if whole["missing_reason"] is not None:
        return f"{text} {words_of.missing(whole['missing_reason'], words)}."
    note = under_pointer(whole["comparability"], words)
    return f"{text} {of} {formats.title(note)}.".replace(" .", "")


def cell_table(
    served: Served, selection: Selection, place: Place, whole: Whole, asked: Asked
) -> pd.DataFrame:
    """One row a topic and one of all, one column a form and one of all: what is asked of each."""
    words = selection.language
    topics, forms = ([*names_of(served, k, words), ALL] for k in ("topic", "form"))
    rows = cells(served, selection, place)
    found = np.full((len(topics), len(forms)), 0.0 if whole["missing_reason"] is None else np.nan)
    columns = (rows[name].to_list() for name in ("topic", "form", asked.count))
    for topic, form, count in zip(*columns, strict=True):
        if topic in topics and form in forms and whole["missing_reason"] is None:
            found[topics.index(topic), forms.index(form)] = count
    found[:, -1] = _sum(found[:, :-1], 1)
    found[-1] = _sum(found[:-1], 0)
    sides = whole["adult_months"], whole["group_months"]
    return pd.DataFrame(measured(found, *sides, asked.rate), topics, forms)


def _sum(found: np.ndarray, axis: int) -> np.ndarray:
    """The sum of what is known; of nothing that is known none."""
    return np.where(np.isnan(found).all(axis), np.nan, np.nansum(found, axis))


def _draw_cells(board: pd.DataFrame, asked: Asked, own: Own, selection: Selection) -> None:
    """A click into a cell chooses its topic and form."""
    words, t = selection.language, selection.language.t
    served = Served(selection.snapshot)
    topics = {**names_of(served, "topic", words), ALL: t("All topics")}
    forms = {**names_of(served, "form", words), ALL: t("All forms")}
    decimals, title = DECIMALS[asked.rate], t("Topic")
    texts = {
        forms[form]: [formats.number(n, words, decimals) for n in board[form].to_list()]
        for form in board
    }
    caption = f"{count_names(words)[asked.count]} · {rate_names(words)[asked.rate]}"
    st.caption(plain(caption + ". " + t("Click a cell: map, table and months below show it.")))
    if on_phone():
        ways = {
            forms[form]: [
                Html(link("", text, selection, work_topic=topic, form=form, part=own["part"]))
                for topic, text in zip(board.index, texts[forms[form]], strict=True)
            ]
            for form in board
        }
        table({title: [topics[one] for one in board.index], **ways}, caption, list(ways))
        return
    key = f"cells-{asked.count}-{asked.rate}-{selection.period}-{selection.area}"

    def picked() -> None:
        chosen = st.session_state[key]["selection"]["cells"]
        if chosen:
            row, column = chosen[0]
            form = {name: code for code, name in forms.items()}.get(column, ALL)
            store({TOPIC: board.index[row], FORM: form})

    values = board.rename(columns=forms).reset_index(drop=True)
    values.insert(0, title, [topics[one] for one in board.index])
    sortable(
        values,
        texts,
        key,
        formats.table_height(values, len(values)),
        marked=[list(board.index).index(asked.topic)] if asked.topic else [],
        on_select=picked,
        selection_mode="single-cell",
    )


def _download(
    served: Served, asked: Asked, place: Place, board: pd.DataFrame, selection: Selection
) -> None:
    words, t, few = selection.language, selection.language.t, sees_few()
    buttons(
        lambda: units_file(served, asked, selection, few).assign(**known(served, words)),
        t("Download these figures"),
        f"work-{selection.level}-{selection.period}",
        *(served, selection, ("period", "level", "vintage", "district")),
        of_few=few,
        more={
            t("Topics and forms"): lambda: cells_file(served, place, selection, few),
            t("By year and month"): lambda: months_file(served, asked, place, selection, few),
        },
    )


def cells_file(
    served: Served, place: Place, selection: Selection, few: bool = True
) -> pd.DataFrame:
    """A line a topic and form of a place, with all counts."""
    words, t = selection.language, selection.language.t
    rows = cells(served, selection, place)
    names = count_names(words, few)
    return pd.DataFrame(
        {
            t("Unit"): place.name,
            t("Topic"): rows["topic"].map(names_of(served, "topic", words)),
            t("Form"): rows["form"].map(names_of(served, "form", words)),
            **{names[name]: as_written(rows[name], 2) for name in names},
        }
    ).reset_index(drop=True)

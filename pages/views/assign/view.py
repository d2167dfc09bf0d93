"""The gap of the province shared among its units: facts, what stands out, maps, table, file."""

import pandas as pd
import streamlit as st

from geo.map.edges import written
from kpis.catalogue.catalogue import Kpi
from kpis.progress.verdict import people
from kpis.whatif.aims import Aim, UnanswerableError
from kpis.whatif.proposal import Proposal, asked
from kpis.whatif.sharing import Method
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.shell.url import bar
from pages.text import formats
from pages.text.aims import aim_sentence, counted, points, why
from pages.text.markup import Markdown, facts, plain
from pages.views.assign.download import download
from pages.views.assign.maps import maps, shown_selection
from pages.views.assign.pickers import method_of, pick_method, pick_shown
from pages.views.assign.table import proposal_table
from pages.views.assign.target_file import file_form
from pages.views.assign.text import of_unit, outstanding
from pages.widgets.aims import proposal_of
from pages.widgets.comparability import notes


def sharing(served: Served, aim: Aim | None, method: str, shown: str, selection: Selection) -> None:
    """Draws the proposals for an aim; in words why there are none."""
    kpi, words = catalogue()[selection.kpi], selection.language
    st.header(plain(words.pick(kpi.name)), anchor=False)
    try:
        found = proposal_of(served, kpi.id, selection.level, aim.year if aim else 0)
    except UnanswerableError as refused:
        if aim is not None:
            st.markdown(plain(aim_sentence(aim, kpi, words)))
        st.info(plain(why(refused, words)))
        return
    chosen = method_of(method, found.methods)
    view = shown_selection(found, selection)
    st.markdown(plain(aim_sentence(found.aim, kpi, words)))
    st.html(facts(_facts(found, kpi, selection)))
    with bar():
        pick_method(found.methods, chosen, selection)
        pick_shown(shown, selection)
    st.markdown(plain(outstanding(found, kpi, chosen, words)))
    if len(found.methods) < len(Method):
        text = words.t("By capacity is not offered: this indicator has no ceiling.")
        st.caption(plain(text))
    maps(found, kpi, shown, chosen, view)
    _chosen_unit(found, kpi, chosen, view)
    st.header(words.t("All units"), anchor=False)
    proposal_table(found, kpi, chosen, view)
    download(served, found, kpi, chosen, view)
    st.caption(plain(" ".join([*_rules(found, view), *notes(found.units, served, view)])))
    file_form(served, found, kpi, chosen, view)


def _facts(found: Proposal, kpi: Kpi, selection: Selection) -> list[tuple[str, str, str]]:
    words, t = selection.language, selection.language.t
    known = found.units.dropna(subset="value")
    gap = found.aim.value - found.now()
    more = people(gap, float(known["denominator"].sum()), kpi, found.now())
    when = formats.inside(formats.period(found.period.code, words), words)
    counts = t("from {n} of {all} units", n=len(known), all=len(found.units))
    return [
        (t("Together now"), formats.value(found.now(), kpi.unit, words), f"{when}, {counts}"),
        (
            t("Aim for 12/{year}", year=found.aim.year),
            formats.target_amount(written(found.aim.value, 1), kpi.unit, words),
            t("in {n} months", n=found.months),
        ),
        (t("To be shared"), points(gap, kpi, words), counted(more, kpi, words)),
    ]


def _chosen_unit(found: Proposal, kpi: Kpi, method: Method, selection: Selection) -> None:
    words, t = selection.language, selection.language.t
    rows = asked(found, kpi, method)
    mine = rows[rows["area_code"] == selection.area]
    if mine.empty:
        st.caption(plain(t("Click a unit on a map or a row of the table to mark it.")))
        return
    row: pd.Series = mine.iloc[0]
    st.markdown(Markdown.bold(row["area_name"], f" · {of_unit(row, kpi, words)}"))


def _rules(found: Proposal, selection: Selection) -> list[str]:
    t = selection.language.t
    said = [
        t("Denominators are held at the last ones known; nobody is asked to fall."),
        t(
            "Values are rounded to 0.1: first down, then those with the largest remainders up,"
            " until the aim is reached."
        ),
    ]
    lacking = found.units[found.units["value"].isna()]
    if len(lacking):
        names = ", ".join(lacking["area_name"])
        said.append(
            t("Without a value, so without a proposal and in no total: {names}.", names=names)
        )
    return said

"""What the reader picks on the page of fair comparison: fields of the link of its own."""

import pandas as pd
import streamlit as st

from geo.units.spelling import by_name
from kpis.catalogue.catalogue import Kpi
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.shell.url import dropdown, remember_link, segments, store
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import plain

VIEW, MARK, PEERS = "view", "mark", "peers"
VIEWS = ("funnel", "ranks", "levels", "peers", "moved", "gap")
COMPARING = ("levels", "moved")  # views of two periods
BETWEEN = "."  # two codes of units in the link
MEDIAN = "median"  # the mark that is no target
Own = dict[str, str]


def own_link(words: Language) -> Own:
    """The fields of this page that the link or the session says; the first view for none.

    Says so where the link asks for a view that there is not.
    """
    asked = remember_link(VIEW, MARK, PEERS)
    if asked[VIEW] in VIEWS:
        return asked
    if asked[VIEW]:
        text = words.t("There is no view “{view}” here; the funnel is shown.", view=asked[VIEW])
        st.warning(plain(text), icon=":material/info:")
    return {**asked, VIEW: VIEWS[0]}


def pick_view(own: Own, words: Language) -> None:
    """What is asked of the units."""
    t = words.t
    names = {
        "funnel": t("Beyond chance?"),
        "ranks": t("Ranks"),
        "levels": t("Level and change"),
        "peers": t("Peers"),
        "moved": t("What moved it"),
        "gap": t("What closes the gap"),
    }
    segments(VIEW, t("Question"), VIEWS, own[VIEW], names)


def mark_of(own: Own, kpi: Kpi) -> str:
    """The mark that is asked for, if it can be: the year of a target, else the median."""
    return own[MARK] if own[MARK] in target_years(kpi) else MEDIAN


def target_years(kpi: Kpi) -> list[str]:
    """The years of the targets of an indicator that are one value."""
    return [str(goal.year) for goal in kpi.targets if goal.value is not None]


def pick_mark(mark: str, kpi: Kpi, selection: Selection) -> None:
    """What the units are to reach."""
    words, t = selection.language, selection.language.t
    names = {MEDIAN: t("The median of the units")}
    for goal in kpi.targets:
        if goal.value is not None:
            amount = formats.target_amount(goal.value, kpi.unit, words)
            names[str(goal.year)] = t("The target for {year}: {goal}", year=goal.year, goal=amount)
    if len(names) > 1:
        segments(MARK, t("If each unit behind reached"), list(names), mark, names)


def pick_unit(rows: pd.DataFrame, area: str, selection: Selection) -> None:
    """The unit whose peers are shown; the peers that were chosen are those of another then."""
    names = by_name(dict(zip(rows["area_code"], rows["area_name"], strict=True)))
    label = selection.language.t("Unit")
    dropdown("area", label, list(names), area, names.__getitem__, width=280, **{PEERS: ""})


def chosen_peers(
    served: Served, own: Own, rows: pd.DataFrame, area: str, words: Language
) -> list[str]:
    """The peers that the reader chose, those that are units here; none: those by the rule.

    Says which codes name no unit at all; those of other sets of units are left out in silence, as
    the reader only moved on.
    """
    wanted = [code for code in dict.fromkeys(own[PEERS].split(BETWEEN)) if code]
    lost = [code for code in wanted if code not in set(served.table("mart_unit")["code"])]
    if lost:
        text = words.t("Left out, as there are no such units: {codes}.", codes=", ".join(lost))
        st.warning(plain(text), icon=":material/info:")
    known = set(rows["area_code"]) - {area}
    return [code for code in wanted if code in known]


def pick_rule(is_own: bool, words: Language) -> None:
    """The way back to the peers by the rule, for who chose others."""
    t = words.t
    st.button(t("Peers by the rule"), on_click=store, args=({PEERS: ""},), disabled=not is_own)


def pick_peers(rows: pd.DataFrame, area: str, peers: list[str], words: Language) -> None:
    """The peers, one by one."""
    t, others = words.t, rows[rows["area_code"] != area]
    names = by_name(dict(zip(others["area_code"], others["area_name"], strict=True)))
    st.session_state["pick_peers"] = peers
    st.multiselect(
        t("Compared with"),
        list(names),
        format_func=names.__getitem__,
        key="pick_peers",
        on_change=lambda: store({PEERS: BETWEEN.join(st.session_state["pick_peers"])}),
        placeholder=t("– choose –"),
    )

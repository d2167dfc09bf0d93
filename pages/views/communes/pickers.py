"""Which unit's history is shown: the one of the link, or one that is searched by its name."""

import streamlit as st

from geo.errors import GeoError
from geo.units import table as units
from geo.units.lineage import spans
from geo.units.search import nearest, search
from geo.units.unit import Unit, unit
from pages.shell import url
from pages.shell.selection import Selection
from pages.shell.url import MEMORY, keep, store
from pages.text.language import Language
from pages.text.markup import facts, plain
from pages.views.communes.tables import matches_table
from pages.views.communes.text import in_force

FIELD = "unit"  # in the link: vintage, level and code, as Unit.key writes them
MOST = 30  # rows of matches; more are no help


def remember_link() -> None:
    """Keeps the unit of the link before the selection, which does not know it, rewrites that."""
    url.remember_link(FIELD)


def pick_unit(selection: Selection) -> Unit | None:
    """Draws the search and what it finds; the unit to show, if there is one."""
    t = selection.language.t
    text = st.text_input(
        t("Name of a commune, ward, town or district, of today or of former days"),
        placeholder=t("For example: {names}", names=_examples()),
        key="unit_name",
    ).strip()
    if not text:
        asked = _of_link(selection.language)
        if asked is None:
            st.html(_counts(selection.language))
        return asked
    found = spans(search(text))
    if len(found) == 1:
        store({FIELD: found[0][-1].key})
        return found[0][-1]
    store({FIELD: ""})
    if found:
        st.write(plain(t("{n} units have this name or one like it: pick yours.", n=len(found))))
    else:
        found = spans(nearest(text))
        st.info(plain(_not_found(text, bool(found), selection.language)))
    if found:
        st.html(matches_table(found[:MOST], selection))
    if len(found) > MOST:
        more = len(found) - MOST
        st.caption(plain(t("{n} more: type more of the name.", n=more)))
    return None


def _examples() -> str:
    """Names of three communes of the oldest units: the first, the last, and one between."""
    codes = units.of(units.VINTAGES[0], "commune").code
    some = [codes.iloc[at] for at in (0, len(codes) // 2, -1)]
    return ", ".join(unit(units.VINTAGES[0], "commune", code).short for code in some)


def _of_link(words: Language) -> Unit | None:
    asked = st.session_state.get(MEMORY, {}).get(FIELD, "")
    if not asked:
        return None
    try:
        return unit(*asked.split("-", 2))
    except (GeoError, TypeError):
        text = words.t("There is no unit “{code}”: search for its name.", code=asked)
        st.warning(plain(text), icon=":material/info:")
        keep({FIELD: ""})
        return None


def _counts(words: Language) -> str:
    """How many communes there were and are, for a reader who has not yet searched."""
    firsts = [units.of(vintage, "commune") for vintage in units.VINTAGES]
    figures = []
    for rows in firsts:
        one = unit(rows["vintage"][0], "commune", rows["code"][0])
        label = words.t("Communes, {dates}", dates=in_force([one], words))
        figures.append((label, str(len(rows)), ""))
    return facts(figures)


def _not_found(text: str, near: bool, words: Language) -> str:
    if near:
        return words.t("No unit is called “{name}”. The names nearest to it are:", name=text)
    return words.t("No unit is called “{name}”, and no name is near it.", name=text)

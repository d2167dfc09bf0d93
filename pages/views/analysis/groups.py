"""Groups of units that people make: the marked ones under a name; renamed, made anew, deleted."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from data.access.check import is_allowed
from data.ledger.analysis.named import LONGEST
from data.ledger.analysis.unit_groups import UnitGroup, delete_group, save_group
from pages.filters.chosen import BETWEEN, GROUP
from pages.filters.groups import MADE, made
from pages.shell.selection import Selection
from pages.shell.served import Served, store_directory
from pages.shell.url import bar, chosen_fields, store
from pages.text.language import Language
from pages.text.markup import label, plain
from pages.views.analysis.pickers import MARKED
from pages.widgets.kept.changing import DELETE, RENAME, is_done, pick_change

REPLACE = "replace"


def group_section(served: Served, selection: Selection) -> None:
    """Draws the fields to name the marked units, and to change one of the groups."""
    if not is_allowed("save_unit_group"):
        return
    words, t = selection.language, selection.language.t
    with st.expander(label(t("Groups of units"))):
        st.caption(
            plain(
                t(
                    "A group holds the units that are marked when it is saved; choose it in the bar"
                    " above. Everyone sees it: no names of people, no phones."
                )
            )
        )
        with bar():
            name = st.text_input(
                label(t("Name of the group")), key="group-name", max_chars=LONGEST, width=300
            )
            is_new = st.button(label(t("Save the marked units as a group")), key="group-save")
        if is_new:
            _new(served, name, words)
        if groups := made():
            _change(served, groups, words)


def _marked() -> tuple[str, ...]:
    return tuple(filter(None, chosen_fields().get(MARKED, "").split(BETWEEN)))


def _here(served: Served) -> tuple[str, str, tuple[str, ...]]:
    """Level, vintage and marked units as they are now; the figures may have changed since."""
    fields = chosen_fields()
    level, vintage = fields.get("level", ""), fields.get("vintage", "")
    known = served.names(level, vintage)
    return level, vintage, tuple(code for code in _marked() if code in known)


def _new(served: Served, name: str, words: Language) -> None:
    made_now = list[int]()

    def make() -> None:
        made_now.append(save_group(store_directory(), UnitGroup(name, *_here(served)), ""))

    if is_done(make, words):
        store({GROUP: f"{MADE}{made_now[0]}"})
        st.rerun()


def _change(served: Served, groups: Mapping[str, UnitGroup], words: Language) -> None:
    replaced = {REPLACE: words.t("Put the marked units in its place")}
    names = {id: one.name for id, one in groups.items()}
    wish = pick_change(names, "group", words, lambda _: replaced)
    if wish is None:
        return
    place, group = store_directory(), groups[wish.id]

    def change() -> None:
        if wish.action == RENAME:
            save_group(place, replace(group, name=wish.name), "")
        elif wish.action == DELETE:
            delete_group(place, group, "")
        else:
            level, vintage, units = _here(served)
            save_group(place, replace(group, level=level, vintage=vintage, units=units), "")

    if is_done(change, words):
        st.rerun()

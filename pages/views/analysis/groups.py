"""Groups of units that people make: the marked ones under a name; renamed, made anew, deleted."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from data.ledger.analysis.named import LONGEST
from data.ledger.analysis.unit_groups import UnitGroup, delete_group, save_group
from data.ledger.gate import is_open
from data.refusal import RefusedError
from pages.filters.chosen import BETWEEN, GROUP, Filters
from pages.filters.groups import made
from pages.shell.refused import draw_refusal
from pages.shell.selection import Selection
from pages.shell.served import store_directory
from pages.shell.url import bar, chosen_fields, store
from pages.text.language import Language
from pages.text.markup import label, plain
from pages.views.analysis.pickers import MARKED


def group_section(
    selection: Selection, filters: Filters, shown: Sequence[str], words: Language
) -> None:
    """Draws the fields to name the marked units, and to change the group that is chosen."""
    if is_open():  # nobody may change anything from here
        return
    t = words.t
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
            _new(selection, name, words)
        group = made().get(filters.group)
        if group is not None:
            _change(group, selection, words)


def _marked() -> tuple[str, ...]:
    return tuple(filter(None, chosen_fields().get(MARKED, "").split(BETWEEN)))


def _new(selection: Selection, name: str, words: Language) -> None:
    group = UnitGroup(name, selection.level, selection.vintage, _marked())
    try:
        id = save_group(store_directory(), group, "")
    except RefusedError as refused:
        draw_refusal(refused, words)
        return
    store({GROUP: f"g{id}"})
    st.rerun(scope="fragment")


def _change(group: UnitGroup, selection: Selection, words: Language) -> None:
    t = words.t
    with bar():
        name = st.text_input(
            label(t("New name")),
            group.name,
            key=f"group-name-{group.id}",
            max_chars=LONGEST,
            width=300,
        )
        is_renamed = st.button(label(t("Rename")), key="group-rename")
        is_made = st.button(label(t("Put the marked units in its place")), key="group-replace")
        is_deleted = st.button(label(t("Delete “{name}”", name=group.name)), key="group-delete")
    if not (is_renamed or is_made or is_deleted):
        return
    place = store_directory()
    try:
        if is_renamed:
            save_group(place, replace(group, name=name), "")
        elif is_made:
            units = {"units": _marked(), "level": selection.level, "vintage": selection.vintage}
            save_group(place, replace(group, **units), "")
        else:
            delete_group(place, group, "")
            store({GROUP: ""})
    except RefusedError as refused:
        draw_refusal(refused, words)
    else:
        st.rerun(scope="fragment")

"""Groups of units that people make: the marked ones under a name; renamed, made anew, deleted."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from data.access.check import is_allowed
from data.ledger.analysis.named import LONGEST
from data.ledger.analysis.unit_groups import UnitGroup, delete_group, save_group
from data.refusal import RefusedError
from pages.filters.chosen import BETWEEN, GROUP
from pages.filters.groups import MADE, made
from pages.shell.refused import draw_refusal
from pages.shell.selection import Selection
from pages.shell.served import Served, store_directory
from pages.shell.url import bar, chosen_fields, store
from pages.text.language import Language
from pages.text.markup import label, labels, plain
from pages.views.analysis.pickers import MARKED


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
    try:
        id = save_group(store_directory(), UnitGroup(name, *_here(served)), "")
    except RefusedError as refused:
        draw_refusal(refused, words)
        return
    store({GROUP: f"{MADE}{id}"})
    st.rerun()


def _change(served: Served, groups: Mapping[str, UnitGroup], words: Language) -> None:
    t = words.t
    with bar():
        chosen = st.selectbox(
            label(t("Rename or delete")),
            list(groups),
            index=None,
            format_func=labels({id: one.name for id, one in groups.items()}),
            key="group-chosen",
            placeholder=t("– choose –"),
            width=300,
        )
        if chosen is None:
            return
        group = groups[chosen]
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
    place = store_directory()
    try:
        if is_renamed:
            save_group(place, replace(group, name=name), "")
        elif is_made:
            level, vintage, units = _here(served)
            save_group(place, replace(group, level=level, vintage=vintage, units=units), "")
        elif is_deleted:
            delete_group(place, group, "")
    except RefusedError as refused:
        draw_refusal(refused, words)
        return
    if is_renamed or is_made or is_deleted:
        st.rerun()

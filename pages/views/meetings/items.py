"""The items of an agenda: what each shows, and how they are written, moved, removed and copied."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from html import escape

import streamlit as st

from data.access.check import is_allowed
from data.ledger.meetings import agenda, shown
from data.ledger.meetings.agenda import LONGEST, Item, Meeting
from data.ledger.meetings.decisions import Decision
from data.refusal import RefusedError
from pages.briefs.frozen import FrozenView
from pages.shell.refused import draw_refusal
from pages.shell.selection import Selection, link
from pages.shell.served import Served, store_directory
from pages.text.language import Language
from pages.text.markup import Markdown, label, labels, plain
from pages.views.meetings.by_hand import HOME, item_by_hand
from pages.views.meetings.newer import newer
from pages.widgets.meetings.deciding import decide
from pages.widgets.meetings.frozen_items import frozen_view, why_not
from pages.widgets.meetings.minutes import minutes_field, minutes_script
from pages.widgets.meetings.outcomes import outcomes_table
from pages.widgets.meetings.taking import OFFICE, named, office_input


def agenda_of(
    meeting: Meeting, decided: Sequence[Decision], served: Served, selection: Selection
) -> None:
    """Draws the agenda of a meeting, each item under its heading, with what was decided on it."""
    t = selection.language.t
    items = agenda.items(store_directory(), meeting.id)
    if not items:
        text = t("Nothing is on the agenda yet: open any view and press “Take to a meeting”.")
        st.info(plain(text))
        return
    st.html(minutes_script(), unsafe_allow_javascript=True)
    past = None
    for number, item in enumerate(items, 1):
        if item.heading and item.heading != past:
            st.subheader(plain(item.heading), anchor=False)
        past = item.heading
        with st.container(border=True, key=f"item-{item.id}"):
            mine = [one for one in decided if one.item == item.id]
            _item(item, number, len(items), mine, served, selection)


def _item(
    item: Item,
    number: int,
    last: int,
    decided: Sequence[Decision],
    served: Served,
    selection: Selection,
) -> None:
    words, t = selection.language, selection.language.t
    view = frozen_view(item)
    left, right = st.columns([9, 3], vertical_alignment="top")
    with left:
        st.markdown(Markdown.bold(f"{number}. {item.title}"))
        if item.question:
            st.html(f"<p><b>{escape(t('To decide'))}:</b> {escape(item.question)}</p>")
        if view is None:
            if why := why_not(item, words):
                st.warning(plain(why), icon=":material/info:")
            if item.page:
                st.html(f"<p class='origin'>{_way(item, selection)}</p>")
        else:
            told = "".join(f"<li>{escape(sentence)}</li>" for sentence in view.sentences)
            if told:
                st.html(f"<ul class='told'>{told}</ul>")
            _origin(view, selection)
        if item.note:
            st.caption(plain(item.note))
    if is_allowed("change_meeting_item"):
        with right, st.container(horizontal=True, horizontal_alignment="right", gap="small"):
            _mover(item, -1, "↑", t("Earlier"), number == 1, words)
            _mover(item, 1, "↓", t("Later"), number == last, words)
            with st.popover(label(t("Edit"))):
                _form(item, words)
            with st.popover(label(t("Decide"))):
                decide(item, view, served, words)
            with st.popover(label(t("Minutes"))):
                minutes_field(item, words, "app")
    if decided:
        outcomes_table(served, decided, selection, date.today())


def _origin(view: FrozenView, selection: Selection) -> None:
    """The way to the view that was frozen, and of which data it is."""
    facts = " · ".join(text for _, text in view.facts[:3])
    there = _way(view, selection)
    st.html(f"<p class='origin'>{escape(facts)} · {there}</p>{newer(view, selection)}")


def _way(to: Item | FrozenView, selection: Selection) -> str:
    """The link to a view as it was chosen."""
    fields = {name: text for name, text in (to.selection or {}).items() if name != "lang"}
    page = "" if to.page == HOME else to.page
    return link(page, selection.language.t("Open the view"), selection, **fields)


def _mover(item: Item, places: int, sign: str, told: str, disabled: bool, words: Language) -> None:
    key = f"move-{item.id}-{places}"
    if st.button(label(sign), key=key, help=plain(told), disabled=disabled):
        _done(lambda office: agenda.move_item(store_directory(), item, places, office), words)


def _form(item: Item, words: Language) -> None:
    """Draws the words of an item; keeps what is written in them, or takes the item off."""
    t = words.t
    with st.form(f"item-form-{item.id}-{item.version}", border=False):
        heading = st.text_input(t("Heading"), item.heading, max_chars=LONGEST["heading"])
        title = st.text_input(t("Title of the item"), item.title, max_chars=LONGEST["title"])
        question = st.text_input(t("To decide"), item.question, max_chars=LONGEST["question"])
        note = st.text_area(t("Note"), item.note, max_chars=LONGEST["note"], height=80)
        office = office_input(words)
        with st.container(horizontal=True):
            is_saved = st.form_submit_button(t("Save"), type="primary")
            is_removed = st.form_submit_button(t("Take off the agenda"))
    if not (is_saved or is_removed):
        return
    st.session_state[OFFICE] = office
    written = replace(item, heading=heading, title=title, question=question, note=note)
    if is_saved:
        _done(lambda by: agenda.change_item(store_directory(), written, by), words)
    else:
        _done(lambda by: agenda.remove_item(store_directory(), item, by), words)


def add_by_hand(meeting: Meeting, words: Language) -> None:
    """Draws what puts an item on the agenda by its words alone, or by the link of a view."""
    t = words.t
    with (
        st.expander(label(t("Put an item on the agenda by hand"))),
        st.form(f"by-hand-{meeting.id}", clear_on_submit=True, border=False),
    ):
        title = st.text_input(t("Title of the item"), max_chars=LONGEST["title"])
        address = st.text_input(t("Link of a view; may be left empty"))
        question = st.text_input(t("To decide"), max_chars=LONGEST["question"])
        office = office_input(words)
        if st.form_submit_button(t("Put on the agenda"), type="primary"):
            st.session_state[OFFICE] = office
            item = item_by_hand(title, address, question, words)
            _done(lambda by: agenda.add_item(store_directory(), meeting.id, item, by), words)


def copy_from(meeting: Meeting, others: Sequence[Meeting], words: Language) -> None:
    """Draws what takes items of another meeting over, with what was frozen for them."""
    t = words.t
    with st.expander(label(t("Copy items of another meeting"))):
        names = {one.id: named(one, words) for one in others}
        id = st.selectbox(t("Meeting"), list(names), format_func=labels(names), key="copy-from")
        items = {one.id: one for one in agenda.items(store_directory(), id)}
        titles = {one.id: one.title for one in items.values()}
        chosen = st.multiselect(
            t("Items"),
            list(items),
            format_func=labels(titles),
            key=f"copy-{id}",
            placeholder=t("Choose"),
        )
        if st.button(t("Copy"), disabled=not chosen):
            picked = [items[one] for one in chosen]
            _done(lambda by: _copied(picked, id, meeting.id, by, words), words)


def _copied(
    picked: Sequence[Item], origin: int, meeting: int, office: str, words: Language
) -> None:
    """Copies items with what was frozen for them; one whose view is lost says so in its copy."""
    store, copies = store_directory(), list[Item]()
    for item in picked:
        try:
            if item.frozen:
                kept = shown.shown(store, origin, item.frozen, ".json")
                shown.keep(store, meeting, kept, ".json", office)
            copies.append(item)
        except shown.LostError:
            copies.append(replace(item, frozen="", refused=why_not(item, words)))
    agenda.copy_items(store, copies, meeting, office)


def _done(change: Callable[[str], object], words: Language) -> None:
    """Makes a change of the agenda in the name of this session, and shows the agenda anew."""
    try:
        change(str(st.session_state.get(OFFICE, "")))
    except RefusedError as refused:
        draw_refusal(refused, words)
    else:
        st.rerun()

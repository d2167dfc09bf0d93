"""The slides of a meeting: all of them lie in the browser, which shows one at a time.

So the next one is prepared while this one is shown, and no key waits for the server. What the
server is asked for, another period or a district, is drawn anew in its slide alone.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from html import escape
from pathlib import Path

import streamlit as st

from data.access.check import is_allowed
from data.ledger.meetings import agenda
from data.ledger.meetings.agenda import Item, Meeting
from data.ledger.meetings.decisions import Decision, State, decisions
from data.refusal import RefusedError
from pages.briefs.frozen import FrozenMap, FrozenTable, FrozenView
from pages.briefs.map.drawn import drawn
from pages.briefs.tables import table
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue, store_directory
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import label, plain
from pages.text.words import demonstration
from pages.views.present.live import LIVE, Moves, moved, moves_of
from pages.views.present.presenter import next_of, notes
from pages.widgets.meetings.frozen_items import frozen_view, why_not
from pages.widgets.meetings.minutes import minutes_script
from pages.widgets.meetings.outcomes import of_earlier, outcome, state_name

FOLDER = Path(__file__).parent
MAP = (465, 345)  # pixels for which a map is drawn; then it fills its place, half as large again
BESIDE = (310, 345)  # of each of two maps
LETTERS = 15  # of its names then: 22 pixels on a projector
LONG = 6  # items on a cover from which on their letters are smaller
DECISIONS = 4  # of earlier meetings on the cover
ROWS, COLUMNS = 6, 5  # of a table that can be read from ten metres


def present(served: Served, asked: str, is_presenter: bool, selection: Selection) -> None:
    """Draws all slides of the meeting that the link names, else of the latest one.

    `is_presenter`: for who speaks, each small, with the next one and what is written of it.
    """
    words, t = selection.language, selection.language.t
    try:
        known = {str(one.id): one for one in agenda.meetings(store_directory())}
        meeting = known.get(asked) or next(iter(known.values()), None)
        items = agenda.items(store_directory(), meeting.id) if meeting else []
        decided = decisions(store_directory())
    except RefusedError:  # said above the page
        return
    if meeting is None:
        st.info(plain(t("There is no meeting yet: prepare one under “Agendas”.")))
        return
    st.html(FOLDER / "slides.css")
    is_presenter = is_presenter and is_allowed("change_meeting_item")
    if is_presenter:
        st.html(FOLDER / "presenter.css")
        st.html(minutes_script(), unsafe_allow_javascript=True)
    titles = [f"{number}. {item.title}" for number, item in enumerate(items, 1)]
    with st.container(key="slides"):
        with st.container(key="slide-0"):
            since = of_earlier(meeting, list(known.values()), decided)
            st.html(_cover(meeting, items, _since(served, since, words), words))
            if is_presenter:
                st.html(next_of(0, titles, meeting, words))
        for number, item in enumerate(items, 1):
            with st.container(key=f"slide-{number}"):
                _slide(number, item, words)
                if is_presenter:
                    st.html(next_of(number, titles, meeting, words))
                    notes(number, item, served, selection)
    leave = "" if is_presenter else f"meetings?lang={words.code}&meeting={meeting.id}"
    st.html(_script(meeting.id, leave), unsafe_allow_javascript=True)


@st.fragment
def _slide(number: int, item: Item, words: Language) -> None:
    """Draws one slide, and the hidden buttons that its keys and clicks press."""
    view, moves = frozen_view(item), Moves()
    if view is not None:
        moves = moves_of(view, st.session_state.get(f"{LIVE}-{item.id}", {}))
        view = moved(view, moves)
    # First: a key that is pressed as soon as the slide is seen finds its button. They are seen by
    # who reaches them with Tab: so a district is opened without a pointer.
    with st.container(key=f"keys-{number}"):
        for name, change in moves.buttons().items():
            st.button(
                label(moves.told(name, words)),
                key=f"{name}-{number}",
                on_click=st.session_state.__setitem__,
                args=(f"{LIVE}-{item.id}", change),
            )
    pictures = _pictures(view, words)
    st.html(_body(item, view, pictures, words))
    for name, svg in pictures.items():
        st.html(_kept(name, svg), unsafe_allow_javascript=True)


def _since(served: Served, found: Sequence[Decision], words: Language) -> str:
    """The decisions of earlier meetings, those to be done first: how they stand, then and now."""
    if not found:
        return ""
    today, lines = date.today(), []
    ranked = sorted(found, key=lambda one: (one.state != State.OPEN, one.due or "9"))
    for one in ranked[:DECISIONS]:
        told = [one.owner, state_name(one, words, today)]
        then, kpi = outcome(served, one), catalogue().get(one.kpi)
        if then is not None and kpi is not None:
            values = (formats.value(v, kpi.unit, words) for v in (then.before, then.now))
            told.append(" → ".join(values))
            if one.expected is not None:
                amount = formats.value(one.expected, kpi.unit, words)
                told.append(words.t("expected {amount}", amount=amount))
        lines.append(f"<li>{escape(one.text)}<br><small>{escape(' · '.join(told))}</small></li>")
    return f"<div><h3>{escape(words.t('Since last time'))}</h3><ul>{''.join(lines)}</ul></div>"


def _cover(meeting: Meeting, items: list[Item], since: str, words: Language) -> str:
    told = [formats.iso_day(meeting.held_on, words), meeting.place, meeting.body]
    lines = []
    for number, item in enumerate(items, 1):
        lines.append(f"<li value='{number}'>{escape(item.title)}</li>")
    facts = escape(" · ".join(filter(None, told)))
    keys = words.t(
        "→ ← next and back · ↑ ↓ other periods · a click opens a district, Backspace closes it ·"
        " digits: to that item · B blank · F full screen · Esc leaves"
    )
    long = " long" if len(items) > LONG else ""
    return (
        f"<section class='slide cover{long}'><h2>{escape(meeting.name)}</h2><p>{facts}</p>"
        f"<div class='two'><ol>{''.join(lines)}</ol>{since}</div>"
        f"<footer class='foot'>{escape(keys)} {_letters(words)}</footer></section>"
    )


def _letters(words: Language) -> str:
    """The button that turns the keys of letters and digits off, and on again, in this browser."""
    on = escape(words.t("Turn the keys B, F and digits off"), quote=True)
    off = escape(words.t("Turn the keys B, F and digits on"), quote=True)
    return f"<button type='button' data-letters data-on='{on}' data-off='{off}'>{on}</button>"


def _body(item: Item, view: FrozenView | None, pictures: Mapping[str, str], words: Language) -> str:
    """The HTML of a slide; its maps are put in by a script, by their names."""
    t = words.t
    told = [f"<p>{escape(sentence)}</p>" for sentence in view.sentences] if view else []
    if item.question:
        told.append(
            f"<p class='decide'><b>{escape(t('To decide'))}:</b> {escape(item.question)}</p>"
        )
    if view is None:
        told.insert(0, f"<p>{escape(why_not(item, words))}</p>")
    picture = ""
    if view is not None and view.maps:
        picture = _places(list(pictures), view, words)
    elif view is not None:
        picture = _table(view.table, words)
    heading = f"<p class='over'>{escape(item.heading)}</p>" if item.heading else ""
    return (
        f"<section class='slide'>{heading}<h2>{escape(item.title)}</h2>"
        f"<div class='body'>{picture}<div class='told'>{''.join(told)}</div></div>"
        f"<footer class='foot'>{_foot(view, words)}</footer></section>"
    )


def _foot(view: FrozenView | None, words: Language) -> str:
    if view is None:
        return ""
    parts = [text for _, text in view.facts if text] + [one.source for one in view.maps[:1]]
    foot = escape(" · ".join(parts))
    if view.is_demonstration:
        foot = f"<b>{escape(words.t('Demonstration data'))}</b> · {foot}"
        foot = foot.replace(escape(" · " + demonstration(words)), "")
    return foot


def _table(frozen: FrozenTable, words: Language) -> str:
    """The first rows, without the columns in which they are alike."""
    read = table(replace(frozen, rows=frozen.rows[:ROWS]), words)
    head = "".join(f"<th>{escape(title)}</th>" for title in read.columns[:COLUMNS])
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td{' class=num' if is_number else ''}>{escape(cell)}</td>"
            for cell, is_number in zip(row[:COLUMNS], read.is_number, strict=False)
        )
        + "</tr>"
        for row in read.rows
    )
    more = len(frozen.rows) - ROWS
    rest = f"<p>{escape(words.t('and {n} more rows', n=more))}</p>" if more > 0 else ""
    return f"<div class='picture'><table><tr>{head}</tr>{rows}</table>{rest}</div>"


def _places(names: Sequence[str], view: FrozenView, words: Language) -> str:
    """Where the maps of a view have their place, under their titles where there are several."""
    if len(view.maps) == 1:
        return f"<div class='picture' data-map='{names[0]}'></div>"
    figures = [
        f"<figure><figcaption>{escape(one.title)}</figcaption>"
        f"<div data-map='{name}'></div></figure>"
        for one, name in zip(_ends(view), names, strict=True)
    ]
    more = len(view.maps) - len(figures)
    rest = f"<p>{escape(words.t('and {n} more maps', n=more))}</p>" if more > 0 else ""
    return f"<div class='picture'><div class='maps'>{''.join(figures)}</div>{rest}</div>"


def _ends(view: FrozenView) -> Sequence[FrozenMap]:
    """The maps that a slide has room for: of many the first and the last."""
    return view.maps if len(view.maps) <= 2 else (view.maps[0], view.maps[-1])


def _pictures(view: FrozenView | None, words: Language) -> dict[str, str]:
    """The maps of a slide as SVG, each by a name of its own that says its content."""
    if view is None:
        return {}
    box = MAP if len(view.maps) == 1 else BESIDE
    shown = (drawn(one, words, box, letters=LETTERS, is_bare=True).svg for one in _ends(view))
    return {f"{at}-{sha256(svg.encode()).hexdigest()[:16]}": svg for at, svg in enumerate(shown)}


def _kept(name: str, svg: str) -> str:
    """The script that lets slides.js put a picture into its place: Streamlit's HTML may hold none.

    By its content, so that a slide gets its own one however fast it is turned back and forth.
    """
    text = json.dumps(svg).replace("<", r"\u003c")
    return (
        f"<script>(window.slideMaps ??= {{}})['{name}'] = {text}; window.slides?.fill?.()</script>"
    )


@lru_cache(maxsize=8)
def _script(meeting: int, leave: str) -> str:
    code = (FOLDER / "slides.js").read_text(encoding="utf-8")
    return f"<script>({code})({meeting}, {json.dumps(leave)})</script>"

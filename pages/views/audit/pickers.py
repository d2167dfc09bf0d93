"""What of the list is shown: by whom, what, with what, from and to which day."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import streamlit as st

from data.ledger.audit.listing import Filter, actions, actors
from pages.shell.url import dropdown, folded_bar, on_phone, store, title_row
from pages.text.formats import VIETNAM
from pages.text.language import Language
from pages.text.markup import label
from pages.views.audit.named import action_names, actor_name

WHO, WHAT, TEXT = "audit_who", "audit_what", "audit_text"
FROM, TO, PAGE = "audit_from", "audit_to", "audit_page"
FIELDS = (WHO, WHAT, TEXT, FROM, TO, PAGE)
ANY, NOBODY = "", "-"  # of WHO in a link: everybody; whom nobody named
LONGEST = 120  # letters that are looked for


def pick(place: Path, asked: Mapping[str, str], words: Language) -> Filter:
    """Draws the pickers; the filter that they stand for."""
    t = words.t
    names = {ANY: t("Everybody")}
    names |= {one or NOBODY: actor_name(one, words) for one in actors(place)}
    whats = action_names(actions(place), words)
    who = asked[WHO] if asked[WHO] in names else ANY
    what = asked[WHAT] if asked[WHAT] in whats else ""
    first, last = _day(asked[FROM]), _day(asked[TO])
    with folded_bar(t("Filters")) if on_phone() else title_row():
        dropdown(WHO, t("Who"), list(names), who, names.__getitem__, 220, **{PAGE: ""})
        every = {"": t("Everything"), **whats}
        dropdown(WHAT, t("What was done"), list(every), what, every.__getitem__, 280, **{PAGE: ""})
        _pick_day(FROM, t("From day"), first)
        _pick_day(TO, t("To day"), last)
        text = asked[TEXT][:LONGEST]
        st.session_state["pick_audit_text"] = text
        st.text_input(
            label(t("Subject holds")),
            key="pick_audit_text",
            max_chars=LONGEST,
            on_change=_typed,
            width=220,
        )
    return Filter(
        None if who == ANY else "" if who == NOBODY else who,
        what,
        text.strip(),
        _moment(first) if first else "",
        _moment(last + timedelta(days=1)) if last else "",
    )


def _typed() -> None:
    store({TEXT: str(st.session_state["pick_audit_text"]).strip(), PAGE: ""})


def _pick_day(field: str, title: str, day: date | None) -> None:
    key = f"pick_{field}"
    st.session_state[key] = day

    def picked() -> None:
        chosen = st.session_state[key]
        store({field: chosen.isoformat() if chosen else "", PAGE: ""})

    st.date_input(label(title), key=key, format="DD/MM/YYYY", on_change=picked, width=150)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if date(2000, 1, 1) <= day <= date(2100, 1, 1) else None


def _moment(day: date) -> str:
    """The first moment of a day in Vietnam, as the list keeps moments."""
    return datetime.combine(day, time(), VIETNAM).astimezone(UTC).isoformat(timespec="seconds")

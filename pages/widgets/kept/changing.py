"""What people do with one of the things that are kept under names: rename it, delete it, more."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

import streamlit as st

from data.ledger.analysis.named import LONGEST
from data.refusal import RefusedError
from pages.shell.refused import draw_refusal
from pages.shell.url import bar
from pages.text.language import Language
from pages.text.markup import label, labels

Id = TypeVar("Id", bound=Hashable)
RENAME, DELETE = "rename", "delete"


@dataclass(frozen=True)
class Wished(Generic[Id]):
    """What somebody asks for: of which one, a word, and the name in the field."""

    id: Id
    action: str
    name: str


def pick_change(
    names: Mapping[Id, str],
    key: str,
    words: Language,
    more: Callable[[Id], Mapping[str, str]] = lambda _: {},
) -> Wished[Id] | None:
    """Draws the choice of one by its name and what can be done with it; what somebody asks for.

    `more` gives further actions of one, by their words the texts of their buttons.
    """
    t = words.t
    with bar():
        chosen = st.selectbox(
            label(t("Rename or delete")),
            list(names),
            index=None,
            format_func=labels(dict(names)),
            key=f"{key}-chosen",
            placeholder=t("– choose –"),
            width=300,
        )
        if chosen is None:
            return None
        name = st.text_input(
            label(t("New name")),
            names[chosen],
            key=f"{key}-name-{chosen}",
            max_chars=LONGEST,
            width=300,
        )
        texts = {
            RENAME: t("Rename"),
            **more(chosen),
            DELETE: t("Delete “{name}”", name=names[chosen]),
        }
        pressed = [
            action
            for action, text in texts.items()
            if st.button(label(text), key=f"{key}-{action}")
        ]
    return Wished(chosen, pressed[0], name) if pressed else None


def is_done(change: Callable[[], object], words: Language) -> bool:
    """Whether a change was made; where it was refused, why is said."""
    try:
        change()
    except RefusedError as refused:
        draw_refusal(refused, words)
        return False
    return True


def who_sees(name: str, words: Language) -> str:
    """What is said beside the field of a name: `name` is that of who signed in, "" of nobody."""
    if name:
        return words.t("Only you see it, unless you share it.")
    return words.t("Everyone sees it in the list: no names of people, no phones.")

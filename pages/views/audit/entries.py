"""The entries of one page of the list: when, who, what, with what, and what differs since."""

from collections.abc import Sequence
from html import escape

from data.ledger.changes import Kept
from pages.text import formats, markup
from pages.text.language import Language
from pages.views.audit.named import actor_name, differences, known_actions, shortened
from pages.widgets.table import Html, table

FEW = 3  # differences that are seen without a click


def draw_entries(found: Sequence[Kept], words: Language) -> None:
    """Draws a row an entry."""
    t = words.t
    known = known_actions(words)
    table(
        {
            t("When"): [_when(one, words) for one in found],
            t("Who"): [actor_name(one.actor, words) for one in found],
            t("What was done"): [known.get(one.action, one.action) for one in found],
            t("Subject"): [Html(f"<code>{escape(one.subject)}</code>") for one in found],
            t("Before → after"): [_changed(one, words) for one in found],
        },
        t("Changes, the newest first"),
        style="board line audit",
    )


def _when(entry: Kept, words: Language) -> Html:
    try:
        when = f"{formats.in_vietnam(entry.at):%d/%m/%Y %H:%M:%S}"
    except ValueError:  # somebody altered it
        when = entry.at
    return Html(f"{escape(when)} <small>{escape(words.t('no. {n}', n=entry.id))}</small>")


def _changed(entry: Kept, words: Language) -> Html:
    lines = differences(entry.before, entry.after)
    shown = [_line(*one, is_short=True) for one in lines[:FEW]]
    whole = [_line(*one, is_short=False) for one in lines]
    if whole == shown:
        return Html("<br>".join(shown))
    first = "<br>".join(shown)
    return Html(first + markup.folded(words.t("All of it"), "<br>".join(whole)))


def _line(name: str, before: str | None, after: str | None, is_short: bool) -> str:
    sides = [one for one in (before, after) if one is not None]
    told = " → ".join(escape(shortened(one) if is_short else one) for one in sides)
    if after is None:
        told = f"<s>{told}</s>"
    return f"<b>{escape(name)}</b> {told}" if name else told

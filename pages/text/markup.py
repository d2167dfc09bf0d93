"""Small pieces of HTML, every text of the data escaped."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from html import escape
from types import MappingProxyType

from pages.figures import palette
from pages.text import words as words_of
from pages.text.language import Language

NAMED = MappingProxyType({0: "name"})
UNCONFIRMED = ("unconfirmed", "proposed")  # marks of targets that are no law


def badge(status: str, language: Language, target_status: str = "") -> str:
    """A status as a sign and a word; hollow where the target is not confirmed."""
    words = escape(words_of.status(status, language))
    hollow = " hollow" if target_status in UNCONFIRMED else ""
    return f"<span class='badge {status}{hollow}'>{palette.STATUS_SIGN[status]} {words}</span>"


def facts(pairs: list[tuple[str, str, str]]) -> str:
    """A row of large figures from (label, figure, small note)."""
    cells = "".join(
        f"<div><dt>{escape(label)}</dt>"
        f"<dd>{escape(figure)} <small>{escape(note)}</small></dd></div>"
        for label, figure, note in pairs
    )
    return f"<dl class='facts'>{cells}</dl>"


def definitions(pairs: list[tuple[str, str]]) -> str:
    """A list of terms and their explanation; the second half is HTML made here."""
    return (
        "<dl class='def'>"
        + "".join(f"<dt>{escape(term)}</dt><dd>{body}</dd>" for term, body in pairs if body)
        + "</dl>"
    )


def table(
    titles: Sequence[str],
    rows: Iterable[str | Sequence[str | None]],
    style: str = "board",
    kinds: Mapping[int, str] = NAMED,
    numbers: Collection[int] = (),
    labels: Sequence[str] | None = None,
    after: str = "",
    chosen: int = -1,
    caption: str = "",
) -> str:
    """A table that folds into cards on a phone; its rows are cells of HTML made here.

    A row that is one text is the heading of a group, a cell that is None is left out. `kinds` are
    the classes of the cells of a column; of `numbers` the title stands on the right. `labels` name
    each cell on a card: without them the titles, but for the first, with `after` behind. `chosen`
    is the place of a row that stands out, `caption` what the table holds.
    """
    if labels is None:
        labels = ["", *(title + after for title in titles[1:])]
    head = "".join(
        f"<th scope='col'{_class('num' if at in numbers else '')}>{escape(title)}</th>"
        for at, title in enumerate(titles)
    )
    body = []
    for at, row in enumerate(rows):
        if isinstance(row, str):
            heading = f"<th colspan='{len(labels)}' scope='rowgroup'>{row}</th>"
            body.append(f"<tr class='group'>{heading}</tr>")
            continue
        cells = "".join(
            f"<td{_class(kinds.get(column, ''))}{_label(label)}>{cell}</td>"
            for column, (label, cell) in enumerate(zip(labels, row, strict=True))
            if cell is not None
        )
        body.append(f"<tr{_class('row chosen' if at == chosen else 'row')}>{cells}</tr>")
    head = f"<thead><tr>{head}</tr></thead>" if head else ""
    head = f"<caption>{escape(caption)}</caption>{head}" if caption else head
    return f"<table class='{style}'>{head}<tbody>{''.join(body)}</tbody></table>"


def _class(name: str) -> str:
    return f" class='{name}'" if name else ""


def _label(text: str) -> str:
    return f" data-label='{escape(text)}'" if text else ""


def hover_text(name: str, *lines: str) -> str:
    """What stands under the pointer on a figure: a name, and below it the lines that say a thing.

    Text there is not wrapped.
    """
    return "<br>".join([f"<b>{escape(name)}</b>", *(escape(line) for line in lines if line)])


def plain(text: str) -> str:
    """Text for a Streamlit element that reads Markdown, with its signs made harmless."""
    return "".join("\\" + c if c in "\\`*_{}[]<>()#+-.!|$:~^" else c for c in text)


def label(text: str) -> str:
    """Text for the label of a widget: an image, a link or a list in it is made harmless.

    Software that reads a page aloud says the backslashes of labels too, so that `plain` is no use.
    """
    escaped = "".join("\\" + c if c in "\\`*_[]<$~" else c for c in text)
    return re.sub(r"^(\d*)([.)#>+-])", r"\1\\\2", escaped)

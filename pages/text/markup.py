"""Small pieces of HTML, every text of the data escaped."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape
from types import MappingProxyType

from pages.figures import palette
from pages.text import words as words_of
from pages.text.language import Language

NAMED = MappingProxyType({0: "name"})
JOINER = "\u2060"  # of no width; no line is broken at it
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


def folded(title: str, body: str, style: str = "") -> str:
    """HTML made here that is seen when somebody asks for it, under a title."""
    return f"<details{_class(style)}><summary>{escape(title)}</summary>{body}</details>"


def hover_text(name: str, *lines: str) -> str:
    """What stands under the pointer on a figure: a name, and below it the lines that say a thing.

    Text there is not wrapped.
    """
    return "<br>".join([f"<b>{escape(name)}</b>", *(escape(line) for line in lines if line)])


class Markdown(str):
    """Text for what Streamlit reads as Markdown: it is shown as it is, whatever it is made of.

    Each way to build one escapes; one that is there already stays as it is. A bare address would
    become a link after all escapes are read, and `:name:` an icon, so they are cut by a sign that
    has no width.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> "Markdown":
        if isinstance(text, Markdown):
            return text
        signs = "\\`*_{}[]<>()#+-.!|$:~^"
        return super().__new__(cls, "".join("\\" + c if c in signs else c for c in _cut(text)))

    @classmethod
    def label(cls, text: str) -> "Markdown":
        """The same for the label of a widget: programs that read aloud say its backslashes too."""
        if isinstance(text, Markdown):
            return text
        return super().__new__(cls, _escaped_label(text))

    @classmethod
    def bold(cls, text: str, rest: str = "") -> "Markdown":
        """A text in bold letters, and one behind it as it is; both as in a label."""
        return super().__new__(cls, f"**{cls.label(text)}**{cls.label(rest)}")

    @classmethod
    def code(cls, text: str) -> "Markdown":
        """What a person copies: a command."""
        fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
        return super().__new__(cls, f"{fence} {text} {fence}" if len(fence) > 1 else f"`{text}`")

    @classmethod
    def lines(cls, texts: Iterable[str], between: str = "  \n") -> "Markdown":
        """Texts below each other; `between` is "\n\n" for paragraphs, " " for one line."""
        if between.strip():
            raise ValueError("Between the lines stand blanks only.")
        return super().__new__(cls, between.join(map(plain, texts)))


def plain(text: str) -> Markdown:
    """Text for a Streamlit element that reads Markdown, with its signs made harmless."""
    return Markdown(text)


def label(text: str) -> Markdown:
    """Text for the label of a widget: an image, a link or a list in it is made harmless."""
    return Markdown.label(text)


def labels(names: Mapping[str, str]) -> Callable[[str], Markdown]:
    """How a widget whose options are Markdown writes them."""
    return lambda option: Markdown.label(names[option])


@lru_cache(maxsize=8192)  # a list of all communes writes the same names at every run
def _escaped_label(text: str) -> str:
    text = _cut(text.replace("\n", " "))
    escaped = "".join("\\" + c if c in "\\`*_[]<$~" else c for c in text)
    return re.sub(r"^(\d*)([.)#>+-])", r"\1\\\2", escaped)


def _cut(text: str) -> str:
    """The text in which no address is found (http://…, www.…, name@host.…) and no `:name`."""
    found = r"(?i)(https?:|www)(?=[/.])|@(?=[\w-])|:(?=[^\W\d]|[+-]1:)"
    return re.sub(found, rf"\g<0>{JOINER}", text)

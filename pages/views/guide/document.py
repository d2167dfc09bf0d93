"""The guide as HTML: headings, paragraphs, lists, tables and pictures of docs/huong-dan.md."""

import re
from collections.abc import Iterator
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path

from pages.text.markup import table

GUIDE = Path(__file__).parents[3] / "docs" / "huong-dan.md"
PICTURES = "../static/"  # as the document finds them; the browser asks the server for app/static/
PICTURE = re.compile(r"!\[(.*)\]\((.*)\)")
MARKS = (  # in a line, after it is escaped
    (r"\*\*(.+?)\*\*", r"<b>\1</b>"),
    (r"(?<![*\w])\*([^*]+)\*(?!\w)", r"<i>\1</i>"),
    (r"`(.+?)`", r"<code>\1</code>"),
)


@cache
def guide() -> str:
    """The guide, with a list of its parts before the first of them; without its title."""
    _, *blocks = GUIDE.read_text(encoding="utf-8").strip().split("\n\n")
    first = next(at for at, block in enumerate(blocks) if block.startswith("## "))
    titles = [block.removeprefix("## ") for block in blocks if block.startswith("## ")]
    parts = "".join(f"<li><a href='#{_name(one)}'>{_marked(one)}</a></li>" for one in titles)
    html = [_block(block) for block in blocks]
    html.insert(first, f"<nav><ul>{parts}</ul></nav>")
    return f"<article class='guide' lang='vi'>{''.join(html)}</article>"


def _block(text: str) -> str:
    """One block of the document: what stands between two empty lines."""
    if found := PICTURE.fullmatch(text):
        alt, source = found[1], found[2].replace(PICTURES, "app/static/", 1)
        return f"<img alt='{escape(alt)}' src='{escape(source)}' loading='lazy'>"
    if found := re.fullmatch(r"(##+) (.*)", text):
        level = len(found[1])
        return f"<h{level} id='{_name(found[2])}'>{_marked(found[2])}</h{level}>"
    lines = text.split("\n")
    if text.startswith("|"):
        titles, _, *rows = ([*map(_marked, line.strip("|").split("|"))] for line in lines)
        return table([title.strip() for title in titles], rows, "board line")
    return "".join(_lines(lines))


def _lines(lines: list[str]) -> Iterator[str]:
    """Lists and paragraphs."""
    for kind, some in groupby(lines, key=_kind):
        texts = [_marked(re.sub(r"^(?:-|\d+\.) ", "", line)) for line in some]
        if kind == "p":
            yield f"<p>{' '.join(texts)}</p>"
        else:
            yield f"<{kind}>{''.join(f'<li>{text}</li>' for text in texts)}</{kind}>"


def _kind(line: str) -> str:
    if line.startswith("- "):
        return "ul"
    return "ol" if re.match(r"\d+\. ", line) else "p"


def _marked(text: str) -> str:
    html = escape(text.strip())
    for mark, tag in MARKS:
        html = re.sub(mark, tag, html)
    return html


def _name(title: str) -> str:
    """The anchor of a heading."""
    return re.sub(r"\W+", "-", title.casefold())

"""A page that runs without a browser, and what a reader finds on it."""

import functools
import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from geo.units import table as units
from pages.shell.menu import DRAWN
from pages.text.markup import JOINER

# Streamlit searches every installed package for components: once a server, here once a page.
manifest_scanner.scan_component_manifests = functools.cache(
    manifest_scanner.scan_component_manifests
)
FOLDER = Path(__file__).parents[2] / "pages"
COMMUNES = len(units.of(units.VINTAGES[-1], "commune"))  # of the province in force, today


def opened(page: str, **query: str) -> AppTest:
    """A page after it has run, in English unless `lang` says otherwise."""
    app = AppTest.from_file(str(FOLDER / f"{page}.py"), default_timeout=60)
    app.session_state[DRAWN] = True  # as streamlit_app.py leaves it
    for name, text in {"lang": "en", **query}.items():
        app.query_params[name] = text
    return app.run()


def asked(link: str) -> AppTest:
    """The page that a link names ("map?kpi=…"), after it has run."""
    page, _, query = link.partition("?")
    return opened(page, **dict(pair.split("=", 1) for pair in query.split("&") if pair))


def address(app: AppTest) -> dict[str, str]:
    """The address that the browser shows once the page has run: what was asked, completed."""
    completed = re.search(r"replaceState.*\}\)\((\".*\")\)</script>", html_of(app))
    if completed is None:
        return dict(app.query_params)
    return dict(parse_qsl(json.loads(f"[{completed[1]}]")[1]))


def html_of(app: AppTest) -> str:
    """All that the page writes as HTML."""
    return "".join(one.proto.body for one in app.get("html"))


def text_of(app: AppTest) -> str:
    """All that the page says, without tags and without what tames Markdown."""
    found = [
        (getattr(one, "label", ""), getattr(one, "value", ""))
        for one in app.main
        if one.type != "html"
    ]
    said = [text for pair in found for text in pair if isinstance(text, str)]
    written = re.sub("<[^>]*>", " ", re.sub("(?s)<script>.*?</script>", "", html_of(app)))
    return tame("\n".join([*said, unescape(written)]))


def tame(text: str) -> str:
    """A text as it is read, without the signs that keep it from being Markdown."""
    return text.replace("\\", "").replace(JOINER, "")


def messages(app: AppTest) -> str:
    """What the page explains of what it cannot show; it must be no error of the program's own."""
    assert not app.exception
    return tame("\n".join(one.value for one in [*app.error, *app.warning, *app.info]))


def charts(app: AppTest) -> list[dict[str, Any]]:
    """The figures of the page, as the browser gets them."""
    return [json.loads(one.proto.spec) for one in app.get("plotly_chart")]


def legend(chart: dict[str, Any]) -> list[str]:
    """The entries of the legend of a figure."""
    return [trace["name"] for trace in chart["data"] if trace.get("name")]


class _Counting(HTMLParser):
    """Counts the elements that have a tag and classes."""

    def __init__(self, wanted: set[str]) -> None:
        super().__init__()
        self.wanted, self.count = wanted, 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        self.count += {tag, *classes} >= self.wanted


def elements(html: str, *wanted: str) -> int:
    """How many elements have this tag and these classes."""
    counting = _Counting(set(wanted))
    counting.feed(html)
    return counting.count

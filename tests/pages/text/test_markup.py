"""HTML made from data: whatever a name or a code holds, it stays text."""

from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.catalogue.vocabulary import Status
from pages.figures import palette
from pages.shell.selection import Selection, link
from pages.text.language import Language
from pages.text.markup import badge, definitions, facts

HOSTILE = "<img src=x onerror='alert(1)'> & \"Xã\""
VIEW = Selection("vssid_share", "commune", "2024-08", "2022", area="13696")


class Seen(HTMLParser):
    """The tags, the texts and the links of a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text, self.links = [], "", []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data):
        self.text += data


@given(st.text("<>&;'\"=/ab ") | st.text())
def test_a_text_of_the_data_stays_text(text):
    text = text.replace("\r", "").replace("\0", "")  # HTML itself has no place for these
    assert Seen(link("map", text, VIEW)).tags == ["a"]
    seen = Seen(facts([(text, text, text)]))
    assert seen.tags == ["dl", "div", "dt", "dd", "small"]
    assert seen.text == f"{text}{text} {text}"
    assert Seen(definitions([(text, "<b>x</b>")])).tags == ["dl", "dt", "dd", "b"]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_link_carries_the_whole_selection(text):
    (address,) = Seen(link("map", "Bản đồ", VIEW, topic=text, area="")).links
    asked = {key: value for key, (value,) in parse_qs(urlsplit(address).query).items()}
    changed = {**VIEW.asked(), "topic": text}
    del changed["area"]
    assert asked == changed
    assert urlsplit(address).path == "map"


def test_a_hostile_name_by_hand():
    html = link("map", HOSTILE, VIEW, kpi="a'b&c")
    assert "&lt;img" in html
    assert "kpi=a%27b%26c" in html
    assert Seen(html).text == HOSTILE


@pytest.mark.parametrize("status", Status)
def test_a_badge_says_its_status_without_colour(status):
    texts = [Seen(badge(str(status), Language(code))).text for code in ("vi", "en")]
    assert all(text.startswith(palette.STATUS_SIGN[status] + " ") for text in texts)
    assert texts[0] != texts[1]


def test_a_target_that_is_no_law_has_a_hollow_badge():
    language = Language("en")
    for mark, hollow in (("confirmed", False), ("unconfirmed", True), ("proposed", True)):
        assert ("hollow" in badge("met", language, mark)) == hollow


def test_a_definition_without_a_body_is_left_out():
    assert Seen(definitions([("a", ""), ("b", "x")])).text == "bx"

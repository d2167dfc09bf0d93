"""HTML made from data: whatever a name or a code holds, it stays text."""

from html import escape
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.catalogue.vocabulary import Status
from pages.figures import palette
from pages.shell.selection import Selection, link
from pages.text.language import Language
from pages.text.markup import badge, definitions, facts, table

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


def test_a_table_labels_its_cells_for_a_phone_and_keeps_titles_as_text():
    html = table(
        ["Unit", HOSTILE, "Note"],
        ["<i>2025</i>", ["Gôi", "1", None], ["Yên", "2", "x"]],
        kinds={0: "name", 1: "num"},
        numbers=[1],
        after=":",
        chosen=2,
    )
    safe = escape(HOSTILE)
    assert f"<th scope='col'>Unit</th><th scope='col' class='num'>{safe}</th>" in html
    assert "<tr class='group'><th colspan='3' scope='rowgroup'><i>2025</i></th></tr>" in html
    first = f"<td class='name'>Gôi</td><td class='num' data-label='{safe}:'>1</td>"
    assert f"<tr class='row'>{first}</tr>" in html
    assert html.count("<tr class='row chosen'>") == 1 and "data-label='Note:'>x</td>" in html


def test_a_table_without_titles_has_no_head():
    assert table([], [["a", "b"]], kinds={}, labels=["", "B"]) == (
        "<table class='board'><tbody><tr class='row'><td>a</td><td data-label='B'>b</td></tr>"
        "</tbody></table>"
    )


def test_a_row_of_a_table_has_a_cell_for_each_label():
    with pytest.raises(ValueError, match="shorter"):
        table(["a", "b"], [["1"]])

"""The box that finds everything: a wish of many words, against looking a name up in a list."""

from kpis.measure.extent import Extent
from pages.finder.answering import answer
from pages.finder.dictionary import Dictionary
from pages.finder.suggestions import suggestions
from pages.finder.telling import reply
from pages.finder.typed import words_of
from pages.text.language import Language
from tests.pages.finder.conftest import FIRST, GROUPS, IN_FORCE, LAST, PEOPLE, TOPICS, pages

GOAL = 0.1  # seconds for a wish on the server
WISHES = (
    "xã chậm nhất hồ sơ trực tuyến huyện nam trực quý 3/2026",
    "so sanh 2024 2025 ho so truc tuyen y yen",
    "ty le nguoi truong thanh co chu ky so thang 10 nam 2026 xa hong quang huyen y yen",
    "chu kyy so nam trucc 2025",
)


def _answered(book: Dictionary) -> None:
    for text in WISHES:
        found = answer(text, {"period": "2026-10", "kpi": "vssid_share"}, book)
        near = suggestions(words_of(text), book) if found.unread else []
        reply(found, near, book, Language("vi"))


def _looked_up(book: Dictionary) -> None:
    """The floor: each name of the dictionary that holds the first word."""
    for text in WISHES:
        first = words_of(text)[0].bare
        _ = [phrase for phrase in book.phrases if first in phrase.bare]


def test_wishes(catalogue, told, stopwatch):
    """With what people named entered anew, as for each letter that is typed."""
    snapshot = Dictionary(catalogue, Extent(FIRST, LAST, IN_FORCE), pages(), TOPICS, GROUPS)
    took = stopwatch(lambda: _answered(snapshot.with_named(PEOPLE))) / len(WISHES)
    floor = stopwatch(lambda: _looked_up(snapshot)) / len(WISHES)
    told("a wish in the box that finds everything (floor: a name in the list)", took, floor)
    assert took < GOAL

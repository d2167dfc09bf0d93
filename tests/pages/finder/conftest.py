"""The dictionary of the real units and indicators, with data from 9/2022 to 10/2026."""

from datetime import date

import pytest

from kpis.catalogue.catalogue import load
from kpis.measure.extent import Extent
from pages.finder.dictionary import Dictionary, GroupPlace, Named, PageName
from pages.shell.menu import entries
from pages.text.language import Language

FIRST, LAST = date(2022, 9, 1), date(2026, 10, 1)
IN_FORCE = {
    "2022": (date(1900, 1, 1), date(2024, 8, 31)),
    "2024": (date(2024, 9, 1), date(2025, 6, 30)),
    "2025": (date(2025, 7, 1), date(9999, 12, 31)),
}
TOPICS = {"dvctt": {"vi": "Dịch vụ công trực tuyến", "en": "Online public services"}}
GROUPS = [
    GroupPlace("T-13633-07", "Tổ dân phố số 7", frozenset({("2022", "13633"), ("2025", "13669")})),
    GroupPlace("T-13987-01", "Thôn 5", frozenset({("2025", "13987")})),
    GroupPlace("T-13987-02", "Thôn 6", frozenset({("2025", "13987")})),
]
PEOPLE = [
    Named(
        "Cuộc họp",
        "Họp Ban Chỉ đạo quý III, 12/11/2026",
        "meetings",
        {"meeting": "3"},
        ("Họp Ban Chỉ đạo quý III", "12/11/2026", "3"),
    ),
    Named("Cuộc họp", "Giao ban tuần", "meetings", {"meeting": "4"}, ("Giao ban tuần", "4")),
    Named("Bản lưu", "Xã chậm của chị Hoa", "targets", {"scope": "one", "year": "2030"}),
]


def pages() -> list[PageName]:
    """The pages of the menu but that of a group."""
    titles = [
        {one.address: one.title for under in entries(Language(lang)).values() for one in under}
        for lang in ("vi", "en")
    ]
    return [
        PageName(one, {"vi": titles[0][one], "en": titles[1][one]})
        for one in titles[0]
        if one != "group"
    ]


@pytest.fixture(scope="session")
def book() -> Dictionary:
    """What can be found."""
    reach = Extent(FIRST, LAST, IN_FORCE)
    return Dictionary(load(), reach, pages(), TOPICS, GROUPS).with_named(PEOPLE)

"""Wishes as people type them, each with the links that it may mean; several are choices."""

from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from pages.finder import parsing
from pages.finder.answering import Answer, answer
from pages.finder.destination import Destination
from pages.finder.dictionary import Dictionary
from pages.finder.typed import words_of

SHOWN = {"lang": "vi", "period": "2026-10", "kpi": "online_service_users", "level": "commune"}
USUAL = {"period": "2026-10", "kpi": "online_service_users"}  # left out of the links below

TABLE = Path(__file__).parent / "wishes.tsv"
WISHES = [
    (wish, links)
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for wish, *links in [line.split("\t")]
]


@pytest.mark.parametrize(("wish", "links"), WISHES, ids=[wish for wish, _ in WISHES])
def test_a_wish_means_its_links(wish: str, links: list[str], book: Dictionary) -> None:
    found = answer(wish, SHOWN, book)
    assert sorted(map(written, found.choices)) == sorted(map(parsed, links))
    assert not found.unread
    faults = any(fault for _, _, fault in map(parsed, links))
    assert found.is_sure == (len(links) == 1 and not faults)


def parsed(link: str) -> tuple[str, tuple[tuple[str, str], ...], str]:
    """A link of the table, with the usual fields, and the fault behind it."""
    address, _, fault = link.partition(" | ")
    page, _, query = address.partition("?")
    fields = dict(parse_qsl(query))
    if fields.keys() & {"group", "meeting"} or (page == "targets" and "kpi" not in fields):
        return page, tuple(sorted(fields.items())), fault
    return page, tuple(sorted((USUAL | fields).items())), fault


def written(one: Destination) -> tuple[str, tuple[tuple[str, str], ...], str]:
    """A destination in the same shape."""
    fields = {name: text for name, text in one.fields.items() if name != "lang"}
    return one.page, tuple(sorted(fields.items())), "".join(fault.kind for fault in one.faults)


@pytest.mark.parametrize(
    ("typed", "unread"),
    [
        ("chu ky so blabla", ("blabla",)),
        ("chuky so namtruc", ("chuky", "so", "namtruc")),
        ("xyz", ("xyz",)),
        ("chữ ký số Trườnng", ("Trườnng",)),
    ],
)
def test_words_that_name_nothing_are_told_and_make_no_answer_sure(
    typed: str, unread: tuple[str, ...], book: Dictionary
) -> None:
    found = answer(typed, SHOWN, book)
    assert found.unread == unread
    assert not found.is_sure


def test_nothing_and_words_that_say_nothing_have_no_answer(book: Dictionary) -> None:
    assert answer("", SHOWN, book) == Answer()
    assert answer("  ? ", SHOWN, book) == Answer()
    assert not answer("cho tôi xem", SHOWN, book).choices


def test_a_word_that_goes_on_is_completed_and_several_are_choices(book: Dictionary) -> None:
    assert [one.fields["kpi"] for one in answer("chu ky s", SHOWN, book).choices] == [
        "e_signature_share"
    ]
    begun = answer("nam", SHOWN, book)
    assert len(begun.choices) == 8 and begun.more > 3 and not begun.is_sure
    assert all(not one.unit.valid_to for one in begun.choices if one.unit)  # of today first
    assert {one.page for one in answer("cuoc h", SHOWN, book).choices} == {"meetings"}


def test_the_snapshot_and_choices_of_before_go_with_the_link(book: Dictionary) -> None:
    shown = {**SHOWN, "snapshot": "g000001-12345678", "classes": "2030", "area": "13669"}
    (found,) = answer("vneid", shown, book).choices
    assert found.fields["snapshot"] == "g000001-12345678"
    assert found.fields["classes"] == "2030"
    assert "area" not in found.fields  # no place was said: all units are meant


def test_other_pages_are_offered_beside_what_is_sure(book: Dictionary) -> None:
    (of_unit,) = [answer("xã vũ dương", SHOWN, book)]
    assert {one.page for one in of_unit.others} >= {"communes", "network"}
    assert {one.page for one in answer("vneid", SHOWN, book).others} >= {"forecast", "targets"}


def test_a_page_that_is_pasted_is_followed_in_few_ways(book: Dictionary) -> None:
    words = words_of("xa huyen tot nhat quy 3 2026 " * 4)
    spans = [parsing._spans(words, at, book, frozenset(), False) for at in range(len(words))]
    assert len(parsing._choices(spans, 0)) == parsing.KEPT
    assert answer("xa huyen tot nhat quy 3 2026 " * 4, SHOWN, book).choices

"""What each role finds on the pages: in words what is not for it, and no row past the gate."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.access import person as at_the_door
from data.access.person import READER, Person
from data.access.roles import ROLES
from data.publish.imports import Order, Request, import_files
from pages.shell.menu import NEEDS, entries
from pages.text.language import Language
from tests.kpis.explain.corrected import copied, correct
from tests.pages.opened import FOLDER, html_of, opened, text_of

PAGES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")
OWN = Person("Xã", "steward", frozenset({"13972"}))  # it took in 13696 and 13981
OTHER = Person("Xã khác", "steward", frozenset({"13684"}))  # and this one 13720
PERSONS = {role: Person(role, role) for role in ROLES} | {"reader": READER, "own": OWN}
PERSONS |= {"other": OTHER, "nobody": at_the_door.NOBODY}
EXPLAINED = {"kpi": "online_dossier_share", "level": "commune", "period": "2024-08"}
EXPLAINED |= {"vintage": "2022", "area": "13696"}
FOR = {  # written by hand: who may open what not everybody may
    "load": {"steward", "own", "other", "admin"},
    "sql": {"analyst", "steward", "own", "other", "admin"},
    "audit": {"admin"},
}
SERVICE = "Tháng;Mã xã;Tài khoản định danh mức 2\n"


@pytest.fixture(scope="module", autouse=True)
def store(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The sample with a line replaced, and one set aside of each of two communes."""
    place = tmp_path_factory.mktemp("roles")
    store = copied(sample_store, place)
    correct(store, place)
    path = place / "sai.csv"
    path.write_text(f"{SERVICE}12/2022;13696;hai nghìn\n12/2022;13720;ba nghìn\n", "utf-8")
    import_files(Order([Request(path)]), store)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DX_STORE", str(store))
        patch.setenv("DX_SQL", "on")
        yield store


@pytest.fixture
def sees(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """A page as somebody finds it: sees("viewer", "map", lang="vi")."""

    def seen(who: str, page: str, **query: str) -> AppTest:
        monkeypatch.setattr(at_the_door, "_found", lambda: PERSONS[who])
        return opened(page, **query)

    return seen


def said(app: AppTest) -> str:
    frames = " ".join(one.value.to_csv() for one in app.dataframe)
    return " ".join([text_of(app), html_of(app), frames, *(b.label for b in app.button)])


def test_the_menu_says_which_pages_are_not_for_everybody() -> None:
    assert NEEDS.keys() == FOR.keys() and {*NEEDS} <= {*PAGES}


@pytest.mark.parametrize("page", FOR)
@pytest.mark.parametrize("who", PERSONS)
def test_a_page_that_is_not_for_a_role_says_so_and_draws_nothing_else(who, page, sees) -> None:
    app = sees(who, page, lang="vi")
    assert not app.exception
    words = [one.value for one in app.info if "Chỉ dành cho" in one.value]
    if who in FOR[page]:
        assert not words
    else:
        assert len(words) == 1 and "quản trị" in words[0]
        assert not app.button and not app.text_input and not app.text_area and not app.dataframe
    (title,) = app.title.values
    assert title
    listed = {one.address for under in entries(Language("vi")).values() for one in under}
    shown = {o.address for u in entries(Language("vi")).values() for o in u if o.is_shown}
    assert page in listed and (page in shown) == (who in FOR[page])


@pytest.mark.parametrize("who", ["own", "viewer", "admin", "other", "analyst"])
def test_the_lines_behind_a_figure_are_of_who_is_in_charge(who, sees) -> None:
    """In this order: what was shown to one is kept for no other."""
    text = said(sees(who, "explain", lang="vi", **EXPLAINED))
    assert "21 ÷ 30 × 100% = 70,0%" in text  # the figure is open
    has_lines = who in ("own", "admin")
    assert ("ho_so_sua.xlsx" in text) == has_lines
    assert ("Trước: 18 ÷ 30 = 60,0%" in text) == has_lines
    assert ("Chỉ dành cho: phụ trách số liệu, quản trị." in text) == (who in ("viewer", "analyst"))
    assert ("Các dòng của xã bạn phụ trách: 0 trên 2" in text) == (who == "other")


@pytest.mark.parametrize(
    ("who", "seen"),
    [("viewer", ""), ("own", "hai"), ("other", "ba"), ("steward", "hai ba"), ("analyst", "")],
)
def test_lines_set_aside_are_of_who_is_in_charge(who, seen, sees) -> None:
    text = said(sees(who, "quality", lang="vi"))
    assert [word for word in ("hai", "ba") if f"{word} nghìn" in text] == seen.split()
    assert ("sai.csv" in text) == (who in ("steward", "analyst", "own", "other"))


CHANGES = {  # what a page offers, by the label of a button on it, and to whom
    ("quality", "Lưu góc nhìn"): {"analyst", "steward", "own", "other", "secretary", "admin"},
    ("quality", "Đưa vào cuộc họp"): {"secretary", "admin"},
}


@pytest.mark.parametrize("who", PERSONS)
def test_a_page_offers_what_a_role_may_do(who, sees) -> None:
    labels = [button.label for button in sees(who, "quality", lang="vi").button]
    for (_, label), whom in CHANGES.items():
        assert (label in labels) == (who in whom), label


@pytest.mark.sweep
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", PERSONS)
def test_every_page_opens_for_every_role(who, page, sees) -> None:
    app = sees(who, page, lang="vi")
    assert not app.exception and app.title.values
    text = said(app)
    assert "Traceback" not in text
    if who in ("viewer", "reader", "nobody", "analyst", "secretary"):
        assert "hai nghìn" not in text and "ba nghìn" not in text

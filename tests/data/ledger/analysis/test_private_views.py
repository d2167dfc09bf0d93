"""A saved view is that of who saved it, unless it is shared: each function asks that itself."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from data.access.person import Person, at_work
from data.access.roles import ADMIN
from data.ledger import database
from data.ledger.analysis.named import TakenError
from data.ledger.analysis.saved_views import (
    NotOwnError,
    SavedView,
    delete_view,
    rename_view,
    save_view,
    saved_views,
    share_view,
)
from data.ledger.meetings.versioned import ChangedError
from tests.data.ledger.support import without_owners

AN, BINH = Person("An", ADMIN), Person("Bình", ADMIN)
VIEW = SavedView("Ý Yên", "analysis", {"kpi": "a"}, "Phân tích")


def names(store, who: Person) -> list[tuple[str, str]]:
    with at_work(who):
        return [(one.name, one.owner) for one in saved_views(store)]


@pytest.fixture
def of_an(store) -> SavedView:
    """A view that An saved for himself."""
    with at_work(AN):
        save_view(store, VIEW, "An")
        (one,) = saved_views(store)
    return one


def test_nobody_else_sees_a_view_until_it_is_shared(store, of_an):
    assert names(store, AN) == [("Ý Yên", "An")] and of_an.is_shared is False
    assert names(store, BINH) == [] and saved_views(store) == []  # nor who has no name
    with at_work(AN):
        share_view(store, of_an, True, "An")
    assert names(store, BINH) == [("Ý Yên", "An")]
    with at_work(AN):
        (shared,) = saved_views(store)
        share_view(store, shared, False, "An")
    assert names(store, BINH) == []


@pytest.mark.parametrize("is_shared", [False, True])
def test_nobody_else_changes_a_view(store, of_an, is_shared):
    with at_work(AN):
        share_view(store, of_an, is_shared, "An")
        (before,) = saved_views(store)
    refused = NotOwnError if is_shared else ChangedError  # of what is not seen nothing is told
    with at_work(BINH):
        for change in (
            lambda: rename_view(store, before, "khác", "Bình"),
            lambda: share_view(store, before, True, "Bình"),
            lambda: delete_view(store, before, "Bình"),
        ):
            with pytest.raises(refused):
                change()
    with at_work(AN):
        assert saved_views(store) == [before]


def test_a_name_is_given_once_an_owner(store, of_an):
    with at_work(BINH):
        save_view(store, VIEW, "Bình")
        with pytest.raises(TakenError):
            save_view(store, VIEW, "Bình")
        save_view(store, replace(VIEW, name="khác"), "Bình")
        other = next(one for one in saved_views(store) if one.name == "khác")
        with pytest.raises(TakenError):
            rename_view(store, other, VIEW.name, "Bình")


def test_without_sign_in_a_view_is_shared_and_everyone_may_change_it(store):
    save_view(store, VIEW, "")
    (one,) = saved_views(store)
    assert (one.owner, one.is_shared) == ("", True)
    assert names(store, AN) == [("Ý Yên", "")]
    with at_work(AN):
        share_view(store, one, False, "An")  # nobody would see it
        rename_view(store, one, "mới", "An")
    assert [one.name for one in saved_views(store)] == ["mới"]


def test_what_was_saved_before_there_were_owners_stays_shared(store):
    save_view(store, VIEW, "")
    writer = database._place(store)[1].execution_options(is_writing=True)
    with writer.begin() as con:
        without_owners(con)
        con.execute(
            text(
                "insert into saved_view (name, page, selection, title, at, version)"
                " values ('cũ', 'map', '{}', 'Bản đồ', '2026-11-01', 1)"
            )
        )
        con.execute(text("update alembic_version set version_num = '0005'"))
    assert names(store, BINH) == [("cũ", "")]
    with at_work(AN):
        save_view(store, replace(VIEW, name="cũ"), "An")
    assert names(store, AN) == [("cũ", "An"), ("cũ", "")]

"""Views and groups are kept under names: each once, changed by one person at a time, logged."""

from dataclasses import replace

import pytest

from data.ledger.analysis.named import LONGEST, TakenError
from data.ledger.analysis.saved_views import (
    SavedView,
    delete_view,
    rename_view,
    save_view,
    saved_views,
)
from data.ledger.analysis.unit_groups import UnitGroup, delete_group, save_group, unit_groups
from data.ledger.meetings.versioned import ChangedError
from data.refusal import RefusedError
from tests.data.ledger.support import log

OFFICE = "Sở Khoa học và Công nghệ"
VIEW = SavedView(
    "Ý Yên so với năm trước", "analysis", {"kpi": "a", "period": "2026-10"}, "Phân tích"
)
GROUP = UnitGroup("Ven sông Đáy", "commune", "2022", ("13654", "13657"))


def test_nothing_is_kept_yet(file_store):
    assert saved_views(file_store) == [] and unit_groups(file_store) == []


def test_a_view_is_kept_renamed_and_deleted_and_the_list_of_changes_keeps_it(store):
    number = save_view(store, replace(VIEW, name="  Ý Yên\tso với năm trước "), OFFICE)
    (kept,) = saved_views(store)
    assert (kept.name, kept.page, kept.selection, kept.title) == (
        VIEW.name, VIEW.page, VIEW.selection, VIEW.title,
    )  # fmt: skip
    assert (kept.id, kept.version) == (number, 1) and kept.at
    rename_view(store, kept, "Ý Yên", OFFICE)
    (renamed,) = saved_views(store)
    assert (renamed.name, renamed.version) == ("Ý Yên", 2)
    delete_view(store, renamed, OFFICE)
    assert saved_views(store) == []
    entries = [entry for entry in log(store) if entry.subject == f"saved_view {number}"]
    assert [entry.action for entry in entries] == ["save_view", "rename_view", "delete_view"]
    assert entries[1].before == {"name": VIEW.name} and entries[1].after == {"name": "Ý Yên"}
    assert entries[2].before["selection"] == VIEW.selection and entries[2].after is None
    assert {entry.actor for entry in entries} == {OFFICE}


def test_the_newest_view_comes_first(store):
    for name in ("một", "hai", "ba"):
        save_view(store, replace(VIEW, name=name), "")
    assert [one.name for one in saved_views(store)] == ["ba", "hai", "một"]


def test_a_name_is_given_once(store):
    save_view(store, VIEW, "")
    save_view(store, replace(VIEW, name="khác"), "")
    with pytest.raises(TakenError):
        save_view(store, VIEW, "")
    other = next(one for one in saved_views(store) if one.name == "khác")
    with pytest.raises(TakenError):
        rename_view(store, other, VIEW.name, "")
    rename_view(store, other, "khác", "")  # its own name is free for it
    save_group(store, GROUP, "")
    with pytest.raises(TakenError):
        save_group(store, GROUP, "")


@pytest.mark.parametrize("name", ["", " \t", "x" * (LONGEST + 1), "0912 345 678", "a@b.vn"])
def test_a_name_that_cannot_be_kept_changes_nothing(store, name):
    with pytest.raises(RefusedError):
        save_view(store, replace(VIEW, name=name), "")
    with pytest.raises(RefusedError):
        save_group(store, replace(GROUP, name=name), "")
    assert saved_views(store) == [] and unit_groups(store) == []


def test_who_is_second_is_told(store):
    save_view(store, VIEW, "")
    save_group(store, GROUP, "")
    (view,), (group,) = saved_views(store), unit_groups(store)
    rename_view(store, view, "mới", "")
    save_group(store, replace(group, units=("13654",)), "")
    for second in (
        lambda: rename_view(store, view, "khác nữa", ""),
        lambda: delete_view(store, view, ""),
        lambda: save_group(store, group, ""),
        lambda: delete_group(store, group, ""),
    ):
        with pytest.raises(ChangedError):
            second()
    assert saved_views(store)[0].name == "mới" and unit_groups(store)[0].units == ("13654",)


def test_a_group_keeps_its_units_and_vintage(store):
    number = save_group(store, GROUP, OFFICE)
    assert unit_groups(store) == [replace(GROUP, id=number, version=1)]
    with pytest.raises(RefusedError):
        save_group(store, replace(GROUP, name="trống", units=()), OFFICE)
    delete_group(store, unit_groups(store)[0], OFFICE)
    assert unit_groups(store) == []
    assert [entry.action for entry in log(store)] == ["save_unit_group", "delete_unit_group"]

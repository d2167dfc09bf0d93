"""Each function that passes a gate, called by each person there may be: let in or turned away.

The functions are found in the code, who is let in is written down here by hand.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data.access.check import BeyondError
from data.access.person import OPERATOR, at_work
from data.access.roles import ALLOWED
from data.backup.create import create as create_backup
from data.backup.restore import restore as restore_backup
from data.ledger import (
    alert_states,
    aliases,
    closed_months,
    failures,
    layouts,
    scenarios,
    sent_alerts,
)
from data.ledger.__main__ import main as ledger_command
from data.ledger.accounts import accounts, sessions, tokens
from data.ledger.accounts.accounts import Account
from data.ledger.aliases import Alias
from data.ledger.analysis import saved_views, unit_groups
from data.ledger.analysis.saved_views import SavedView
from data.ledger.analysis.unit_groups import UnitGroup
from data.ledger.audit import listing
from data.ledger.audit.listing import Filter
from data.ledger.changes import Change
from data.ledger.gate import REFUSED
from data.ledger.meetings import agenda, decisions, shown
from data.ledger.meetings.agenda import Item, Meeting
from data.ledger.meetings.decisions import Decision
from data.ledger.scenarios import Scenario
from data.match.tables import Ask
from data.publish.built import publish_built
from data.publish.directory import publish
from data.publish.imports import Order, Request, import_files, preview
from data.publish.restore import rebuild, restore
from data.refusal import Bilingual, RefusedError
from data.stage.preview import look
from tests.data.access.persons import EVERYWHERE, MY_LOC, PERSONS, STEWARDS
from tests.data.ledger.support import log
from tests.stores import copy_of
from tests.sweep import some

DATA = Path(__file__).parents[3] / "data"
GATES = {"changing", "acting", "publishing", "replacing", "require", "readable"}
# What the gates are made of.
PARTS = ("data.access", "data.ledger.gate", "data.publish.publishing")
EVERYBODY = set(PERSONS)
ADMINS = {"admin", "operator"}
SECRETARIES = {"secretary", *ADMINS}
WORKING = {"analyst", "secretary", *STEWARDS, *ADMINS}
OF_MY_LOC = Alias("Mỹ Lộc xưa", "", "2025", "commune", MY_LOC)
PASSWORD = "đủ dài để dùng"
FAULT = RefusedError("a.csv", Bilingual("hỏng", "bad"), Bilingual("sửa", "mend"))
SCENARIO = Scenario("vssid_share", "commune", "2025", (MY_LOC,), None, "same", 2026, "g1")


def no_file(store: Path) -> Order:
    return Order([Request(store / "none.csv", "none.csv", Ask("hoat_dong"))], "typed")


def kept(store: Path) -> Account:
    return accounts.account_of(store, "kept")


def enter_preview(store: Path) -> None:
    with preview(no_file(store), store):
        pass


# By function: what it is called with, and who is let in.
CASES: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "data.ledger.closed_months.close_month": (
        lambda store: closed_months.close_month(store, date(2026, 9, 1), "typed"),
        EVERYWHERE,
    ),
    "data.ledger.closed_months.reopen_month": (
        lambda store: closed_months.reopen_month(store, date(2026, 10, 1), "typed"),
        EVERYWHERE,
    ),
    "data.ledger.aliases.add": (
        lambda store: aliases.add(store, OF_MY_LOC, lambda one: False, "typed"),
        {"own", *EVERYWHERE},
    ),
    "data.ledger.aliases.remove": (
        lambda store: aliases.remove(store, lambda one: one.name == "kept", "typed"),
        {"own", *EVERYWHERE},
    ),
    "data.ledger.layouts.remember": (
        lambda store: layouts.remember(store, "of the province", {0: "month"}, "typed"),
        EVERYWHERE,
    ),
    "data.ledger.layouts.remember_writing": (
        lambda store: layouts.remember_writing(store, "new", {"grdp": "vi"}, "typed"),
        {*STEWARDS, *ADMINS},
    ),
    "data.ledger.alert_states.set_state": (
        lambda store: alert_states.set_state(store, ["a"], alert_states.State.SEEN, "Sở"),
        SECRETARIES,
    ),
    "data.ledger.failures.note": (lambda store: failures.note(store, FAULT, "typed"), EVERYBODY),
    "data.ledger.failures.clear": (lambda store: failures.clear(store, "typed"), EVERYBODY),
    "data.ledger.failures.note_unsent": (
        lambda store: failures.note_unsent(store, "no", "typed"),
        EVERYBODY,
    ),
    "data.ledger.failures.clear_unsent": (
        lambda store: failures.clear_unsent(store, "typed"),
        EVERYBODY,
    ),
    "data.ledger.sent_alerts.keep_told": (
        lambda store: sent_alerts.keep_told(store, ["a"], "typed"),
        {"program", *ADMINS},
    ),
    "data.ledger.scenarios.save": (
        lambda store: scenarios.save(store, "fresh", SCENARIO, "typed"),
        WORKING,
    ),
    "data.ledger.scenarios.delete": (
        lambda store: scenarios.delete(store, "kept", "typed"),
        WORKING,
    ),
    "data.ledger.analysis.saved_views.save_view": (
        lambda store: saved_views.save_view(store, SavedView("fresh", "map", {}, "Map"), "typed"),
        WORKING,
    ),
    "data.ledger.analysis.saved_views.rename_view": (
        lambda store: saved_views.rename_view(
            store, saved_views.saved_views(store)[0], "fresh", "typed"
        ),
        WORKING,
    ),
    "data.ledger.analysis.saved_views.share_view": (
        lambda store: saved_views.share_view(
            store, saved_views.saved_views(store)[0], True, "typed"
        ),
        WORKING,
    ),
    "data.ledger.analysis.saved_views.delete_view": (
        lambda store: saved_views.delete_view(store, saved_views.saved_views(store)[0], "typed"),
        WORKING,
    ),
    "data.ledger.analysis.unit_groups.save_group": (
        lambda store: unit_groups.save_group(
            store, UnitGroup("fresh", "commune", "2025", (MY_LOC,)), "typed"
        ),
        WORKING,
    ),
    "data.ledger.analysis.unit_groups.delete_group": (
        lambda store: unit_groups.delete_group(store, unit_groups.unit_groups(store)[0], "typed"),
        WORKING,
    ),
    "data.ledger.meetings.agenda.save_meeting": (
        lambda store: agenda.save_meeting(store, Meeting("Họp", "2026-11-30"), "typed"),
        SECRETARIES,
    ),
    "data.ledger.meetings.agenda.add_item": (
        lambda store: agenda.add_item(store, 1, Item(title="fresh"), "typed"),
        SECRETARIES,
    ),
    "data.ledger.meetings.agenda.change_item": (
        lambda store: agenda.change_item(store, agenda.items(store, 1)[0], "typed"),
        SECRETARIES,
    ),
    "data.ledger.meetings.agenda.move_item": (
        lambda store: agenda.move_item(store, agenda.items(store, 1)[0], 1, "typed"),
        SECRETARIES,
    ),
    "data.ledger.meetings.agenda.remove_item": (
        lambda store: agenda.remove_item(store, agenda.items(store, 1)[0], "typed"),
        SECRETARIES,
    ),
    "data.ledger.meetings.agenda.copy_items": (
        lambda store: agenda.copy_items(store, agenda.items(store, 1), 1, "typed"),
        SECRETARIES,
    ),
    "data.ledger.meetings.agenda.note_sent": (
        lambda store: agenda.note_sent(store, 1, ["pdf"], 3, "typed"),
        SECRETARIES,
    ),
    "data.ledger.meetings.shown.keep": (
        lambda store: shown.keep(store, 1, b"{}", ".json", "typed"),
        SECRETARIES,
    ),
    "data.ledger.meetings.decisions.save_decision": (
        lambda store: decisions.save_decision(store, Decision("Làm", "Sở"), "typed"),
        SECRETARIES,
    ),
    "data.ledger.accounts.accounts.add": (
        lambda store: accounts.add(store, "Sở", "viewer", PASSWORD, "typed"),
        ADMINS,
    ),
    "data.ledger.accounts.accounts.add_of_provider": (
        lambda store: accounts.add_of_provider(store, "0", "Sở Y", "viewer", "typed"),
        {"program", *ADMINS},
    ),
    "data.ledger.accounts.accounts.change": (
        lambda store: accounts.change(store, replace(kept(store), role="admin"), "typed"),
        ADMINS,
    ),
    "data.ledger.accounts.accounts.disable": (
        lambda store: accounts.disable(store, kept(store), "typed"),
        ADMINS,
    ),
    "data.ledger.accounts.accounts.enable": (
        lambda store: accounts.enable(store, kept(store), "typed"),
        ADMINS,
    ),
    "data.ledger.accounts.accounts.set_password": (
        lambda store: accounts.set_password(store, kept(store), f"{PASSWORD} hơn", "typed"),
        ADMINS,
    ),
    "data.ledger.accounts.sessions.end_session": (
        lambda store: sessions.end_session(store, 1, "typed"),
        ADMINS,
    ),
    "data.ledger.accounts.tokens.add": (
        lambda store: tokens.add(store, kept(store), "Báo cáo", 90, "typed"),
        ADMINS,
    ),
    "data.publish.built.publish_built": (
        lambda store: publish_built(store / "none", store / "none", store, actor="typed"),
        ADMINS,
    ),
    "data.publish.directory.publish": (
        lambda store: publish(store / "none", store, actor="typed"),
        ADMINS,
    ),
    "data.publish.imports.import_files": (
        lambda store: import_files(no_file(store), store),
        {*STEWARDS, *ADMINS},
    ),
    "data.publish.imports.preview": (enter_preview, {*STEWARDS, *ADMINS}),
    "data.publish.restore.rebuild": (
        lambda store: rebuild("g000009-00000000", store),
        EVERYWHERE,
    ),
    "data.publish.restore.restore": (
        lambda store: restore("g000009-00000000", store, "typed"),
        EVERYWHERE,
    ),
    "data.stage.preview.look": (
        lambda store: look(no_file(store).requests[0], store),
        {*STEWARDS, *ADMINS},
    ),
    "data.backup.create.create": (
        lambda store: create_backup(store, store.parent / "all.tgz"),
        ADMINS,
    ),
    "data.backup.restore.restore": (
        lambda store: restore_backup(store / "none.tgz", store / "new", "typed"),
        ADMINS,
    ),
    "data.ledger.audit.listing.require_reader": (lambda store: listing.require_reader(), ADMINS),
    "data.ledger.audit.listing.count": (lambda store: listing.count(store, Filter()), ADMINS),
    "data.ledger.audit.listing.entries": (
        lambda store: listing.entries(store, Filter(), 0, 9),
        ADMINS,
    ),
    "data.ledger.audit.listing.every": (
        lambda store: list(listing.every(store, Filter())),
        ADMINS,
    ),
    "data.ledger.audit.listing.actors": (listing.actors, ADMINS),
    "data.ledger.audit.listing.actions": (listing.actions, ADMINS),
    "data.ledger.__main__.main": (
        lambda store: _as_refusal(ledger_command(["export", "--store", str(store)])),
        ADMINS,
    ),
}


def _as_refusal(code: int) -> None:
    if code:
        raise RefusedError("read_audit", Bilingual("", ""), Bilingual("", ""))


def gated(module: Path) -> list[str]:
    """The public functions of a module in which a gate is passed, maybe by one that they call."""
    functions = {
        node.name: node
        for node in ast.parse(module.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    names = {name: called(node) for name, node in functions.items()}
    passing = {name for name, calls in names.items() if calls & GATES}
    while more := {n for n, calls in names.items() if calls & passing} - passing:
        passing |= more
    place = ".".join(module.relative_to(DATA.parent).with_suffix("").parts)
    return [f"{place}.{name}" for name in sorted(passing) if not name.startswith("_")]


def called(function: ast.FunctionDef) -> set[str]:
    """What a function calls by its bare name, within itself."""
    calls = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    taken = {one.arg for one in (*function.args.args, *function.args.kwonlyargs)}
    return {one.id for one in calls if isinstance(one, ast.Name)} - taken


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A store in which something of each kind was said."""
    place = tmp_path_factory.mktemp("seeded") / "store"
    place.mkdir()
    with pytest.MonkeyPatch.context() as patch, at_work(OPERATOR):
        patch.delenv("DX_LEDGER", raising=False)
        aliases.add(place, Alias("kept", "", "2025", "commune", MY_LOC), lambda one: False, "")
        closed_months.close_month(place, date(2026, 10, 1), "")
        layouts.remember(place, "of the province", {0: "group_code"}, "Sở")
        scenarios.save(place, "kept", SCENARIO, "")
        saved_views.save_view(place, SavedView("kept", "map", {}, "Map"), "")
        unit_groups.save_group(place, UnitGroup("kept", "commune", "2025", (MY_LOC,)), "")
        agenda.save_meeting(place, Meeting("Họp", "2026-11-30"), "")
        for title in ("one", "two"):
            agenda.add_item(place, 1, Item(title=title), "")
        failures.note(place, FAULT, "")
        id = accounts.add(place, "kept", "viewer", PASSWORD, "")
        sessions.begin(place, id, "kept", "local")
        failures.note_unsent(place, "no", "")
        yield place


@pytest.fixture
def fresh(seeded: Path, tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """A copy of it for each that asks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DX_LEDGER", raising=False)
        yield lambda who: copy_of(seeded, tmp_path / who / "store")


@pytest.fixture
def store(fresh: Callable[[str], Path]) -> Path:
    return fresh("one")


def state(store: Path) -> tuple[list[Change], dict[Path, int]]:
    """What was said, but for who was turned away, and what lies in the store and beside it."""
    said = [one for one in log(store) if one.action != REFUSED]
    files = {
        path.relative_to(store.parent): path.stat().st_size
        for path in store.parent.rglob("*")
        if "ledger" not in path.name
    }
    return said, files


def test_each_function_that_passes_a_gate_is_here() -> None:
    found = {one for module in sorted(DATA.rglob("*.py")) for one in gated(module)}
    assert {one for one in found if not one.startswith(PARTS)} == set(CASES)


@pytest.mark.parametrize("function", some(CASES, 5))
def test_who_is_let_in_and_who_is_not(function: str, fresh: Callable[[str], Path]) -> None:
    call, admitted = CASES[function]
    untouched = fresh("whoever is turned away")
    before = state(untouched)
    for who in sorted(PERSONS, key=lambda who: who in admitted):
        store = fresh(who) if who in admitted else untouched
        assert is_let_in(who, call, store) == (who in admitted), who
        if who not in admitted:
            assert state(store) == before, who
        name = PERSONS[who].name
        mine = [one for one in log(store)[len(before[0]) :] if one.action != REFUSED]
        told = {one.actor for one in mine} - {"program"}
        assert told <= ({name} if name else {"", "typed", "Sở"}), who


def is_let_in(who: str, call: Callable[[Path], object], store: Path) -> bool:
    """Whether a gate lets somebody in; what is wrong with what they ask is another thing."""
    try:
        with at_work(PERSONS[who]):
            call(store)
    except RefusedError as refused:
        return refused.file not in ALLOWED and not isinstance(refused, BeyondError)
    return True


def test_a_name_that_was_confirmed_for_another_commune_is_not_taken(store: Path) -> None:
    elsewhere = Alias("kept", "", "2025", "commune", "13891")
    with at_work(PERSONS["other"]), pytest.raises(BeyondError):
        aliases.add(store, elsewhere, lambda one: one.name == "kept", "")
    assert [one.code for one in aliases.aliases(store)] == [MY_LOC]


def test_who_was_turned_away_is_noted_by_the_account(store: Path) -> None:
    for who in ("viewer", "own", "reader"):
        with at_work(PERSONS[who]), pytest.raises(RefusedError):
            closed_months.close_month(store, date(2026, 9, 1), "somebody else")
    noted = [(one.actor, one.subject) for one in log(store) if one.action == REFUSED]
    assert noted == [("Xem", "close_month"), ("Số liệu Mỹ Lộc", "close_month"), ("", "close_month")]

"""Everything that a person can have kept, done once each to a ledger in which there is one of all.

`test_kills.py` holds that no function of the ledger is missing here.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from data.access.roles import VIEWER
from data.ledger import aliases, failures, layouts, scenarios, sent_alerts
from data.ledger.accounts import accounts, sessions, tokens
from data.ledger.accounts.accounts import Account
from data.ledger.alert_states import State, set_state
from data.ledger.aliases import Alias
from data.ledger.analysis import saved_views, unit_groups
from data.ledger.analysis.saved_views import SavedView
from data.ledger.analysis.unit_groups import UnitGroup
from data.ledger.closed_months import close_month, reopen_month
from data.ledger.meetings import agenda, decisions, shown
from data.ledger.meetings.agenda import Item, Meeting
from data.ledger.meetings.decisions import Decision
from data.ledger.scenarios import Scenario
from data.refusal import Bilingual, RefusedError

WHO, PASSWORD = "An", "một mật khẩu đủ dài"
SCENARIO = Scenario("online_dossier_share", "commune", "2025", ("1",), None, "still", 2030, "g1")
REFUSED = RefusedError("a.csv", Bilingual("vì vậy.", "so."), Bilingual("Sửa.", "Mend."))


def prepare(store: Path) -> None:
    """One of everything."""
    aliases.add(store, Alias("A", "", "2025", "commune", "13708"), lambda one: False, WHO)
    layouts.remember(store, "a", {0: "month"}, WHO)
    scenarios.save(store, "A", SCENARIO, WHO)
    close_month(store, date(2023, 8, 1), WHO)
    meeting = agenda.save_meeting(store, Meeting("A", "2026-12-10"), WHO)
    for title in ("A", "B"):
        agenda.add_item(store, meeting, Item(title, refused="Chưa có."), WHO)
    decisions.save_decision(store, Decision("A", "Sở", meeting=meeting, item=1), WHO)
    saved_views.save_view(store, SavedView("A", "map", {}, "Map"), WHO)
    unit_groups.save_group(store, UnitGroup("A", "commune", "2025", ("1",)), WHO)
    failures.note_unsent(store, "A", WHO)
    account = accounts.add(store, "Sở A", VIEWER, PASSWORD, WHO)
    sessions.begin(store, account, "Sở A", "local")


def _item(store: Path) -> Item:
    return agenda.items(store, 1)[0]


def _view(store: Path) -> SavedView:
    return saved_views.saved_views(store)[0]


def _group(store: Path) -> UnitGroup:
    return unit_groups.unit_groups(store)[0]


def _account(store: Path) -> Account:
    return accounts.account_of(store, "Sở A")


ACTIONS: dict[str, Callable[[Path], object]] = {
    "confirm a name": lambda s: aliases.add(
        s, Alias("B", "", "2025", "commune", "13708"), lambda one: False, WHO
    ),
    "forget a name": lambda s: aliases.remove(s, lambda one: True, WHO),
    "say what columns hold": lambda s: layouts.remember(s, "b", {0: "month"}, WHO),
    "say how a column is written": lambda s: layouts.remember_writing(s, "a", {"grdp": "vi"}, WHO),
    "close a month": lambda s: close_month(s, date(2023, 7, 1), WHO),
    "open a month again": lambda s: reopen_month(s, date(2023, 8, 1), WHO),
    "save a scenario": lambda s: scenarios.save(s, "B", SCENARIO, WHO),
    "replace a scenario": lambda s: scenarios.save(
        s, "A", replace(SCENARIO, year=2027), WHO, replace=True
    ),
    "delete a scenario": lambda s: scenarios.delete(s, "A", WHO),
    "mark an alert": lambda s: set_state(s, ["b", "c"], State.SEEN, WHO),
    "note a mail that was sent": lambda s: sent_alerts.keep_told(s, ["b", "c"], WHO),
    "note a publish that was refused": lambda s: failures.note(s, REFUSED, WHO),
    "note a mail that was not sent": lambda s: failures.note_unsent(s, "B", WHO),
    "note that a mail was sent": lambda s: failures.clear_unsent(s, WHO),
    "prepare a meeting": lambda s: agenda.save_meeting(s, Meeting("B", "2026-12-11"), WHO),
    "change a meeting": lambda s: agenda.save_meeting(
        s, replace(agenda.meetings(s)[0], name="B"), WHO
    ),
    "put a view on an agenda": lambda s: agenda.add_item(s, 1, Item("C", refused="Chưa."), WHO),
    "write minutes": lambda s: agenda.change_item(s, replace(_item(s), minutes="B"), WHO),
    "move an item": lambda s: agenda.move_item(s, _item(s), 1, WHO),
    "remove an item": lambda s: agenda.remove_item(s, agenda.items(s, 1)[-1], WHO),
    "copy items": lambda s: agenda.copy_items(s, agenda.items(s, 1), 1, WHO),
    "note that papers were sent": lambda s: agenda.note_sent(s, 1, ["pdf"], 3, WHO),
    "take a decision": lambda s: decisions.save_decision(
        s, Decision("B", "Sở", meeting=1, item=1), WHO
    ),
    "report on a decision": lambda s: decisions.save_decision(
        s, replace(decisions.decisions(s)[0], report="B"), WHO
    ),
    "save a view": lambda s: saved_views.save_view(s, SavedView("B", "map", {}, "Map"), WHO),
    "rename a view": lambda s: saved_views.rename_view(s, _view(s), "B", WHO),
    "keep a view to oneself": lambda s: saved_views.share_view(s, _view(s), False, WHO),
    "delete a view": lambda s: saved_views.delete_view(s, _view(s), WHO),
    "save a group": lambda s: unit_groups.save_group(
        s, UnitGroup("B", "commune", "2025", ("1",)), WHO
    ),
    "change a group": lambda s: unit_groups.save_group(s, replace(_group(s), units=("2",)), WHO),
    "delete a group": lambda s: unit_groups.delete_group(s, _group(s), WHO),
    "end a session": lambda s: sessions.end_session(s, 1, WHO),
    "make a token": lambda s: tokens.add(s, _account(s), "B", 90, WHO),
    "open an account": lambda s: accounts.add(s, "Sở B", VIEWER, PASSWORD, WHO),
    "open an account of a provider": lambda s: accounts.add_of_provider(
        s, "0", "Sở C", VIEWER, WHO
    ),
    "give an account another role": lambda s: accounts.change(
        s, replace(_account(s), role="analyst"), WHO
    ),
    "set a password": lambda s: accounts.set_password(s, _account(s), f"{PASSWORD} hơn", WHO),
    "disable an account": lambda s: accounts.disable(s, _account(s), WHO),
    "freeze a view": lambda s: shown.keep(s, 1, bytes(200_000), ".json", WHO),
}

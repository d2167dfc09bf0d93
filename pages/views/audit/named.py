"""What the list calls a thing, in words: who, what was done, before and after."""

import json
from collections.abc import Iterable
from typing import Any

from data.access.roles import PROGRAM
from pages.text.formats import MISSING
from pages.text.language import Language

LONGEST = 160  # letters of a value beside others


def actor_name(actor: str, words: Language) -> str:
    """Who it was; of nobody who was named, that."""
    return {"": words.t("Nobody named"), PROGRAM: words.t("The program")}.get(actor, actor)


def action_names(actions: Iterable[str], words: Language) -> dict[str, str]:
    """What was done in words, by how the list calls it, in the order of the words.

    What has no words keeps its name.
    """
    known = known_actions(words)
    named = {one: known.get(one, one) for one in actions}
    return dict(sorted(named.items(), key=lambda pair: pair[1]))


def known_actions(words: Language) -> dict[str, str]:
    """Every action of the list that has words."""
    t = words.t
    return {
        "sign_in": t("Sign-in"),
        "sign_in_failed": t("Failed sign-in"),
        "sign_out": t("Sign-out"),
        "add_account": t("Account added"),
        "change_account": t("Account changed"),
        "end_session": t("Session ended"),
        "add_token": t("Token for a program made"),
        "refused": t("Refused by the gate"),
        "publish": t("Data published"),
        "import": t("Files imported"),
        "restore": t("Earlier data restored"),
        "note_failure": t("Failure noted"),
        "create_backup": t("Backup made"),
        "restore_backup": t("Backup restored"),
        "export": t("File taken away"),
        "ask_sql": t("Query in SQL"),
        "make_document": t("Document made"),
        "send_meeting": t("Documents sent by e-mail"),
        "send_alert": t("Alert sent by e-mail"),
        "confirm_name": t("Name of a unit confirmed"),
        "forget_name": t("Name of a unit forgotten"),
        "say_columns": t("Columns of a file told"),
        "close_month": t("Month closed"),
        "reopen_month": t("Month opened again"),
        "save_scenario": t("Scenario saved"),
        "delete_scenario": t("Scenario deleted"),
        "set_alert_state": t("State of an alert set"),
        "save_meeting": t("Meeting saved"),
        "add_meeting_item": t("Item put on an agenda"),
        "change_meeting_item": t("Item of an agenda changed"),
        "move_meeting_item": t("Item of an agenda moved"),
        "remove_meeting_item": t("Item taken off an agenda"),
        "copy_meeting_items": t("Items of an agenda copied"),
        "freeze_view": t("View frozen"),
        "save_decision": t("Decision saved"),
        "save_view": t("View saved"),
        "rename_view": t("View renamed"),
        "share_view": t("View shared, or kept to its owner"),
        "delete_view": t("View deleted"),
        "save_unit_group": t("Group of units saved"),
        "delete_unit_group": t("Group of units deleted"),
    }


def differences(before: Any, after: Any) -> list[tuple[str, str | None, str | None]]:
    """What differs between before and after: field, value before, value after.

    Of two objects each field in which they differ, of anything else the whole under ""; None where
    there is no such side.
    """
    if before is None and after is None:
        return []
    sides = [one for one in (before, after) if one is not None]
    if not all(isinstance(one, dict) for one in sides):
        return [("", _text(before), _text(after))]
    was, became = before or {}, after or {}
    names = [*became, *(name for name in was if name not in became)]
    return [
        (name, _side(before, name), _side(after, name))
        for name in names
        if before is None or after is None or was.get(name) != became.get(name)
    ]


def _side(side: dict[str, Any] | None, name: str) -> str | None:
    return None if side is None else _text(side.get(name)) or MISSING


def _text(value: Any) -> str | None:
    if value is None:
        return None
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def shortened(text: str) -> str:
    """A value that is too long to stand beside others, cut."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"

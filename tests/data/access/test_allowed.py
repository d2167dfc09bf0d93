"""The table of roles and the code agree: what is asked for is in it, and all of it is asked for."""

import ast
from pathlib import Path

import pytest

from data.access.roles import ADMIN, ALLOWED, PROGRAM, ROLES, may

ROOT = Path(__file__).parents[3]
# Where the action stands among the arguments of what asks for it.
ASKING = {"changing": 2, "acting": 2, "publishing": 3, "require": 0, "readable": 0}
OFFERING = {"is_allowed": 0, "is_offered": 0, "for_whom": 0}
# Written down by hand, as the requirement says it; whoever changes the table changes this too.
VIEWER_MAY: set[str] = set()
KEPT = {
    "save_view",
    "rename_view",
    "delete_view",
    "share_view",
    "save_unit_group",
    "delete_unit_group",
}
KEPT |= {"delete_unit_group", "save_scenario", "delete_scenario"}
ANALYST_MAY = {*KEPT, "read_sql", "read_files"}
STEWARD_MAY = {*KEPT, "read_sql", "read_files", "import", "preview_import", "restore"}
STEWARD_MAY |= {"confirm_name", "forget_name", "say_columns", "close_month", "reopen_month"}
STEWARD_MAY |= {"read_rows", "read_quarantine"}
SECRETARY_MAY = {*KEPT, "save_meeting", "add_meeting_item", "change_meeting_item"}
SECRETARY_MAY |= {"move_meeting_item", "remove_meeting_item", "copy_meeting_items"}
SECRETARY_MAY |= {"send_meeting", "freeze_view", "save_decision", "set_alert_state"}
PROGRAM_MAY = {"note_failure", "send_alert", "sign_in"}
ADMIN_ALONE = {"publish", "restore_backup", "read_audit", "read_backup"}
ADMIN_ALONE |= {"manage_accounts", "add_account", "change_account", "end_session", "add_token"}
ADMIN_ALONE |= {"read_metrics"}


def asked(source: str, positions: dict[str, int]) -> set[str]:
    """The actions that a module asks for; one that is no text of the module is left out."""
    tree = ast.parse(source)
    constants = {
        name.id: value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        for name, value in _pairs(target, node.value)
        if isinstance(name, ast.Name)
    }
    found = set()
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)
        at = positions.get(name)
        if at is None or len(call.args) <= at:
            continue
        action = call.args[at]
        if isinstance(action, ast.Name):
            action = constants.get(action.id, action)
        is_entry = isinstance(action, ast.Subscript)
        one_of = constants.get(ast.unparse(action.value)) if is_entry else None
        every = one_of.values if isinstance(one_of, ast.Dict) else [action]
        found |= {one.value for one in every if isinstance(one, ast.Constant)}
    return found


def _pairs(target: ast.expr, value: ast.expr):
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        return list(zip(target.elts, value.elts, strict=False))
    return [(target, value)]


def of_the_house(positions: dict[str, int]) -> set[str]:
    files = [*(ROOT / "data").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    return {one for file in files for one in asked(file.read_text("utf-8"), positions)}


def test_what_is_asked_for_is_in_the_table_and_nothing_else() -> None:
    found = of_the_house(ASKING)
    assert found == set(ALLOWED)
    assert of_the_house(OFFERING) <= set(ALLOWED)


def test_an_action_is_found_by_its_name_and_by_its_constant() -> None:
    source = 'A, B, D = "a", "b", {"k": "e"}\ndef f(s, who, c):\n with changing(s, who, B):\n'
    source += "  require(A)\n  readable(D[c])\n"
    assert asked(f'{source}  acting(s, who, c)\n  check.require("d")\n', ASKING) == {*"abde"}


@pytest.mark.parametrize(
    ("role", "does"),
    [
        ("viewer", VIEWER_MAY),
        ("analyst", ANALYST_MAY),
        ("steward", STEWARD_MAY),
        ("secretary", SECRETARY_MAY),
        ("program", PROGRAM_MAY),
    ],
)
def test_each_role_may_do_what_was_asked_for_and_no_more(role: str, does: set[str]) -> None:
    assert {action for action in ALLOWED if may(role, action)} == does
    assert not may(role, "nothing like it")


def test_the_admin_may_do_everything_and_some_things_alone() -> None:
    assert all(may(ADMIN, action) for action in ALLOWED)
    alone = {a for a in ALLOWED if not any(may(r, a) for r in (*ROLES, PROGRAM) if r != ADMIN)}
    assert alone == ADMIN_ALONE

"""The roles, and what each may do: the one table of it."""

VIEWER, ANALYST, STEWARD, SECRETARY, ADMIN = "viewer", "analyst", "steward", "secretary", "admin"
ROLES = (VIEWER, ANALYST, STEWARD, SECRETARY, ADMIN)
PROGRAM = "program"  # no role of a person: what the server does of its own accord

_ADMIN_ONLY = frozenset[str]()
_PROGRAM = frozenset({PROGRAM})
_STEWARD = frozenset({STEWARD})
_SECRETARY = frozenset({SECRETARY})
_WORKING = frozenset({ANALYST, STEWARD, SECRETARY})  # whoever does more here than look
_ASKING = frozenset({ANALYST, STEWARD})

# What may be done, by whom beside the admin, who may do everything. The names of changes are those
# that the ledger's list keeps; a reading begins with read_.
ALLOWED: dict[str, frozenset[str]] = {
    # data
    "import": _STEWARD,
    "preview_import": _STEWARD,
    "publish": _ADMIN_ONLY,  # a directory takes the place of all that there is
    "restore": _STEWARD,
    "restore_backup": _ADMIN_ONLY,
    "confirm_name": _STEWARD,
    "forget_name": _STEWARD,
    "say_columns": _STEWARD,
    "close_month": _STEWARD,
    "reopen_month": _STEWARD,
    # what is kept under a name
    "save_view": _WORKING,
    "rename_view": _WORKING,
    "delete_view": _WORKING,
    "share_view": _WORKING,
    "save_unit_group": _WORKING,
    "delete_unit_group": _WORKING,
    "save_scenario": _WORKING,
    "delete_scenario": _WORKING,
    # meetings and what follows from them
    "save_meeting": _SECRETARY,
    "add_meeting_item": _SECRETARY,
    "change_meeting_item": _SECRETARY,
    "move_meeting_item": _SECRETARY,
    "remove_meeting_item": _SECRETARY,
    "copy_meeting_items": _SECRETARY,
    "send_meeting": _SECRETARY,
    "freeze_view": _SECRETARY,
    "save_decision": _SECRETARY,
    "set_alert_state": _SECRETARY,
    # notes of the program
    "note_failure": _PROGRAM,
    "send_alert": _PROGRAM,
    # accounts
    "sign_in": _PROGRAM,  # of somebody whom a provider knows: the account is made then
    "manage_accounts": _ADMIN_ONLY,  # to see them, and who is signed in
    "add_account": _ADMIN_ONLY,
    "change_account": _ADMIN_ONLY,
    "end_session": _ADMIN_ONLY,
    "add_token": _ADMIN_ONLY,  # with which a program asks for figures as an account
    # readings; figures are open to every role and ask nothing
    "read_rows": _STEWARD,  # lines behind a figure, and rows that break a check
    "read_quarantine": _STEWARD,  # lines that were set aside
    "read_files": _ASKING,  # which files came, from whom
    "read_sql": _ASKING,
    "read_audit": _ADMIN_ONLY,
    "read_backup": _ADMIN_ONLY,
    "read_metrics": _ADMIN_ONLY,
}


def may(role: str, action: str) -> bool:
    """Whether a role may do something; what the table does not name nobody may but an admin."""
    return role == ADMIN or role in ALLOWED.get(action, frozenset())

"""The roles, and what each may do: the one table of it."""

VIEWER, ANALYST, STEWARD, SECRETARY, ADMIN = "viewer", "analyst", "steward", "secretary", "admin"
ROLES = (VIEWER, ANALYST, STEWARD, SECRETARY, ADMIN)
PROGRAM = "program"  # no role of a person: what the server does of its own accord

# What may be done, by whom beside the admin, who may do everything. The names of changes are those
# that the ledger's list keeps; a reading begins with read_.
ALLOWED: dict[str, frozenset[str]] = {"sign_in": frozenset({PROGRAM})}


def may(role: str, action: str) -> bool:
    """Whether a role may do something; what the table does not name nobody may but an admin."""
    return role == ADMIN or role in ALLOWED.get(action, frozenset())

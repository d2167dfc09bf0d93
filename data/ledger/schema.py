"""The tables of the ledger. A change of them is one more file in migrations/versions/.

Moments are texts (ISO 8601, UTC), as in the manifests of snapshots: both engines keep them alike.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

HEAD = "0006"  # the newest migration; a test compares it, so that a start need not load Alembic

metadata = MetaData()
WHOLE = JSON(none_as_null=True)

# Append-only: triggers forbid to alter it. Each row names the hash of the row before it (keeping/).
change = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("before", WHOLE),
    Column("after", WHOLE),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Index("change_action", "action"),
    Index("change_previous", "previous", unique=True),  # no two follow the same one
)

alias = Table(
    "alias",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("district", Text, nullable=False),
    Column("vintage", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("when", Text, nullable=False),
)

layout = Table(
    "layout",
    metadata,
    Column("layout", Text, primary_key=True),
    Column("columns", WHOLE, nullable=False),  # column from 0 → field; field → how it is written
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)

closed_month = Table(
    "closed_month",
    metadata,
    Column("month", Text, primary_key=True),  # 2026-10
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)

scenario = Table(
    "scenario",
    metadata,
    Column("name", Text, primary_key=True),
    Column("chosen", WHOLE, nullable=False),
    Column("at", Text, nullable=False),
)

alert_state = Table(
    "alert_state",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("alert", Text, nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("note", Text, nullable=False),
)

sent_alert = Table(
    "sent_alert",
    metadata,
    Column("alert", Text, primary_key=True),
    Column("at", Text, nullable=False),
)

failure = Table(
    "failure",
    metadata,
    Column("what", Text, primary_key=True),  # publish, mail
    Column("said", WHOLE, nullable=False),
    Column("at", Text, nullable=False),
)

meeting = Table(
    "meeting",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("held_on", Text, nullable=False),  # a day
    Column("place", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("version", Integer, nullable=False),
)

meeting_item = Table(
    "meeting_item",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("meeting", Integer, ForeignKey("meeting.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("heading", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("minutes", Text, nullable=False),
    Column("page", Text, nullable=False),
    Column("selection", WHOLE),
    Column("frozen", Text, nullable=False),  # the fingerprint of the view as it was shown
    Column("refused", Text, nullable=False),
    Column("version", Integer, nullable=False),
)

decision = Table(
    "decision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("meeting", Integer, ForeignKey("meeting.id"), nullable=False, index=True),
    Column("item", Integer, ForeignKey("meeting_item.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("due", Text, nullable=False),  # a day, or ""
    Column("kpi", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("vintage", Text, nullable=False),
    Column("units", WHOLE, nullable=False),
    Column("period", Text, nullable=False),
    Column("expected", Float),
    Column("state", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("version", Integer, nullable=False),
)

unit_group = Table(
    "unit_group",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("level", Text, nullable=False),
    Column("vintage", Text, nullable=False),  # of the units by whose codes it was made
    Column("units", WHOLE, nullable=False),
    Column("version", Integer, nullable=False),
)

saved_view = Table(
    "saved_view",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("page", Text, nullable=False),
    Column("selection", WHOLE, nullable=False),
    Column("title", Text, nullable=False),  # of the page in the words of whoever saved it
    Column("at", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("owner", Text, nullable=False),  # the name of who saved it; "" where nobody signs in
    Column("is_shared", Boolean, nullable=False),
    UniqueConstraint("owner", "name", name="saved_view_owner_name_key"),
)

account = Table(
    "account",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),  # an office or a function, never a person
    Column("folded", Text, nullable=False, unique=True),  # the name however it is typed
    Column("role", Text, nullable=False),
    Column("units", WHOLE),  # codes of the communes that it is limited to; none: not limited
    Column("way", Text, nullable=False),  # local, oidc
    Column("password", Text, nullable=False),  # its Argon2 hash; "" where a provider asks for it
    Column("disabled", Text, nullable=False),  # since when, or ""
    Column("created", Text, nullable=False),
)

session = Table(
    "session",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("token", Text, nullable=False, unique=True),  # its SHA-256: who reads it cannot sign in
    Column("account", Integer, ForeignKey("account.id"), nullable=False, index=True),
    Column("way", Text, nullable=False),
    Column("created", Text, nullable=False),
    Column("seen", Text, nullable=False),
    Column("expires", Text, nullable=False),
    Column("ended", Text, nullable=False),  # when, or ""
)

attempt = Table(
    "attempt",
    metadata,
    Column("key", Text, primary_key=True),  # a keyed hash of the name typed, or of the address
    Column("failures", Integer, nullable=False),
    Column("at", Text, nullable=False),
    Column("until", Text, nullable=False),  # no further attempt before it, or ""
)

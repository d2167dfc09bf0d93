"""The engines of the ledger: how long one waits for them, and how values are kept."""

import json

WAIT = 5  # seconds for another one who writes
SILENCE = 3  # seconds in which a server has to say something
LONG = 600  # the same, where all tables are made anew


def as_json(value: object) -> str:
    """A value as the text that is kept."""
    return json.dumps(value, ensure_ascii=False)

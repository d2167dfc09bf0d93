"""What a person did that changed nothing: took a file, asked in SQL, made a document or a backup.

Somebody whose name is known does nothing that cannot be written down. Where nobody signs in there
is no name to write: on a machine of one's own the list says what was done, and a list that cannot
be written keeps nobody from his figures; on a server that is open for reading nothing is noted, as
whoever passes could fill the list with it.
"""

import hashlib
from pathlib import Path

from data.access.person import is_open, person
from data.ledger.gate import noting
from data.ledger.personal import is_personal, one_line
from data.refusal import RefusedError

EXPORT, SQL, DOCUMENT, BACKUP = "export", "ask_sql", "make_document", "create_backup"
LONGEST = 300  # letters of what it was done with
LEFT_OUT = "(personal data left out)"


def note(store: Path, action: str, subject: str, facts: object = None) -> None:
    """Write down that who is at work did something with a subject; `facts` are JSON.

    For what a person does once, never for what a page does at every run. RefusedError where it
    cannot be written and a person is named; then it is not to be done.
    """
    name = person().name
    if is_open() and not name:
        return
    try:
        noting(store, name, action, told(subject), facts=facts)
    except RefusedError:
        if name:
            raise


def told(text: str) -> str:
    """A text as it may be kept: one line, cut, without what looks like a person.

    Of one that does, a part of its SHA-256 is left, by which the same is known again.
    """
    line = one_line(text)
    if is_personal(line):
        return f"{LEFT_OUT} {hashlib.sha256(line.encode()).hexdigest()[:12]}"
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"

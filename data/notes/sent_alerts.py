"""Which alerts were told by e-mail already: each is told once."""

import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data.notes.json_file import read_said
from data.store.atomic import write_json
from data.store.write_lock import BusyError, locked

DIGEST = "DIGEST.json"
PATIENCE = 60.0  # seconds: a publish that begins while mail goes out is waited for


def told(store: Path) -> set[str]:
    """The alerts that a mail server has accepted. RefusedError where the file is damaged."""
    found: dict[str, list[str]] = read_said(Path(store) / DIGEST, {"alerts": []}, _is_whole)
    return set(found["alerts"])


def keep_told(store: Path, alerts: Iterable[str], patience: float = PATIENCE) -> None:
    """Remember alerts as told; called only after a server has accepted them.

    BusyError where a publish holds the store for longer than `patience`.
    """
    end = time.monotonic() + patience
    while True:
        try:
            with locked(store):
                every = sorted(told(store) | set(alerts))
                at = datetime.now(UTC).isoformat(timespec="seconds")
                write_json(Path(store) / DIGEST, {"at": at, "alerts": every})
            return
        except BusyError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def _is_whole(found: Any) -> bool:
    alerts = found.get("alerts") if isinstance(found, dict) else None
    return isinstance(alerts, list) and all(isinstance(one, str) for one in alerts)

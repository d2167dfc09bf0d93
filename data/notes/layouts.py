"""What a person said once of a sender's layout: which column holds which field."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data.notes.json_file import read_said
from data.store.atomic import write_json

LAYOUTS = "LAYOUTS.json"


def remembered(store: Path) -> dict[str, dict[int, str]]:
    """A sender's layout → column from 0 → field ("" for none), as people corrected it."""
    return {
        layout: {int(column): field for column, field in entry["columns"].items()}
        for layout, entry in _read(store).items()
    }


def remember(store: Path, layout: str, columns: Mapping[int, str], by: str) -> None:
    """Keep a correction for every later file with the same header."""
    kept: dict[str, Any] = dict(_read(store))
    kept[layout] = {
        "columns": {str(column): field for column, field in columns.items()},
        "by": by,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    Path(store).mkdir(parents=True, exist_ok=True)
    write_json(Path(store) / LAYOUTS, kept)


def _read(store: Path) -> dict[str, dict[str, dict[str, str]]]:
    """RefusedError where the file is damaged."""
    found: dict[str, dict[str, dict[str, str]]] = read_said(Path(store) / LAYOUTS, {}, _is_whole)
    return found


def _is_whole(found: Any) -> bool:
    return isinstance(found, dict) and all(_is_layout(entry) for entry in found.values())


def _is_layout(entry: Any) -> bool:
    columns = entry.get("columns") if isinstance(entry, dict) else None
    return isinstance(columns, dict) and all(
        column.isdecimal() and isinstance(field, str) for column, field in columns.items()
    )

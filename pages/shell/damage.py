"""Which snapshot a reader gets, and what is told where the newest or the wished one is damaged."""

from data.store.snapshot import (
    Snapshot,
    SnapshotError,
    is_lost,
    kept,
    named,
    store_directory,
)
from pages.shell.opened import Found, trouble
from pages.text import formats
from pages.text.language import Language


def asked_for(name: str, found: Found, words: Language) -> tuple[Snapshot | None, list[str]]:
    """The snapshot that a link names, else the one that was found; a note where they differ."""
    t = words.t
    if found.shown is None or name in ("", found.shown.name):
        return found.shown, []
    if name == found.newest:
        return (found.shown if found.problem else named(store_directory(), name)), []
    is_kept = name in _kept()
    if is_kept and not trouble(name):
        note = t("This link shows the earlier snapshot {name}; a newer one is there.", name=name)
        return named(store_directory(), name), [note]
    if is_kept:
        note = t("The snapshot {name} is damaged; the current one is shown.", name=name)
    else:
        note = t("The snapshot {name} is no longer kept; the current one is shown.", name=name)
    return found.shown, [] if found.problem else [note]


def told(
    found: Found, shown: Snapshot | None, words: Language
) -> tuple[str, list[tuple[str, str]]]:
    """A sentence on what is shown instead, and the ways out, each with its command."""
    t = words.t
    ways = []
    if found.remedy:
        if found.remedy == found.newest:
            text = t("What it was made from is intact. This builds it again:")
        else:
            text = t("This restores the newest snapshot that is intact:")
        ways.append((text, f"python -m data.history restore {found.remedy}"))
    if not is_lost(store_directory()):  # else a restore alone knows what it goes on from
        text = t("This publishes the whole directory of exports again:")
        ways.append((text, "python -m data.publish EXPORTS_DIR"))
    if found.newest:
        what = t("The newest snapshot {name} is damaged.", name=found.newest)
    else:
        what = t("The newest snapshot cannot be read: its files are damaged.")
    if shown is None:
        instead = t("No earlier one can be shown.")
    else:
        instead = t(
            "All figures here are those of snapshot {name}, published at {when}.",
            name=shown.name,
            when=_published(shown),
        )
    return f"{what} {instead}", ways


def _kept() -> list[str]:
    try:
        return kept(store_directory())
    except SnapshotError:  # without its pointer a store cannot tell what was ever served
        return []


def _published(snapshot: Snapshot) -> str:
    """When a snapshot was published, as a clock in Vietnam shows it."""
    try:
        return f"{formats.in_vietnam(str(snapshot.manifest['published_at'])):%H:%M %d/%m/%Y}"
    except (LookupError, ValueError):  # no checksum covers the manifest itself
        return formats.MISSING

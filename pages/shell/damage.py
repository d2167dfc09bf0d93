"""Which snapshot a reader gets, and what is told where the newest or the wished one is damaged."""

from data.store.snapshot import (
    Snapshot,
    SnapshotError,
    is_lost,
    kept,
    named,
    store_directory,
)
from pages.shell.opened import Found, dated, trouble
from pages.text.language import Language


def asked_for(name: str, found: Found, words: Language) -> tuple[Snapshot | None, list[str]]:
    """The snapshot that a link names, else the one that was found; a note where they differ."""
    t = words.t
    if found.shown is None or name in ("", found.shown.name):
        return found.shown, []
    if name == found.newest:
        return (found.shown if found.problem else named(store_directory(), name)), []
    is_kept, when = name in _kept(), dated(name, words)
    if is_kept and not trouble(name):
        note = t(
            "This link shows earlier data, published at {when}; newer ones are there.", when=when
        )
        return named(store_directory(), name), [note]
    if is_kept:
        note = t("The data of this link are damaged; the current ones are shown.")
    else:
        note = t("The data of this link are no longer kept; the current ones are shown.")
    return found.shown, [] if found.problem else [note]


def told(
    found: Found, shown: Snapshot | None, words: Language
) -> tuple[str, list[tuple[str, str]]]:
    """A sentence on what is shown instead, and the ways out, each with its command."""
    t = words.t
    ways = []
    if found.is_newer:
        text = t("This builds them again with the version of this server:")
        ways.append((text, "python -m data.setup"))
    elif found.remedy:
        if found.remedy == found.newest:
            text = t("What it was made from is intact. This builds it again:")
        else:
            text = t("This restores the newest snapshot that is intact:")
        ways.append((text, f"python -m data.history restore {found.remedy}"))
    if not (
        found.is_newer or is_lost(store_directory())
    ):  # else a restore alone knows what it goes on from
        text = t("This publishes the whole directory of exports again:")
        ways.append((text, "python -m data.publish EXPORTS_DIR"))
    if found.is_newer:
        when = dated(found.newest, words)
        what = t(
            "A newer version of the program than that of this server wrote the newest data"
            " (published: {when}).",
            when=when,
        )
    elif found.newest:
        when = dated(found.newest, words)
        what = t("The newest data (published: {when}) are damaged.", when=when)
    else:
        what = t("The newest data cannot be read: their files are damaged.")
    if shown is None:
        instead = t("No earlier one can be shown.")
    else:
        instead = t(
            "All figures here are those of the data published at {when}.",
            when=dated(shown.name, words),
        )
    return f"{what} {instead}", ways


def _kept() -> list[str]:
    try:
        return kept(store_directory())
    except SnapshotError:  # without its pointer a store cannot tell what was ever served
        return []

"""Sheets as files: all in one PDF, or one PDF each in a directory.

Each PDF is an archive that is read aloud as well, as those of meetings are. What stands on the
sheets is gathered by a process of its own: its memory is gone when they are laid out, which takes
as much. So this module loads no library of tables.
"""

import json
import multiprocessing
from collections.abc import Callable
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from data.refusal import RefusedError
from data.store.snapshot import Snapshot, SnapshotError
from geo.errors import GeoError
from kpis.errors import KpiError
from pages.briefs.qr import qr_svg
from pages.briefs.saved import drawing, save
from pages.briefs.typeset import STANDARDS, TEMPLATES, typeset
from pages.briefs.units.question import Json, Question

PDF = ".pdf"
Progress = Callable[[int, int], None]  # how many steps are done, of how many


def bind(
    snapshot: Snapshot,
    store: Path,
    question: Question,
    out: Path,
    progress: Progress = lambda done, of: None,
) -> list[Path]:
    """Writes the sheets into `out`, where it ends in .pdf, else one each into it; where they lie.

    KpiError for a question that has no answer, RefusedError for what cannot be read or
    written, OSError where there can be no directory.
    """
    steps = Steps(progress)
    with drawing(out):
        head, sheets = _gathered(snapshot, store, question, steps)
    is_one = out.suffix.lower() == PDF
    parts = [sheets] if is_one else [[one] for one in sheets]
    steps.more(len(parts))
    if not is_one:
        out.mkdir(parents=True, exist_ok=True)
    made = []
    for some in parts:
        path = out if is_one else out / f"{head['file']}-{some[0]['code']}{PDF}"
        save(path, _typeset(head, some, path, snapshot))
        made.append(path)
        steps.done()
    return made


def _gathered(
    snapshot: Snapshot, store: Path, question: Question, steps: "Steps"
) -> tuple[Json, list[Json]]:
    """What stands on all sheets, and on each; what it refuses is refused here."""
    context = multiprocessing.get_context("spawn")  # as the threads of a page are not copied
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_gather, args=(theirs, snapshot, store, question))
    process.start()
    theirs.close()
    try:
        while True:
            kind, found = ours.recv()
            if kind == "more":
                steps.more(found)
            elif kind == "done":
                steps.done()
            elif kind == "refused":
                raise found
            else:
                return found
    finally:
        ours.close()
        process.join()


def _gather(ours: Connection, snapshot: Snapshot, store: Path, question: Question) -> None:
    """Tells what was gathered, step by step; a step that nobody hears ends it."""
    from pages.briefs.units.gathered import gathered

    try:
        found = gathered(
            snapshot, store, question,
            lambda count: ours.send(("more", count)), lambda: ours.send(("done", None)),
        )  # fmt: skip
        ours.send(("found", found))
    except BrokenPipeError:  # who asked was ended
        return
    except (GeoError, KpiError, RefusedError, SnapshotError) as error:
        ours.send(("refused", error))


class Steps:
    """Counts what is done, and tells of it."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._of, self._done = progress, 0, 0

    def more(self, count: int) -> None:
        """There are so many steps more than was known."""
        self._of += count

    def done(self) -> None:
        """Another step is done."""
        self._done += 1
        self._progress(self._done, self._of)


def _typeset(head: Json, sheets: list[Json], path: Path, snapshot: Snapshot) -> bytes:
    """The PDF of sheets, which are gone then."""
    title = head["title"] if len(sheets) > 1 else f"{sheets[0]['name']} · {head['title']}"
    coded = [{**one, "qr": qr_svg(one["link"])} for one in sheets]
    text = json.dumps({**head, "title": title, "sheets": coded}, ensure_ascii=False)
    coded.clear()
    sheets.clear()  # the layout of all of them needs the memory
    made = datetime.fromisoformat(str(snapshot.manifest["published_at"])).astimezone(UTC)
    return typeset(
        TEMPLATES / "sheet.typ",
        {"sheets": text},
        path.name,
        format="pdf",
        pdf_standards=STANDARDS,
        timestamp=int(made.timestamp()),
    )

"""Sheets as files: all in one PDF, or one PDF each in a directory.

Each PDF is an archive that is read aloud as well, as those of meetings are.
"""

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from data.store.snapshot import Snapshot
from geo.map import served
from kpis.catalogue.catalogue import load as load_catalogue
from kpis.measure.extent import Known, extent, known
from pages.briefs.content import clean
from pages.briefs.map.place import places
from pages.briefs.pdf import STANDARDS
from pages.briefs.saved import drawing, save
from pages.briefs.typeset import TEMPLATES, typeset
from pages.briefs.units.asked import Asked, Connection, asked, units
from pages.briefs.units.facts import facts
from pages.briefs.units.sheet import Words, sheet, titles
from pages.text import formats
from pages.text import words as words_of
from pages.text.language import Language

PDF = ".pdf"
Json = dict[str, Any]
Progress = Callable[[int, int], None]  # how many steps are done, of how many


@dataclass(frozen=True)
class Question:
    """Whose sheets: "" of an area stands for all, None for what `asked` chooses."""

    level: str
    vintage: str | None = None
    period: str | None = None
    area: str = ""
    language: str = "vi"


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
        head, sheets = _written(snapshot, store, question, steps)
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


def _written(
    snapshot: Snapshot, store: Path, question: Question, steps: "Steps"
) -> tuple[Json, list[Json]]:
    """What stands on all sheets, and on each."""
    language = Language(question.language)
    with closing(snapshot.connect()) as con, known(Known(extent(con))):
        wanted = asked(con, question.level, question.vintage, question.period)
        mine = units(con, wanted, question.area)
        where = places(wanted.level, wanted.vintage)
        catalogue = load_catalogue()
        steps.more(sum(wanted.level in kpi.levels for kpi in catalogue.values()))
        found = facts(con, store, catalogue, wanted, steps.done)
        words = Words(
            wanted, found, catalogue, language, difficulty_names(con, language), date.today()
        )
        head = _head(con, snapshot, words) | {"ground": list(where.ground)}
    sheets = (
        sheet(unit, words) | {"outline": where.outlines.get(str(unit["area_code"]), "")}
        for unit in mine.to_dict("records")
    )
    return head, [clean(one) for one in sheets]


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
    text = json.dumps({**head, "title": title, "sheets": sheets}, ensure_ascii=False)
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


def _head(con: Connection, snapshot: Snapshot, words: Words) -> Json:
    """What stands on every sheet."""
    language, t = words.language, words.language.t
    period = formats.period(words.asked.period.code, language)
    about = t("Units of {vintage}", vintage=words.asked.vintage)
    level = words_of.level(words.asked.level, words.asked.vintage, language)
    told = dict(con.execute("select key, value from mart_data").fetchall())
    return {
        "language": language.code,
        "file": f"{words.asked.level}-{words.asked.vintage}-{words.asked.period.code}",
        "title": f"{level} · {formats.inside(period, language)}",
        "about": f"{period} · {about}",
        "mark": words_of.demonstration(language) if told.get("is_demonstration") == "true" else "",
        "source": source(told, snapshot, words.asked, language),
        "words": titles(words),
    }


def source(told: dict[str, str], snapshot: Snapshot, wanted: Asked, language: Language) -> str:
    """Where figures and boundaries are from and of which day, in a line."""
    bounds = served.web_boundaries(wanted.vintage, wanted.level)
    edges = bounds.source_vi if language.code == "vi" else bounds.source_en
    return f"{published_on(told, snapshot, language)} · {edges}"


def published_on(told: dict[str, str], snapshot: Snapshot, language: Language) -> str:
    """Of which day the figures are, as the foot of every page says it, and of which snapshot."""
    line = language.t(
        "Data published at {when}, as of {day}.",
        when=formats.moment(str(snapshot.manifest["published_at"]), language),
        day=formats.iso_day(told.get("as_of_date") or told["last_month"], language),
    )
    return f"{line} {snapshot.name}"


def difficulty_names(con: Connection, language: Language) -> dict[str, str]:
    """The names of the difficulties by their codes, in their order."""
    rows: pd.DataFrame = con.execute(
        "select * from mart_code where list = 'difficulty' order by sort, code"
    ).df()
    return dict(zip(rows["code"], rows[f"name_{language.code}"], strict=True))

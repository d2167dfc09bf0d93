"""What stands on sheets, as the template takes it: asked for all units at once, and cleaned."""

import os
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd

from data.store.snapshot import Snapshot
from geo.map import served
from kpis.catalogue.catalogue import load as load_catalogue
from kpis.measure.extent import Known, extent, known
from pages.briefs.content import clean
from pages.briefs.map.place import places
from pages.briefs.settings import DASHBOARD
from pages.briefs.units.asked import Asked, Connection, asked, units
from pages.briefs.units.facts import Step, facts
from pages.briefs.units.question import Json, Question
from pages.briefs.units.sheet import Words, sheet, titles
from pages.text import formats
from pages.text import words as words_of
from pages.text.language import Language


def gathered(
    snapshot: Snapshot, store: Path, question: Question, more: Callable[[int], None], done: Step
) -> tuple[Json, list[Json]]:
    """What stands on all sheets, and on each.

    `more` is told how many steps there are, `done` called after each. KpiError for a question that
    has no answer, GeoError without boundaries, RefusedError where the ledger cannot be read.
    """
    language = Language(question.language)
    with closing(snapshot.connect()) as con, known(Known(extent(con))):
        wanted = asked(con, question.level, question.vintage, question.period)
        mine = units(con, wanted, question.area)
        where = places(wanted.level, wanted.vintage)
        catalogue = load_catalogue()
        more(sum(wanted.level in kpi.levels for kpi in catalogue.values()))
        found = facts(con, store, catalogue, wanted, done)
        words = Words(
            wanted, found, catalogue, language, difficulty_names(con, language), date.today()
        )
        head = _head(con, snapshot, words) | {"ground": list(where.ground)}
    sheets = (
        sheet(unit, words)
        | {"outline": where.outlines.get(str(unit["area_code"]), "")}
        | {"link": link_of(str(unit["area_code"]), snapshot, words)}
        for unit in mine.to_dict("records")
    )
    return head, [clean(one) for one in sheets]


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


def link_of(code: str, snapshot: Snapshot, words: Words) -> str:
    """The card of a unit on the map; "" where the address of the dashboard is not set."""
    base, of = os.environ.get(DASHBOARD, "").rstrip("/"), words.asked
    chosen = {
        **{"level": of.level, "vintage": of.vintage, "period": of.period.code, "area": code},
        **{"lang": words.language.code, "snapshot": snapshot.name},
    }
    return f"{base}/map?{urlencode(chosen)}" if base else ""


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

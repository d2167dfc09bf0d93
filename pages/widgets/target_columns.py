"""What stands beside a status, on the screen and in files: pace and caveat."""

from collections.abc import Callable
from datetime import date

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from kpis.periods import Period
from kpis.progress.paths import path_value
from kpis.progress.standing import course_of
from pages.shell.selection import Selection
from pages.shell.served import catalogue
from pages.text import words as words_of
from pages.text.language import Language
from pages.text.momentum import outlook_cell
from pages.text.pace import change, people_change
from pages.text.results import became, verdict_title
from pages.text.verdicts import result
from pages.widgets.files.contents import as_written

OUTLOOK = ("forecast", "probability", "reason", "no_outlook")
PACE = ("needed", "observed", "people_needed", "people_observed")


def columns(language: Language) -> dict[str, str]:
    """The headers of the pace, by column."""
    t = language.t
    return {
        "needed": t("Needed a month"),
        "observed": t("Seen a month"),
        "people_needed": t("Needed a month, count"),
        "people_observed": t("Seen a month, count"),
    }


def writers(language: Language) -> dict[str, Callable[[float, str], str]]:
    """How the numbers of the pace are written, each with its unit, by header."""
    names = columns(language)
    return {
        **{
            names[side]: lambda v, unit: change(v, unit, language)
            for side in ("needed", "observed")
        },
        **{
            names[side]: lambda v, _: people_change(v, language)
            for side in ("people_needed", "people_observed")
        },
    }


def beside(rows: pd.DataFrame, language: Language) -> dict[str, list]:
    """The columns after the status by header, those in which nothing stands left out.

    Where it goes comes first, so that level and momentum stand in sight together, then what to take
    care of.
    """
    t = language.t
    found: dict[str, list] = {
        t("Outlook"): outlooks(rows, language),
        t("To be read with care"): [words_of.caveat(c, language) for c in rows["caveat"]],
        **{header: rows[side].to_list() for side, header in columns(language).items()},
    }
    return {
        header: cells
        for header, cells in found.items()
        if any(cell != "" and pd.notna(cell) for cell in cells)
    }


def outlooks(rows: pd.DataFrame, language: Language) -> list[str]:
    """The outlook of each row that has a pace: class of probability, forecast, and why."""
    return [
        outlook_cell(row, catalogue()[row["kpi"]], language) if pd.notna(row["needed"]) else ""
        for row in rows.to_dict("records")
    ]


def verdicts(rows: pd.DataFrame, language: Language) -> dict[str, list[str]]:
    """The verdict on targets whose year is over and what became of them, by header; else none."""
    if rows["verdict"].isna().all():
        return {}
    known = rows["verdict"].notna()
    return {
        verdict_title(language): [
            result(one, language) if ok else ""
            for one, ok in zip(rows["verdict"], known, strict=True)
        ],
        language.t("What became of it"): [became(one, language) for one in rows["since"]],
    }


def for_file(rows: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """All of it as columns of a file, a line a row: target, path, gap, status, pace, care."""
    language = selection.language
    t, names = language.t, columns(language)
    found = {
        t("Target year"): rows["target_year"],
        t("Target"): rows["target"],
        **(
            {t("Target, upper end"): rows["target_max"]} if rows["target_max"].notna().any() else {}
        ),
        t("Confirmation"): [
            words_of.confirmation(s, language) if isinstance(s, str) else ""
            for s in rows["target_status"]
        ],
        t("Path today"): as_written(rows["path"], 3),
        t("Gap"): as_written(rows["gap"], 3),
        **verdicts(rows, language),
        t("Status today"): [words_of.status(s, language) for s in rows["status"]],
        t("Outlook"): outlooks(rows, language),
        **{name: as_written(rows[side], 4) for side, name in names.items()},
        t("To be read with care"): [words_of.caveat(c, language) for c in rows["caveat"]],
    }
    return pd.DataFrame(found, index=rows.index)


def way_to_targets(rows: pd.DataFrame, kpi: Kpi, from_year: int | None = None) -> pd.DataFrame:
    """The path month by month (date, value), by rows of progress of one unit, one a target.

    To the last target, or to the first one that is due in a year or later. Empty for a range and
    without a base.
    """
    known = rows.dropna(subset=["base_value", "target"])
    if known.empty or kpi.direction == "range":
        return pd.DataFrame(columns=["date", "value"])
    base, start = float(known["base_value"].iloc[0]), Period.parse(known["base_period"].iloc[0])
    goals = {int(row.target_year): float(row.target) for row in known.itertuples()}
    later = [year for year in goals if from_year is not None and year >= from_year]
    last = min(later or [max(goals)])
    months = Period.between("month", start.last_month, date(last, 12, 1))
    course = course_of(kpi, goals)
    values = [path_value(base, start.end, goals, m.end, kpi.direction, course) for m in months]
    return pd.DataFrame({"date": [month.first_month for month in months], "value": values})

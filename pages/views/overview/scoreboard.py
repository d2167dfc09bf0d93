"""The scoreboard of the overview: one table row a KPI, grouped, readable on a phone."""

from html import escape

from kpis.progress.results import counts
from kpis.province import WHOLE
from pages.figures.spark import sparkline
from pages.shell.selection import Selection, link, usual_level
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text import words as words_of
from pages.text.comparability import ESTIMATED
from pages.text.language import Language
from pages.text.markup import badge, table
from pages.text.results import YEAR, became, counted, verdict_title
from pages.text.verdicts import result_badge
from pages.views.overview.standings import Standing, compared_with, of_year, standings, verdicts
from pages.widgets.explained import explained
from pages.widgets.readings import Row
from pages.widgets.standings import YEARS
from pages.widgets.verdicts import is_due, judged

LEAST_SPREAD = 5  # points: a share that moved less than that is drawn nearly flat


def scoreboard(served: Served, selection: Selection) -> str:
    """The HTML table of all standings, with a heading row a group."""
    t, words = selection.language.t, selection.language
    every = served.once(standings, selection.period, selection.compare)
    since = formats.period(compared_with(selection.period, selection.compare), words)
    titles = [
        *(t("Indicator"), t("Value")),
        t("Change since {period}", period=formats.inside(since, words)),
        t("Last 24 months"),
        *(_title(served, year, selection) for year in YEARS),
    ]
    body: list[str | list[str]] = []
    for group in catalogue().groups.values():
        rows = [one for one in every if one.kpi.group == group.id]
        if rows:
            body += [
                escape(words.pick(group.name)),
                *(_row(served, one, selection) for one in rows),
            ]
    kinds, labels = (
        {0: "name", 1: "num big", 2: "num"},
        ["", "", t("Change"), "", *titles[-len(YEARS) :]],
    )
    return table(titles, body, kinds=kinds, numbers=(1, 2), labels=labels)


def _title(served: Served, year: int, selection: Selection) -> str:
    """The title of a year's column: the verdict where it is over, else the status."""
    words = selection.language
    if year == YEAR and is_due(served, selection.period):
        return verdict_title(words)
    return words.t("Status against {year}", year=year)


def _row(served: Served, standing: Standing, selection: Selection) -> list[str]:
    words = selection.language
    name = words.pick(standing.kpi.name)
    spark = sparkline(standing.spark, least=LEAST_SPREAD if standing.kpi.unit == "percent" else 0)
    picture = f"<img src='{spark}' alt='' width='120' height='30'>" if spark else ""
    change = formats.difference(standing.change, standing.kpi.unit, words)
    return [
        _name(standing, name, selection),
        _value(standing, selection),
        escape(change),
        picture,
        *(_target(served, standing, year, selection) for year in YEARS),
    ]


def _name(standing: Standing, name: str, selection: Selection) -> str:
    level = usual_level(standing.kpi.levels)
    text = link(
        "map", name, selection, kpi=standing.kpi.id, period=standing.period, level=level, area=""
    )
    if standing.period != selection.period:
        text += f"<span class='note'>{formats.period(standing.period, selection.language)}</span>"
    return text


def _value(standing: Standing, selection: Selection) -> str:
    words = selection.language
    if standing.level != WHOLE:
        return _spread(standing, selection)
    row = standing.rows[0]
    if row["value"] is None:
        return _missing(row, words)
    value = formats.value(row["value"], standing.kpi.unit, words)
    shown = {"kpi": standing.kpi.id, "level": WHOLE, "period": standing.period}
    text = explained(value, selection, **shown, vintage="", area="")
    if row["units_reported"] < row["units_expected"]:
        of = words.t("from {n} of {all}", n=row["units_reported"], all=row["units_expected"])
        text += f"<span class='note'>{escape(of)}</span>"
    return text


def _spread(standing: Standing, selection: Selection) -> str:
    """The least and the greatest value of the units, where the province itself has none."""
    words, first = selection.language, standing.rows[0]
    values = [row["value"] for row in standing.rows if row["value"] is not None]
    place = words_of.level(standing.level, first["vintage"], words)
    if not values:
        return _missing(first, words)
    low, high = (formats.value(v, standing.kpi.unit, words) for v in (min(values), max(values)))
    estimates = {row["area_code"] for row in standing.rows if row["comparability"] == ESTIMATED}
    if estimates:
        place += " · " + words.t("{n} of them estimates", n=len(estimates))
    return f"{escape(low)}–{escape(high)}<span class='note'>{escape(place)}</span>"


def _missing(row: Row, words: Language) -> str:
    """Why a row has no value."""
    return f"<span class='note'>{escape(words_of.missing(row['missing_reason'], words))}</span>"


def _target(served: Served, standing: Standing, year: int, selection: Selection) -> str:
    words, kpi = selection.language, standing.kpi
    rows = of_year(standing.rows, year)
    if not rows:
        return f"<span class='note'>{escape(words_of.status('no_target', words))}</span>"
    if year == YEAR and is_due(served, selection.period):
        return _verdict(served, standing, selection)
    if all(row["value"] is None for row in rows):
        return _missing(rows[0], words)
    if standing.level != WHOLE:
        met = sum(row["status"] == "met" for row in rows)
        text = words.t("{n} of {all} met", n=met, all=len(rows))
        return escape(text)
    row = rows[0]
    goal = formats.target(kpi, year, words)
    return (
        badge(row["status"], words, row["target_status"])
        + f"<span class='note'>{escape(goal)}</span>"
    )


def _verdict(served: Served, standing: Standing, selection: Selection) -> str:
    """The verdict on a target whose year is over, and below it what became of it."""
    words, kpi = selection.language, standing.kpi
    if standing.level != WHOLE:
        law, others = counts(judged(served, kpi.id, standing.level, standing.period))
        found = law if law.asked else others
        note = counted(found, words, first=False)
        return (
            escape(words.t("{n} of {all} met", n=found.met, all=found.asked))
            + f"<span class='note'>{escape(note)}</span>"
        )
    row = served.once(verdicts, selection.period).get(kpi.id)
    if row is None:  # the target of the year is the province's own, not the catalogue's
        row = judged(served, kpi.id, standing.level, standing.period).iloc[0]
    goal = formats.target_range(row["target"], row["target_max"], kpi.unit, words)
    note = f"{goal} · {became(row['since'], words)}"
    badge = result_badge(row["verdict"], words, row["target_status"])
    return f"{badge}<span class='note'>{escape(note)}</span>"

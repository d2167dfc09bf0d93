"""The three matters that need a leader: how far behind, what it takes, which units stand worst."""

from html import escape

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from kpis.periods import Period
from kpis.progress.matters import Matter, matters, worst
from pages.shell.selection import Selection, link
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.comparability import marked
from pages.views.leader.queries import standing
from pages.views.leader.sentences import behind, chance, lost, what_it_takes
from pages.widgets.reporting import reporting

NAMED = 3  # silent communes; the link leads to all of them


def three_matters(served: Served, selection: Selection) -> str:
    """The list of the gravest matters, HTML; where nothing is behind, a sentence that says so."""
    reports = reporting(served, Period.parse(selection.period), "commune", selection.vintage)
    silent = reports[~(reports["reports_sent"] > 0)]
    found = matters(standing(served, "province"), len(silent), len(reports))
    if not found:
        text = selection.language.t("Nothing is behind: every target is met or on its path.")
        return f"<p class='told'>{escape(text)}</p>"
    told = [
        _indicator(matter, served, selection)
        if matter.kpi
        else unreported(silent, len(reports), selection)
        for matter in found
    ]
    return f"<ol class='matters'>{''.join(f'<li>{text}</li>' for text in told)}</ol>"


def _indicator(matter: Matter, served: Served, selection: Selection) -> str:
    kpi, words = catalogue()[matter.kpi], selection.language
    level = str(kpi.levels[-1])
    changes = {"kpi": kpi.id, "level": level, "period": str(matter.row["period"])}
    # The page of targets shows the years of the catalogue; a unit's own target is in its table.
    year = str(matter.row["target_year"])
    title = link("targets", words.pick(kpi.name), selection, scope="one", year=year, **changes)
    lines = [
        behind(matter, kpi, words),
        lost(matter, served, words),
        what_it_takes(matter, kpi, served, words),
        chance(matter, kpi, served, words),
    ]
    said = " ".join(escape(line) for line in lines if line)
    return f"<b>{title}</b><p>{said}</p><p>{_places(kpi, level, served, selection)}</p>"


def _places(kpi: Kpi, level: str, served: Served, selection: Selection) -> str:
    """The units that stand worst, each a link to its card; or that there are none."""
    t = selection.language.t
    if level == "province":
        return escape(t("Measured for the whole province only."))
    rows = worst(standing(served, level), kpi.id)
    if rows.empty:
        return escape(t("No single unit is behind its own path."))
    furthest = escape(t("Furthest behind:"))
    named = ", ".join(_place(row, kpi, level, selection) for row in rows.itertuples())
    return f"{furthest} {named}."


def _place(row, kpi: Kpi, level: str, selection: Selection) -> str:
    value = marked(formats.value(row.value, kpi.unit, selection.language), row.comparability)
    chosen = {"kpi": kpi.id, "level": level, "area": row.area_code, "period": row.period}
    return f"{link('map', row.area_name, selection, **chosen)} {escape(value)}"


def unreported(silent: pd.DataFrame, units: int, selection: Selection) -> str:
    """The communes without any report: how many, and the first of them by name."""
    words, t = selection.language, selection.language.t
    chosen = {"measure": "missing", "level": "commune"}
    title = link("quality", t("Communes that did not report"), selection, **chosen)
    said = t(
        "{n} of {all} communes sent no report for {month}: remind them, for nobody knows what"
        " their groups did.",
        n=len(silent),
        all=units,
        month=formats.month(selection.period, words),
    )
    first = silent.sort_values(["area_name", "area_code"]).head(NAMED)
    names = ", ".join(
        link("quality", row.area_name, selection, area=row.area_code, **chosen)
        for row in first.itertuples()
    )
    rest = len(silent) - len(first)
    more = " " + escape(t("and {n} more", n=rest)) if rest else ""
    return f"<b>{title}</b><p>{escape(said)}</p><p>{names}{more}.</p>"

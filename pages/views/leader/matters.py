"""The three matters that need a leader: how far behind, what it takes, which units stand worst."""

from html import escape

import pandas as pd

from geo.units.spelling import sorting
from kpis.catalogue.catalogue import Kpi
from kpis.periods import Period
from kpis.progress.matters import MOST, Matter, matters, worst
from kpis.province import WHOLE
from pages.shell.selection import Selection, link, usual_level
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.comparability import marked
from pages.views.leader.queries import standing
from pages.views.leader.sentences import ahead, behind, extra, since_due, where_it_goes
from pages.widgets.reporting import reporting

NAMED = 3  # silent communes; the link leads to all of them


def three_matters(served: Served, selection: Selection) -> str:
    """The list of the gravest matters, HTML; where nothing is behind, a sentence that says so."""
    reports = reporting(served, Period.parse(selection.period), "commune", selection.vintage)
    silent = reports[~(reports["reports_sent"] > 0)]
    found = matters(standing(served, WHOLE), len(silent), len(reports))
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
    level = usual_level(kpi.levels)
    changes = {"kpi": kpi.id, "level": level, "period": str(matter.row["period"])}
    # The page of targets shows the years of the catalogue; a unit's own target is in its table.
    year = str(matter.row["target_year"])
    title = link("targets", words.pick(kpi.name), selection, scope="one", year=year, **changes)
    stands = f"{behind(matter, kpi, words)} {since_due(matter, served, words)}".strip()
    goes = where_it_goes(matter, kpi, served, words)
    takes = _what_it_takes(matter, kpi, level, served, selection)
    parts = [escape(stands), escape(goes), takes]
    return f"<b>{title}</b>" + "".join(f"<p>{part}</p>" for part in parts if part)


def _what_it_takes(
    matter: Matter, kpi: Kpi, level: str, served: Served, selection: Selection
) -> str:
    """People a month, the units where first, and the link to the page that reckons with them."""
    words, t = selection.language, selection.language.t
    rows = ahead(matter, served)
    takes = extra(rows.iloc[0], kpi, words) if len(rows) else ""
    every = None
    if level != WHOLE:
        every = worst(standing(served, level), kpi.id, len(served.units(level, selection.vintage)))
    if every is None or every.empty:
        where = t("Measured for the whole province only.")
        if every is not None:
            where = t("No single unit is behind its own path.")
        return escape(f"{takes}. {where}" if takes else where)
    named = ", ".join(_place(row, kpi, level, selection) for row in every.head(MOST).itertuples())
    first = t("{takes}, first of all in:", takes=takes) if takes else t("Furthest behind:")
    more = len(every) - MOST
    rest = " " + escape(t("and {n} more units", n=more)) if more > 0 else ""
    text = f"{escape(first)} {named}{rest}."
    if not takes:
        return text
    chosen = {"kpi": kpi.id, "level": level, "area": "", "units": ".".join(every["area_code"])}
    year = str(rows["target_year"].iloc[0])
    return f"{text} {link('reach', t('What it takes'), selection, aim_year=year, **chosen)} →"


def _place(row, kpi: Kpi, level: str, selection: Selection) -> str:
    value = marked(formats.value(row.value, kpi.unit, selection.language), row.comparability)
    chosen = {"kpi": kpi.id, "level": level, "area": row.area_code, "period": row.period}
    return f"{link('map', row.area_name, selection, **chosen)} {escape(value)}"


def unreported(silent: pd.DataFrame, units: int, selection: Selection) -> str:
    """The communes without any report: how many, and the first of them by name."""
    words, t = selection.language, selection.language.t
    chosen = {"measure": "missing", "level": "commune"}
    title = link("quality", t("Communes that sent no report (overdue)"), selection, **chosen)
    said = t(
        "{n} of {all} communes sent no report for {month}: remind them, for nobody knows what"
        " their groups did.",
        n=len(silent),
        all=units,
        month=formats.month(selection.period, words),
    )
    first = silent.sort_values(["area_name", "area_code"], key=sorting).head(NAMED)
    names = ", ".join(
        link("quality", row.area_name, selection, area=row.area_code, **chosen)
        for row in first.itertuples()
    )
    rest = len(silent) - len(first)
    more = " " + escape(t("and {n} more", n=rest)) if rest else ""
    return f"<b>{title}</b><p>{escape(said)}</p><p>{names}{more}.</p>"

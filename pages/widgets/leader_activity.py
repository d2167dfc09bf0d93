"""The numbers for leaders that are measured in the last month: an indicator, and who reported."""

from kpis.periods import Period
from kpis.progress.leader import Number
from pages.widgets import formats
from pages.widgets.leader_shown import Shown, moved, part
from pages.widgets.reporting import reporting
from pages.widgets.selection import Selection
from pages.widgets.served import Served, catalogue
from pages.widgets.spans import offered
from pages.widgets.standing import fitting_period


def kpi_number(number: Number, served: Served, selection: Selection) -> Shown:
    """The value of one indicator in the province, with its two sides."""
    words, t, kpi = selection.language, selection.language.t, catalogue()[number.kpi]
    code = fitting_period(kpi, selection.period, served)
    now = served.measure(kpi.id, "province", [code]).iloc[0]
    sides = [
        f"{formats.number(now[side], words)} {words.pick(label)}"
        for side, label in (
            ("numerator", kpi.numerator_label),
            ("denominator", kpi.denominator_label),
        )
    ]
    is_part = now["units_reported"] < now["units_expected"]
    year = Period.parse(code).same_last_year().code
    change = float("nan")
    if year in offered(Period.parse(code).kind, served):
        change = now["value"] - served.measure(kpi.id, "province", [year]).iloc[0]["value"]
    return Shown(
        figure=formats.value(now["value"], kpi.unit, words),
        what=words.pick(kpi.name),
        page="map",
        changes={"kpi": kpi.id, "level": str(kpi.levels[-1]), "period": code},
        moved=moved(change, formats.difference(change, kpi.unit, words).lstrip("+−±"), year, words),
        notes=[
            f"{sides[0]} / {sides[1]}",
            t("from {n} of {all} units", n=now["units_reported"], all=now["units_expected"])
            if is_part
            else "",
        ],
    )


def reported_number(number: Number, served: Served, selection: Selection) -> Shown:
    """How many communes sent a report in the last month, and how many reports came in time."""
    words, t = selection.language, selection.language.t
    period = Period.parse(selection.period)
    rows = reporting(served, period, "commune", selection.vintage)
    sent, due = int((rows["reports_sent"] > 0).sum()), rows["reports_due"].sum()
    share = 100 * rows["reports_on_time"].sum() / due if due else None
    year, change = period.same_last_year(), float("nan")
    if year.code in offered("month", served):
        then = reporting(served, year, "commune", selection.vintage)
        change = sent - int((then["reports_sent"] > 0).sum())
    return Shown(
        figure=part(sent, len(rows), words),
        what=t("communes that reported"),
        page="quality",
        changes={"measure": "missing"},
        moved=moved(change, formats.number(abs(change), words), year.code, words),
        notes=[t("{share} of the reports in time", share=formats.value(share, "percent", words))],
    )

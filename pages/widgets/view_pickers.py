"""Pickers of how it is shown: comparison, classes, scope, target year, measure of quality."""

from pages.widgets.picking import dropdown, segments
from pages.widgets.selection import CLASSES, COMPARED, MEASURES, SCOPES, YEARS, Selection
from pages.widgets.served import catalogue


def pick_comparison(selection: Selection) -> None:
    """What a change is measured against."""
    t = selection.language.t
    names = {"year": t("A year earlier"), "previous": t("The period before")}
    dropdown(
        "compare", t("Change since"), COMPARED, selection.compare, names.__getitem__, width=240
    )


def pick_classes(selection: Selection) -> None:
    """How the classes of the map are cut; a target of the KPI can be locked as an edge."""
    t = selection.language.t
    names = {"quantiles": t("Equal numbers of units"), "equal": t("Equal steps")}
    for goal in catalogue()[selection.kpi].targets:
        if goal.value is not None:
            names[str(goal.year)] = t("Cut at the target for {year}", year=goal.year)
    chosen = selection.classes if selection.classes in names else CLASSES[0]
    dropdown("classes", t("Classes"), list(names), chosen, names.__getitem__, width=240)


def pick_scope(selection: Selection) -> None:
    """One indicator in all units of a level, or all indicators of the province."""
    t = selection.language.t
    names = {"one": t("One indicator"), "all": t("All indicators")}
    segments("scope", t("Show"), SCOPES, selection.scope, names)


def pick_measure(selection: Selection) -> None:
    """What the map of the data's quality shows."""
    t = selection.language.t
    names = {
        "on_time": t("Group reports on time"),
        "missing": t("Missing reports"),
        "failed": t("Lines that fail a check"),
        "set_aside": t("Lines set aside"),
    }
    segments("measure", t("The map shows"), MEASURES, selection.measure, names)


def pick_year(selection: Selection) -> None:
    """The target year."""
    segments(
        "year", selection.language.t("Target for"), YEARS, selection.year, {y: y for y in YEARS}
    )

"""Which value is explained: that of a unit, or of the whole province where none is chosen."""

from dataclasses import replace

from geo.units.spelling import by_name
from kpis.province import WHOLE
from pages.shell.periods import fitting_period
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.shell.url import dropdown
from pages.text import words as words_of


def pick_unit(served: Served, selection: Selection) -> None:
    """A unit of the level; the whole province where the indicator has a value for it."""
    if selection.level == WHOLE:
        return
    names = by_name(served.names(selection.level, selection.vintage))
    if WHOLE in catalogue()[selection.kpi].levels:
        names = {"": selection.language.t("Whole province"), **names}
    shown = shown_value(served, selection)
    current = shown.area if shown.level == selection.level else ""
    label = words_of.level(selection.level, selection.vintage, selection.language)
    dropdown("area", label, list(names), current, names.__getitem__, width=210)


def shown_value(served: Served, selection: Selection) -> Selection:
    """The selection of the value that is explained: always with a unit of its level.

    A yearly indicator has the newest year that has ended.
    """
    kpi = catalogue()[selection.kpi]
    asked = replace(selection, period=fitting_period(kpi, selection.period, served))
    if asked.area:
        return asked
    level = WHOLE if WHOLE in kpi.levels else asked.level
    names = by_name(served.names(level, asked.vintage))
    return replace(asked, level=level, area=next(iter(names)))

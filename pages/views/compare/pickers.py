"""What the reader picks on the page of comparisons: fields of the link of its own."""

from collections.abc import Sequence
from dataclasses import replace

from geo.units import table as units
from geo.units.spelling import by_name
from kpis.periods import Period
from pages.shell.periods import offered, period_names
from pages.shell.pickers import kpi_names, other_kpi, other_kpis, pick_classes, pick_palette
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.shell.url import choices_once_open, dropdown, remember_link
from pages.text.language import Language
from pages.text.words import located
from pages.widgets.units_shown import by_units

MODE, OTHER_PERIOD, OTHER_KPI = "comparison", "other_period", "other_kpi"
MODES = ("vintages", "periods", "change", "series", "play", "indicators")
WIDE = 300  # pixels of a picker
Own = dict[str, str]


def own_link() -> Own:
    """The fields of this page that the link or the session says; the first mode for none."""
    asked = remember_link(MODE, OTHER_PERIOD, OTHER_KPI)
    known = _modes()
    return asked if asked[MODE] in known else {**asked, MODE: known[0]}


def _modes() -> Sequence[str]:
    """Sets of units stand beside each other only where there are several."""
    return MODES if len(units.VINTAGES) > 1 else MODES[1:]


def mode_names(words: Language) -> dict[str, str]:
    """What can stand beside each other."""
    t = words.t
    return {
        "vintages": t("Sets of units"),
        "periods": t("Two periods"),
        "change": t("Change"),
        "series": t("Many periods"),
        "play": t("Over time"),
        "indicators": t("Two indicators"),
    }


def pick_mode(own: Own, words: Language) -> None:
    """What stands beside each other."""
    names = mode_names(words)
    dropdown(MODE, words.t("Compare"), _modes(), own[MODE], names.__getitem__, width=145)


def pick_other(served: Served, own: Own, selection: Selection) -> None:
    """What the selection is compared with, where the mode needs it: a period or an indicator."""
    t = selection.language.t
    if own[MODE] in ("periods", "change"):
        kind = Period.parse(selection.period).kind
        names = period_names(kind, served, selection.language)
        codes = other_periods(served, selection)
        current = other_period(served, own, selection)
        if codes:
            dropdown(OTHER_PERIOD, t("With"), codes, current, names.__getitem__, width=155)
    elif own[MODE] == "indicators":
        names = kpi_names(selection.language)
        codes, current = other_kpis(selection), other_kpi(own[OTHER_KPI], selection)
        if codes:
            dropdown(OTHER_KPI, t("With"), codes, current, names.__getitem__, width="stretch")


def other_periods(served: Served, selection: Selection) -> list[str]:
    """The periods of the same kind, newest first."""
    kind = Period.parse(selection.period).kind
    return [code for code in offered(kind, served) if code != selection.period]


def other_period(served: Served, own: Own, selection: Selection) -> str:
    """The one that is wished, else a year earlier, else the nearest; "" where there is none."""
    codes, shown = other_periods(served, selection), Period.parse(selection.period)
    usual = (own[OTHER_PERIOD], shown.same_last_year().code, shown.previous().code, *codes[-1:])
    return next((code for code in usual if code in codes), "")


def of_units(selection: Selection) -> Selection:
    """The selection at a level that has several units; place and unit as they were chosen."""
    found = by_units(selection)
    area = selection.area if found.level == selection.level else ""
    return replace(found, district=selection.district, area=area)


def pick_drawing(served: Served, own: Own, selection: Selection) -> None:
    """The button that opens what maps are drawn with: classes, colours, the unit that is marked."""
    t = selection.language.t
    place = choices_once_open(t("Drawn as"), t("classes, colours, a unit"), "drawing")
    if not place.open:
        return
    with place:
        if own[MODE] != "change":  # whose classes lie around zero, each side in its own colour
            pick_classes(selection, WIDE)
            pick_palette(selection, WIDE)
        units = by_name(served.names(selection.level, selection.vintage))
        if selection.level == "commune":
            above = served.units("commune", selection.vintage).set_index("code")["parent_name"]
            units = {code: located(name, above[code], " · ") for code, name in units.items()}
        names = {"": t("None"), **units}
        current = selection.area if selection.area in units else ""
        title = t("Marked unit")
        dropdown("area", title, list(names), current, names.__getitem__, width=WIDE)

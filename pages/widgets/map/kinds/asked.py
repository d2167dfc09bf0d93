"""What kind of map is asked for, and what belongs to it: fields of a link of their own."""

from collections.abc import Mapping

from kpis.catalogue.catalogue import Kpi
from kpis.catalogue.vocabulary import Unit
from pages.shell.selection import Selection
from pages.shell.served import catalogue
from pages.text.language import Language

DRAW, SECOND, SIZED, APART, GREY, UNSURE = "draw", "second", "sized", "apart", "grey", "unsure"
KINDS = ("classes", "symbols", "two", "neighbours", "clusters")
SIDES = ("numerator", "denominator")
SHARES = ("10", "5", "20", "33")  # per cent of the borders, the largest differences
DOUBTS = ("", "interval", "method")
WITH_CLASSES = ("classes", "neighbours")
FIELDS = (DRAW, SECOND, SIZED, APART, GREY, UNSURE)
Own = dict[str, str]


def own_of(asked: Mapping[str, str]) -> Own:
    """The fields of a link; usual ones for what cannot be used, or is not there."""
    found = {name: asked.get(name, "") for name in FIELDS}
    known = {DRAW: ("", *KINDS), SIZED: SIDES, APART: SHARES, GREY: ("", "1"), UNSURE: DOUBTS}
    usual = {name: of[0] for name, of in known.items() if found[name] not in of}
    return found | usual


def kind_of(own: Own, kpi: Kpi) -> str:
    """The kind of map: that which is asked for, else circles for a count and classes for the rest.

    A large unit has more of what is counted whatever it does: colours would show its size.
    """
    return own[DRAW] or ("symbols" if kpi.unit == Unit.COUNT else "classes")


def kind_names(words: Language) -> dict[str, str]:
    """What the kinds of maps are called."""
    t = words.t
    return {
        "classes": t("Colours by class"),
        "symbols": t("Circles by count"),
        "two": t("Two indicators"),
        "neighbours": t("Differences of neighbours"),
        "clusters": t("Clusters and outliers"),
    }


def second_kpis(selection: Selection) -> list[str]:
    """The indicators that can stand on a map with the one that is chosen."""
    every = catalogue().items()
    return [id for id, kpi in every if selection.level in kpi.levels and id != selection.kpi]


def second_kpi(own: Own, selection: Selection) -> str:
    """The one that is wished, else the first of what people use, else the first; "" for none.

    What the groups do is looked at beside what people use.
    """
    codes = second_kpis(selection)
    uses = [id for id in codes if catalogue()[id].group == "adoption"]
    return own[SECOND] if own[SECOND] in codes else next(iter([*uses, *codes]), "")

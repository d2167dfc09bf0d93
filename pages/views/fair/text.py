"""The words of the page of fair comparison."""

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from kpis.compare.change import Change
from kpis.compare.funnel import INNER, Dispersion, Funnel
from kpis.compare.gap import Gap
from kpis.compare.shrinkage import Shrunk
from kpis.compare.why import Why
from kpis.progress.rank import FLOOR
from pages.text import formats
from pages.text.aims import points
from pages.text.language import Language

MOST_NAMED = 15  # of a list of units in a sentence; the table has them all


def listed(names: pd.Series, language: Language) -> str:
    """The first names of a list, and how many more there are."""
    told = ", ".join(names.head(MOST_NAMED))
    more = len(names) - MOST_NAMED
    return told + (" " + language.t("and {n} more units", n=more) if more > 0 else "")


def why(reason: Why, language: Language) -> str:
    """Why a comparison cannot be made, and what to choose instead."""
    t = language.t
    return {
        Why.NO_VALUE: t("In one of both periods no unit has a value: choose others."),
        Why.FEW: t("Fewer than two units have a value: there is nothing to compare."),
        Why.NO_PROPORTION: t(
            "In a unit more are counted than there are, so chance cannot be computed: see the"
            " quality of the data."
        ),
        Why.SAME: t("All units have the same share, none or all: chance has no say here."),
        Why.RANGE: t(
            "This indicator is best within a range: more is not better, so units are not set"
            " against one mark."
        ),
        Why.COUNT: t("This indicator is a number without a denominator: there is no mark."),
        Why.VINTAGES: t("Both periods must be seen on the same units."),
        Why.UNKNOWN: t(
            "The conditions of this unit are not known: choose those to compare with yourself."
        ),
    }[reason]


def no_proportion(kpi: Kpi, language: Language) -> str:
    """Why chance is not computed for an indicator that is no proportion."""
    t = language.t
    if kpi.unit != "percent":
        return t(
            "How much is chance cannot be said of this indicator: what is counted above is no part"
            " of what is counted below ({numerator}; {denominator})."
            " Ranks, change and peers are shown all the same.",
            numerator=language.pick(kpi.numerator_label),
            denominator=language.pick(kpi.denominator_label),
        )
    return t(
        "How much is chance cannot be said of this indicator: it does not count separate people,"
        " households or dossiers, each once ({numerator}; {denominator})."
        " Ranks, change and peers are shown all the same.",
        numerator=language.pick(kpi.numerator_label),
        denominator=language.pick(kpi.denominator_label),
    )


def dispersed(found: Funnel, kpi: Kpi, language: Language) -> str:
    """Whether the units differ by more than chance, and what was made of it."""
    t, of = language.t, found.dispersion
    phi = formats.number(of.phi, language, 1)
    if not of.is_over:
        return t(
            "The units differ by no more than chance does (φ = {phi}; 1 is chance): the limits are"
            " those of chance alone.",
            phi=phi,
        )
    return t(
        "The units differ by more than chance does (φ = {phi}; 1 is chance): their conditions"
        " are unlike. The limits are widened by what units differ anyway, ±{spread} points, so that"
        " only who stands out beyond that lies outside.",
        phi=phi,
        spread=formats.number(100 * of.spread, language, 1),
    )


def expected_outside(found: Dispersion, language: Language) -> str:
    """How many lie outside the inner limits where nothing is the matter."""
    return formats.number((1 - INNER) * found.units, language)


def side(place: int, kpi: Kpi, language: Language) -> str:
    """Where a unit lies in the funnel, in a word or two."""
    t = language.t
    return {
        -2: t("far below"),
        -1: t("below"),
        0: t("inside"),
        1: t("above"),
        2: t("far above"),
    }[int(place)]


def corrected(found: Shrunk, names: pd.Series, kpi: Kpi, language: Language) -> str:
    """What the correction for small units is, and for whom it does most; `names` by area_code."""
    t = language.t
    if not len(found.units):
        return ""
    moved = (found.units["shrunk"] - found.units["share"]).abs()
    most = found.units.loc[moved.idxmax()]
    if found.strength == float("inf"):
        return t(
            "Corrected for size (empirical Bayes): the units differ by no more than chance, so all"
            " are at {mean}. The value itself stays beside it.",
            mean=formats.value(100 * found.mean, kpi.unit, language),
        )
    return t(
        "Corrected for size (empirical Bayes, beta-binomial): each value is drawn towards that of"
        " all units, {mean}, as if {strength} more of the denominator stood there; the smaller the"
        " unit, the further. Furthest: {unit}, {value} → {shrunk}. The value itself stays beside"
        " it.",
        mean=formats.value(100 * found.mean, kpi.unit, language),
        strength=formats.number(found.strength, language),
        unit=names[most["area_code"]],
        value=formats.value(100 * most["share"], kpi.unit, language),
        shrunk=formats.value(100 * most["shrunk"], kpi.unit, language),
    )


def unranked(rows: pd.DataFrame, language: Language) -> str:
    """Who has no place among others, and why; "" where all have one."""
    t = language.t
    left = rows[rows["value"].notna() & ~rows["is_complete"]]
    lacking = rows[rows["value"].isna()]
    said = []
    if len(left):
        said.append(
            t(
                "Less than {floor}% of their reports came in, so without a place: {names}.",
                floor=formats.number(100 * FLOOR, language),
                names=listed(left["area_name"], language),
            )
        )
    if len(lacking):
        said.append(t("Without a value: {names}.", names=listed(lacking["area_name"], language)))
    return " ".join(said)


def taken_apart(found: Change, kpi: Kpi, language: Language) -> str:
    """The change in one sentence: what the units did, what the weights did, who came or left."""
    t = language.t
    rate, mix = found.sum("rate_effect"), found.sum("mix_effect")
    text = t(
        "Of {total}, {rate} come from the units' own values, and {mix} from larger or smaller"
        " shares of units that stand above or below the whole",
        total=points(found.total, kpi, language, 2),
        rate=points(rate, kpi, language, 2),
        mix=points(mix, kpi, language, 2),
    )
    cover = found.sum("coverage_effect")
    if len(found.only_in("first")) + len(found.only_in("second")):
        text += "; " + t(
            "{cover} from units counted in one period only",
            cover=points(cover, kpi, language, 2),
        )
    return text + "."


def came_and_left(found: Change, kpi: Kpi, language: Language) -> list[str]:
    """The units that are in one of both periods only with their part, and those in neither."""
    t, said = language.t, []
    for present, text in (
        ("first", t("Counted in the earlier period only:")),
        ("second", t("Counted in the later period only:")),
    ):
        rows = found.only_in(present)
        told = [
            f"{row.area_name} ({points(row.effect, kpi, language, 2)})" for row in rows.itertuples()
        ]
        if told:
            said.append(f"{text} {', '.join(told)}.")
    neither = found.only_in("neither")
    if len(neither):
        names = listed(neither["area_name"], language)
        said.append(t("In neither period, and in no total: {names}.", names=names))
    return said


def closed(found: Gap, kpi: Kpi, mark: str, total: int, language: Language) -> str:
    """What it brings if all behind the mark reach it; `total` is the number of units."""
    t = language.t
    if not len(found.units):
        return t("No unit is behind {mark}.", mark=mark)
    return t(
        "If the {n} of {all} units that are behind reached {mark}, the units together would be at"
        " {then} instead of {now}: {people} {what}.",
        n=formats.number(len(found.units), language),
        all=formats.number(total, language),
        mark=mark,
        then=formats.value(found.then, kpi.unit, language),
        now=formats.value(found.now, kpi.unit, language),
        people=formats.difference(
            (-1 if kpi.direction == "down" else 1) * found.units["won"].sum(), "count", language
        ),
        what=language.pick(kpi.numerator_label),
    )


def smallest(found: Gap, kpi: Kpi, goal: str, language: Language) -> str:
    """The smallest set of units that brings the whole to its goal; "" without a goal."""
    t = language.t
    if found.goal is None:
        return ""
    if found.smallest is None:
        return t("All of them together do not bring it to {goal}.", goal=goal)
    if found.smallest == 0:
        return t("Together they are at {goal} already.", goal=goal)
    names = listed(found.units["area_name"].head(found.smallest), language)
    return t(
        "The smallest set that brings it to {goal}: {n} units — {names}.",
        goal=goal,
        n=found.smallest,
        names=names,
    )

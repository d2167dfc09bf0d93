"""The words of a proposal: the methods, what stands out, what one unit is asked for."""

import pandas as pd

from geo.map.edges import written
from kpis.catalogue.catalogue import Kpi
from kpis.whatif.proposal import Proposal, asked
from kpis.whatif.sharing import Method
from pages.text import formats
from pages.text.aims import counted, decimals_of, points
from pages.text.language import Language

ROUNDED = 0.2  # points that rounding alone can put between two equal demands


def method_name(method: Method, language: Language) -> str:
    """A method in a word or two."""
    t = language.t
    return {
        Method.POINTS: t("Equal points"),
        Method.EFFORT: t("Equal effort"),
        Method.CAPACITY: t("By capacity"),
    }[method]


def method_rule(method: Method, kpi: Kpi, language: Language) -> str:
    """How a method shares, in a sentence."""
    t = language.t
    if method is Method.POINTS:
        return t("All gain the same number of points; what a full unit cannot give, others take.")
    if method is Method.EFFORT and kpi.unit == "percent":
        return t("All close the same share of what they still lack.")
    if method is Method.EFFORT:
        return t("All change by the same share of their present value.")
    return t(
        "All move the same stretch along the S-curve: who is in the steep middle goes fastest."
        " A unit at the far end counts as half a person, one that is full stays."
    )


def outstanding(found: Proposal, kpi: Kpi, method: Method, language: Language) -> str:
    """Who is asked for the most and for the least, in one sentence."""
    rows, t = asked(found, kpi, method), language.t
    rises = rows["rise"].abs()
    most, least = rows.loc[rises.idxmax()], rows.loc[rises.idxmin()]
    crowd = rows.loc[rows["people"].abs().idxmax()]
    most_in_number = t(
        "for the most in number {unit}, {people}",
        unit=crowd["area_name"],
        people=counted(crowd["people"], kpi, language),
    )
    if abs(most["rise"] - least["rise"]) < ROUNDED:
        all_the_same = t("each unit is asked for {rise}", rise=points(most["rise"], kpi, language))
        return f"{method_name(method, language)}: {all_the_same}; {most_in_number}."
    return t(
        "{name}: asked for the most is {most}, {rise} ({now} → {then}); {crowd}; for the least"
        " {least}, {little}.",
        name=method_name(method, language),
        most=most["area_name"],
        rise=points(most["rise"], kpi, language),
        now=formats.value(most["value"], kpi.unit, language),
        then=formats.value(most["asked"], kpi.unit, language),
        crowd=most_in_number,
        least=least["area_name"],
        little=points(least["rise"], kpi, language),
    )


def of_unit(row: pd.Series, kpi: Kpi, language: Language) -> str:
    """What one unit is asked for: the rise, people and people a month; `row` of `asked`."""
    t = language.t
    return t(
        "{now} → {then}: {rise}, {people}, each month {month}",
        now=formats.value(row["value"], kpi.unit, language),
        then=formats.value(row["asked"], kpi.unit, language),
        rise=points(row["rise"], kpi, language),
        people=counted(row["people"], kpi, language),
        month=formats.number(row["people_month"], language, decimals_of([row["people_month"]])),
    )


def reached(found: Proposal, kpi: Kpi, method: Method, language: Language) -> str:
    """Where the units together end by a method, as rounded."""
    then = formats.number(found.then(method), language, 3)
    return language.t(
        "Together in 12/{year}: {then} (aim {aim})",
        year=found.aim.year,
        then=then + ("%" if kpi.unit == "percent" else ""),
        aim=formats.target_amount(written(found.aim.value, 1), kpi.unit, language),
    )

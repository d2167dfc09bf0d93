"""The columns of the table of an analysis: what each is called, counts and looks like."""

from collections.abc import Mapping
from dataclasses import dataclass

from kpis.catalogue.catalogue import Kpi
from pages.shell.selection import Selection
from pages.text import formats
from pages.text.language import Language

ALWAYS = ("value",)  # what a table without would say nothing
USUAL = ("rank", "value", "change", "gap", "people", "numerator", "denominator")
EVERY = (*USUAL, "complete", "other")
SIGNED = ("change", "gap", "people")  # with a zero in the middle of their bars
COUNTED = ("percent", "per_1000")  # units of indicators whose gap is so many people, or dossiers


@dataclass(frozen=True)
class Column:
    """One column: its title, what is said at it, its decimals and the unit of its values."""

    title: str
    told: str
    decimals: int
    unit: str = ""  # of an indicator, where the numbers are its values or differences of them


def columns(
    kpi: Kpi, other: Kpi | None, selection: Selection, compared: str
) -> Mapping[str, Column]:
    """The columns that these indicators have, by their ids, in the order of the table.

    `compared` is the period of comparison in words, "" without one.
    """
    words, t, year = selection.language, selection.language.t, selection.year
    decimals = formats.DECIMALS[kpi.unit]
    is_aimed = not selection.topic and any(str(goal.year) == year for goal in kpi.targets)
    found = {
        "rank": Column(
            t("Rank"),
            t("Among all units of the province; none where less than 90 % was reported."),
            0,
        ),
        "value": Column(t("Value"), words.pick(kpi.name), decimals, kpi.unit),
    }
    if compared:
        found["change"] = Column(
            t("Change"), t("Since {period}", period=compared), decimals, kpi.unit
        )
    if is_aimed:
        found["gap"] = Column(
            t("To target {year}", year=year),
            t("The value less the target for {year}: − is short of it.", year=year),
            decimals,
            kpi.unit,
        )
        if kpi.unit in COUNTED and kpi.direction != "range":
            found["people"] = Column(
                t("To target, count"),
                t("The same in: {counted}", counted=words.pick(kpi.numerator_label)),
                0,
            )
    found["complete"] = Column(t("Complete"), t("Units that reported, of those that should"), 0)
    for side, label in (("numerator", kpi.numerator_label), ("denominator", kpi.denominator_label)):
        title = t("Numerator") if side == "numerator" else t("Denominator")
        found[side] = Column(title, formats.title(words.pick(label)), 0)
    if other is not None:
        found["other"] = Column(
            t("Second indicator"), words.pick(other.name), formats.DECIMALS[other.unit], other.unit
        )
    return found


def chosen(link: str, known: Mapping[str, Column]) -> list[str]:
    """The ids of the columns that a link asks for, in the order of the table; the usual ones."""
    wanted = [*ALWAYS, *link.split(".")] if link else [*USUAL, "other"]
    return [id for id in known if id in wanted]


def titles(known: Mapping[str, Column]) -> dict[str, str]:
    """The titles by the ids."""
    return {id: column.title for id, column in known.items()}


def text(id: str, amount: float, column: Column, words: Language) -> str:
    """A number of a column as it is read; the value itself is written with its marks elsewhere."""
    if amount != amount:
        return formats.MISSING
    if id == "complete":
        return formats.number(amount, words) + "%"
    if id in SIGNED:
        return formats.signed(amount, words, column.decimals)
    return formats.number(amount, words, column.decimals)

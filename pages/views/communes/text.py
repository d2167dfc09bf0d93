"""The words of a unit's history: when it was in force, what became of it, what to know."""

from collections.abc import Sequence

from geo.units.lineage import Line, Step, spans, step
from geo.units.unit import FORMER, Unit
from kpis.province import PART
from pages.text import formats
from pages.text.language import Language
from pages.text.words import located


def in_force(span: Sequence[Unit], words: Language) -> str:
    """From when to when one unit, or those that a person takes for one, stood in the law."""
    t, first, last = words.t, span[0].valid_from, span[-1].valid_to
    if first and last:
        return f"{formats.iso_day(first, words)} – {formats.iso_day(last, words)}"
    if last:
        return t("until {day}", day=formats.iso_day(last, words))
    return t("since {day}", day=formats.iso_day(first, words)) if first else ""


def titled(one: Unit, words: Language) -> str:
    """A unit as a title names it: with its district and its dates."""
    return f"{located(one.name, one.district)} ({in_force([one], words)})"


def became(one: Unit, words: Language) -> str:
    """What happened to a unit, in a few words."""
    t, change = words.t, step(one)
    if change is None:
        former = one.name.endswith(FORMER)
        return t("A grouping of communes") if former else t("In force today")
    into = listed([part(new, change) for new in change.into], words)
    return {
        "kept": t("Unchanged"),
        "moved": t("Moved to {district}", district=change.into[0].district),
        "renamed": t("Renamed: {unit}", unit=into),
        "merged": t("Merged into {unit}", unit=into),
        "new_name": t("Merged, under the new name {unit}", unit=into),
        "split": t("Split: {units}", units=into),
        "ceased": t("No longer in the law; a grouping of communes here"),
    }[change.happened]


def notes(line: Line, reused: Sequence[Unit], words: Language) -> list[str]:
    """What a reader of the line must know: units of two former districts, a code used again."""
    t = words.t
    found = []
    for one in (one for members in line.members.values() for one in members if one.straddles):
        districts = listed([name.removesuffix(FORMER) for name in one.straddles], words)
        text = t(
            "{unit} is made of parts of several former districts: {districts}.",
            unit=one.name,
            districts=districts,
        )
        found.append(text)
    if line.unit.level == PART:
        text = t(
            "The former districts are drawn here from whole communes of today: one that holds parts"
            " of two is drawn in the one that gave more, so that an outline may differ from before."
        )
        found.append(text)
    if reused:
        others = listed(
            [f"{span[0].name} ({in_force(span, words)})" for span in spans(reused)], words
        )
        text = t(
            "The code {code} was also that of another unit: {units}.",
            code=line.unit.code,
            units=others,
        )
        found.append(text)
    return found


def listed(names: Sequence[str], words: Language) -> str:
    """Names in one phrase: "A, B và C"."""
    if len(names) < 2:
        return "".join(names)
    return words.t("{most} and {last}", most=", ".join(names[:-1]), last=names[-1])


def part(new: Unit, change: Step) -> str:
    """A successor; of a unit that was split, with the share that it received."""
    share = dict(change.unit.successors).get(new.code)
    if change.happened != "split" or share is None:
        return new.name
    return f"{new.name} ({share:.0%})"

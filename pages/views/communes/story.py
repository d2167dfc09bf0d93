"""What became of a unit, told in sentences: a paragraph for each day on which units changed."""

from dataclasses import dataclass

from geo.units.lineage import Line, Step, step
from geo.units.unit import Unit, successors
from kpis.province import PART
from pages.text import formats
from pages.text.language import Language
from pages.views.communes.text import in_force, listed, part


@dataclass(frozen=True)
class Paragraph:
    """A sentence, and where one day changed several units the changes one by one."""

    text: str
    items: tuple[str, ...] = ()


def paragraphs(line: Line, words: Language) -> list[Paragraph]:
    """One paragraph for each day on which units changed, oldest first; then what is there today."""
    chosen = line.unit
    found = []
    for members in line.members.values():
        steps = [change for one in members if (change := step(one))]
        if steps:
            found.append(_of_one_day(steps, chosen, words))
    last = line.members[max(line.members)]
    if chosen not in last and last[0].level != PART:
        text = words.t("Today: {units}.", units=listed([u.name for u in last], words))
        found.append(Paragraph(text))
    return found


def _of_one_day(steps: list[Step], chosen: Unit, words: Language) -> Paragraph:
    """What one day brought: one item for each unit that came of it, and one for what stayed."""
    t = words.t
    day = formats.iso_day(steps[0].day, words)
    act = next((change.legal_act for change in steps if change.legal_act), "")
    joins: dict[Unit, list[Step]] = {}
    alone = []
    for change in steps:
        if change.happened in ("merged", "new_name"):
            joins.setdefault(change.into[0], []).append(change)
        elif change.happened != "kept":
            alone.append(_alone(change, chosen, words))
    if steps[0].happened == "ceased":
        units = listed([_dated(change.unit, chosen, words) for change in steps], words)
        text = t(
            "From {day} there are no districts in the law; {units} remains here only to add up the"
            " figures of its communes.",
            day=day,
            units=units,
        )
        return Paragraph(text)
    items = [_joined(new, group, chosen, words) for new, group in joins.items()] + alone
    kept = [_dated(change.unit, chosen, words) for change in steps if change.happened == "kept"]
    stayed = t("unchanged: {units}", units=listed(kept, words)) if kept else ""
    if not items:
        return Paragraph(t("From {day}, {what}.", day=day, what=stayed))
    act = act or t("an act that is not named here")
    if len(items) == 1 and not kept:
        return Paragraph(t("{what} under {act}, from {day}.", what=items[0], act=act, day=day))
    text = t("From {day}, under {act}:", day=day, act=act)
    return Paragraph(text, (*items, *([formats.title(stayed)] if kept else [])))


def _joined(new: Unit, group: list[Step], chosen: Unit, words: Language) -> str:
    mine = [change.unit for change in group]
    others = [one for one in group[0].others if one not in mine]
    name = new.name
    if name in {one.name for one in (*mine, *others)}:
        name = words.t("the new {unit}", unit=name)
    units = listed([_dated(one, chosen, words) for one in mine], words)
    if not others:
        return words.t("{units} merged into {new}", units=units, new=name)
    with_whom = [
        words.t("a part of {unit}", unit=one.name) if len(successors(one)) > 1 else one.name
        for one in others
    ]
    return words.t(
        "{units} merged with {others} into {new}",
        units=units,
        others=listed(with_whom, words),
        new=name,
    )


def _alone(change: Step, chosen: Unit, words: Language) -> str:
    t, unit = words.t, _dated(change.unit, chosen, words)
    new = listed([part(into, change) for into in change.into], words)
    if change.happened == "moved":
        old, new = change.unit.district, change.into[0].district
        return t("{unit} went from {old} to {new}", unit=unit, old=old, new=new)
    if change.happened == "renamed":
        return t("{unit} became {new}", unit=unit, new=new)
    return t("{unit} was split among {new}", unit=unit, new=new)


def _dated(one: Unit, chosen: Unit, words: Language) -> str:
    return f"{one.name} ({in_force([one], words)})" if one == chosen else one.name

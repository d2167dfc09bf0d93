"""The filters of a link: a group, single units, conditions on columns; applied, and in words.

The district is a field of the selection, which all pages know. A link carries `unit_group=coast`,
`only=13654.13657` and `where=value:> 80 & < 95;change:giảm`.
"""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from kpis.province import PART
from pages.filters.conditions import ConditionError, parsed, refusal
from pages.filters.groups import KINDS, Members, made, offered, on_units
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.shell.url import remember_link
from pages.text import words as words_of

GROUP, ONLY, WHERE = "unit_group", "only", "where"
NONE = {GROUP: "", ONLY: "", WHERE: "", "district": ""}  # what "no filters" stores
BETWEEN, PARTS, OF = ".", ";", ":"  # two codes, two conditions, a column and its condition
FEW = 4  # names of units in the words of a filter
NOBODY = Members(frozenset())


@dataclass(frozen=True)
class Filters:
    """What is chosen: `group` an id or "", `only` codes of units, `where` conditions by column.

    `members` are those of the group on the units shown; `problems` what of the link cannot be used.
    """

    group: str = ""
    only: tuple[str, ...] = ()
    where: Mapping[str, str] = field(default_factory=dict)
    members: Members = NOBODY
    names: Mapping[str, str] = field(default_factory=dict)  # of the groups that can be chosen
    problems: tuple[str, ...] = ()

    @property
    def is_any(self) -> bool:
        """Whether something but the district narrows the units."""
        return bool(self.group or self.only or self.where)


def filters(served: Served, selection: Selection, columns: Mapping[str, str]) -> Filters:
    """The filters of the link, on the units that are shown; `columns` are titles by their ids."""
    link = remember_link(GROUP, ONLY, WHERE)
    words, t, problems = selection.language, selection.language.t, list[str]()
    kept = made()
    groups = kept or {}
    names = offered(selection.level, groups, words)
    group, found = link[GROUP], Members(frozenset())
    if group in names:
        found = on_units(group, groups, selection.vintage, words)
        problems += found.notes
        if not found.codes:
            problems.append(
                t("The group “{name}” has no unit here: all are shown.", name=names[group])
            )
            group = ""
    elif group and kept is None:
        problems.append(t("The group of this link cannot be read now: all units are shown."))
        group = ""
    elif group:
        problems.append(_no_group(group, groups, selection))
        group = ""
    wanted = tuple(filter(None, link[ONLY].split(BETWEEN)))
    units = served.names(selection.level, selection.vintage)
    only = tuple(code for code in wanted if code in units)
    if lost := [code for code in wanted if code not in units]:
        problems.append(
            t("Left out, as they are no units of this level today: {codes}.", codes=", ".join(lost))
        )
    where = _conditions(link[WHERE], selection, columns, problems)
    return Filters(group, only, where, found, names, tuple(problems))


def _no_group(group: str, groups: Mapping[str, object], selection: Selection) -> str:
    t = selection.language.t
    if group in (*KINDS, *groups):
        level = words_of.level(selection.level, selection.vintage, selection.language)
        return t("The chosen group holds no units of the level “{level}”.", level=level)
    return t("The group of this link is no more: all units are shown.")


def _conditions(
    link: str, selection: Selection, columns: Mapping[str, str], problems: list[str]
) -> dict[str, str]:
    t, found = selection.language.t, dict[str, str]()
    for part in filter(None, link.split(PARTS)):
        column, _, text = part.partition(OF)
        if column not in columns:
            near = difflib.get_close_matches(column, columns, n=1)
            hint = t("Did you mean “{near}”?", near=near[0]) if near else ""
            problems.append(t("There is no column “{column}”.", column=column) + " " + hint)
            continue
        try:
            parsed(text, selection.lang)
        except ConditionError as error:
            problems.append(f"{columns[column]}: {refusal(error, selection.language)}")
        else:
            found[column] = text
    return found


def written(where: Mapping[str, str]) -> str:
    """Conditions as the link carries them."""
    return PARTS.join(f"{column}{OF}{text}" for column, text in where.items() if text)


def kept(
    rows: pd.DataFrame, chosen: Filters, selection: Selection, numbers: Mapping[str, np.ndarray]
) -> np.ndarray:
    """Which rows pass all filters, a truth a row. `numbers` are the columns as they are read.

    `rows` need area_code and, where a district is chosen, parent_code.
    """
    codes = rows["area_code"]
    passed = np.ones(len(rows), dtype=bool)
    if selection.district and selection.level == "commune":
        passed &= (rows["parent_code"] == selection.district).to_numpy()
    if chosen.group:
        passed &= codes.isin(chosen.members.codes).to_numpy()
    if chosen.only:
        passed &= codes.isin(chosen.only).to_numpy()
    for column, text in chosen.where.items():
        passed &= parsed(text, selection.lang)(numbers[column])
    return passed


def told(
    served: Served, chosen: Filters, selection: Selection, columns: Mapping[str, str]
) -> list[str]:
    """The filters that are active in words, one text each."""
    words, t, said = selection.language, selection.language.t, list[str]()
    if selection.district and selection.level == "commune":
        said.append(served.names(PART, selection.vintage)[selection.district])
    if chosen.group:
        said.append(t("group “{name}”", name=chosen.names[chosen.group]))
    if chosen.only:
        names = served.names(selection.level, selection.vintage)
        listed = ", ".join(names[code] for code in chosen.only[:FEW])
        more = len(chosen.only) - FEW
        said.append(listed + (words.t("; and {n} more", n=more) if more > 0 else ""))
    said += [f"{columns[column]} {text}" for column, text in chosen.where.items()]
    return said

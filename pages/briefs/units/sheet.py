"""One sheet in words: the figures of a unit as pages write them, for the template of sheets."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from data.ledger.meetings.decisions import Decision
from kpis.catalogue.catalogue import Catalogue, Kpi
from pages.briefs.units.asked import Asked
from pages.briefs.units.facts import Facts
from pages.figures import palette
from pages.figures.spark import spark_svg
from pages.text import formats
from pages.text import words as words_of
from pages.text.chances import graded
from pages.text.comparability import reading
from pages.text.language import Language
from pages.text.markup import UNCONFIRMED
from pages.text.results import became, verdict_title
from pages.text.verdicts import result

DECISIONS, LONGEST = 4, 260  # that are told, and letters of each: a sheet has two pages
SIGNS = "●○"  # of a status; hollow where the target is not confirmed
RIPPLE = 1.0  # points of a share that fill the height of a trend


@dataclass(frozen=True)
class Words:
    """What all sheets have in common."""

    asked: Asked
    facts: Facts
    catalogue: Catalogue
    language: Language
    difficulties: Mapping[str, str]  # code → name, in their order
    day: date  # on which decisions are overdue or not


def sheet(unit: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """What the template takes of a unit, a row of `asked.units`."""
    code, t = str(unit["area_code"]), words.language.t
    above = unit["parent_name"] if isinstance(unit["parent_name"], str) else ""
    decided = words.facts.decided.get(code, [])
    lines = [_decision(one, words) for one in decided[-DECISIONS:]]
    if len(decided) > len(lines):
        lines.append([t("And {n} more.", n=len(decided) - len(lines)), "", "", ""])
    return {
        "code": code,
        "name": unit["area_name"],
        "inside": "" if above and words_of.is_within(unit["area_name"], above) else above,
        "kept": kept(words.facts.kept.get(code), words.language),
        "groups": list(_groups(code, words)),
        "difficulties": _named(words.facts.named.get(code), words),
        "rows": list(rows(code, words)),
        "others": list(others(code, words)),
        "notes": _notes(code, words),
        "decisions": lines,
    }


def rows(code: str, words: Words) -> Iterator[dict[str, Any]]:
    """The lines of the indicators that have a target, those of a group after its title."""
    group = ""
    for kpi, row in _known(code, words):
        if pd.isna(row["target_year"]):
            continue
        if kpi.group != group:
            group = kpi.group
            yield {"title": words.language.pick(words.catalogue.groups[group].name)}
        yield _row(kpi, row, code, words)


def others(code: str, words: Words) -> Iterator[str]:
    """The indicators without a target: name, value and rank of each in a line."""
    for kpi, row in _known(code, words):
        if pd.isna(row["target_year"]):
            value, rank = _value(kpi, row, words), place(row, words.language)
            told = f" ({words.language.t('rank {place}', place=rank)})" if "/" in rank else ""
            yield f"{named(kpi, row, words)}: {value}{told}"


def _known(code: str, words: Words) -> Iterator[tuple[Kpi, dict[str, Any]]]:
    for kpi in words.facts.kpis:
        row = words.facts.standing.get((kpi.id, code))
        if row is not None:
            yield kpi, dict(row)


def named(kpi: Kpi, row: Mapping[str, Any], words: Words) -> str:
    """An indicator, with its period where that is not the one of the sheet."""
    name = words.language.pick(kpi.name)
    return name if row["period"] == words.asked.period.code else f"{name} ({row['period']})"


def _value(kpi: Kpi, row: Mapping[str, Any], words: Words) -> str:
    value, mark, why = (row[name] for name in ("value", "comparability", "missing_reason"))
    return reading(value, kpi.unit, mark, why, words.language)


def _row(kpi: Kpi, row: Mapping[str, Any], code: str, words: Words) -> dict[str, Any]:
    language, status = words.language, str(row["status"])
    told = words_of.status(status, language) + (" *" if row["caveat"] else "")
    likely = outlook(row, code, words.facts, language)
    trend = words.facts.trends.get((kpi.id, code), [])
    return {
        "name": named(kpi, row, words),
        "value": f"{_value(kpi, row, words)} ({place(row, language)})",
        "target": aim(row, kpi, language),
        "verdict": verdict(words.facts.verdicts.get((kpi.id, code)), language),
        "status": f"{told}; {likely}" if likely else told,
        "sign": SIGNS[row["target_status"] in UNCONFIRMED],
        "colour": palette.STATUS[status],
        "trend": spark_svg(trend, RIPPLE if kpi.unit == "percent" else 0),
    }


def _notes(code: str, words: Words) -> str:
    """Why statuses with a star are to be read with care."""
    found = {words_of.caveat(row["caveat"], words.language) for _, row in _known(code, words)}
    told = "; ".join(sorted(found - {""}))
    return f"* {words.language.t('With care')}: {told}." if told else ""


def aim(row: Mapping[str, Any], kpi: Kpi, language: Language) -> str:
    """The target of a row of `progress` with its year; what is not confirmed is said."""
    if pd.isna(row["target_year"]):
        return ""
    goal = formats.target_range(row["target"], row["target_max"], kpi.unit, language)
    text, mark = f"{int(row['target_year'])}: {goal}", str(row["target_status"])
    if mark == "confirmed":
        return text
    return f"{text} ({words_of.confirmation(mark, language)})"


def verdict(row: Mapping[str, Any] | None, language: Language) -> str:
    """What was reached when the target was due, and what became of it: "Đạt · đạt muộn"."""
    if row is None or row["verdict"] == "no_target":
        return ""
    told = became(row["since"], language) if row["verdict"] in ("met", "missed") else ""
    return " · ".join(text for text in (result(str(row["verdict"]), language), told) if text)


def outlook(row: Mapping[str, Any], code: str, facts: Facts, language: Language) -> str:
    """The probability of the target of a row, as pages grade it; "" where none was computed."""
    year = int(row["target_year"])
    found: Any = facts.chances.get((str(row["kpi"]), code, year))
    if found is None or pd.isna(found["probability"]):
        return ""
    ahead = (year - facts.last_month.year) * 12 + 12 - facts.last_month.month
    return graded(found["probability"], found["status"], ahead, language)


def place(row: Mapping[str, Any], language: Language) -> str:
    """The rank among the units that have a value: "3/226"; a dash without one."""
    if pd.isna(row["rank"]):
        return formats.MISSING
    return f"{formats.number(row['rank'], language)}/{formats.number(row['ranked'], language)}"


def kept(row: Mapping[str, Any] | None, language: Language) -> str:
    """How many confirmed targets a unit keeps to, and its place by their share, in a sentence."""
    t = language.t
    if row is None:
        return t("No confirmed target.")
    counts = {name: formats.number(row[name], language) for name in ("kept", "judged", "asked")}
    told = t("{kept} of {judged} confirmed targets with figures are met or on track.", **counts)
    if pd.isna(row["rank"]):
        less = t("No rank: fewer than half of the {asked} targets can be judged.", **counts)
        return f"{told} {less}"
    return f"{told} " + t("Rank by this share: {place}.", place=place(row, language))


def _groups(code: str, words: Words) -> Iterator[list[str]]:
    """Titles and figures of the groups of a unit."""
    language, t = words.language, words.language.t
    row: Any = words.facts.network.get(code)
    if row is None:
        return
    yield [t("Villages"), formats.number(row["villages"], language)]
    yield [t("Groups"), formats.number(row["groups"], language)]
    active: Any = words.facts.standing.get(("active_group_share", code))
    if active is not None and pd.notna(active["numerator"]):
        amounts = [formats.number(active[side], language) for side in ("numerator", "denominator")]
        told = t("{n} of {all}", n=amounts[0], all=amounts[1])
        label = language.pick(words.catalogue["active_group_share"].numerator_label)
        yield [formats.title(label), told]
    members = formats.number(row["members"], language)
    if pd.notna(row["members"]) and row["groups_listed"] < row["groups"]:
        n, every = (formats.number(row[name], language) for name in ("groups_listed", "groups"))
        members += f" ({t('from the lists of {n} of {all} groups', n=n, all=every)})"
    yield [t("Members"), members]


def _named(row: Any, words: Words) -> str:
    """The difficulties that groups name, the most frequent first, with how many name each."""
    if row is None:
        return ""
    t, language = words.language.t, words.language
    if not row["reporting"] > 0:
        return words_of.missing("not_reported", language)
    found = [(row.get(code, 0), name) for code, name in words.difficulties.items()]
    found = sorted(((n, name) for n, name in found if n > 0), key=lambda one: -one[0])
    told = "; ".join(f"{name}: {formats.number(n, language)}" for n, name in found)
    sent = formats.number(row["reporting"], language)
    return f"{told or t('None named')} ({t('of {n} groups that sent a report', n=sent)})"


def _decision(one: Decision, words: Words) -> list[str]:
    language = words.language
    text = one.text if len(one.text) <= LONGEST else one.text[:LONGEST].rstrip() + "…"
    due = formats.iso_day(one.due, language) if one.due else ""
    is_overdue = one.is_overdue(words.day)
    return [text, one.owner, due, words_of.decision(one.state, is_overdue, language)]


def titles(words: Words) -> dict[str, str]:
    """The fixed words of a sheet."""
    language, t = words.language, words.language.t
    last = formats.month(words.facts.last_month, language)
    counted = t("Groups are counted on the units in force or newer, not on these.")
    return {
        "indicator": t("Indicator"),
        "value": f"{t('Value')} ({t('Rank').lower()})",
        "target": t("Target"),
        "verdict": verdict_title(language),
        "status": f"{t('Status')}; {t('Outlook').lower()}",
        "trend": t("{n} months to {month}", n=13, month=last),
        "groups": t("Groups"),
        "uncounted": "" if words.facts.is_counted else counted,
        "difficulties": t("Difficulties that the groups report"),
        "decisions": t("Decisions"),
        "decision": t("Decision"),
        "owner": t("In charge"),
        "due": t("Deadline"),
        "state": t("State"),
        "course": t("Course of the last 13 months"),
        "place": t("Where it lies in the province"),
        "open": t("Open this view"),
        "others": t("Indicators without a target"),
        "ranks": t(
            "Rank: among the units that have a value. Hollow: target unconfirmed or proposed."
        ),
    }

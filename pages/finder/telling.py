"""An answer in words and links, as the browser gets it."""

from collections.abc import Mapping
from typing import TypedDict
from urllib.parse import urlencode

from kpis.errors import KpiError
from kpis.province import WHOLE
from pages.finder.answering import Answer
from pages.finder.destination import Destination
from pages.finder.dictionary import Dictionary
from pages.finder.wish import HOME, Fault
from pages.text import formats
from pages.text import words as words_of
from pages.text.language import Language

OF_HOME = frozenset({"lang", "snapshot"})  # what the link of home carries


class Told(TypedDict):
    """One choice: what was understood, the page, its link, and what of the wish is not met."""

    understood: str
    page: str
    link: str
    notes: list[str]


class Reply(TypedDict):
    """What the browser shows."""

    choices: list[Told]
    others: list[Told]
    said: str
    suggestions: list[str]
    sure: bool


def reply(found: Answer, suggested: list[str], book: Dictionary, words: Language) -> Reply:
    """An answer in a language."""
    return Reply(
        choices=[told(one, book, words) for one in found.choices],
        others=[told(one, book, words) for one in found.others],
        said=_said(found, words),
        suggestions=suggested,
        sure=found.is_sure,
    )


def _said(found: Answer, words: Language) -> str:
    t, lines = words.t, []
    if found.unread:
        lines.append(t("Not understood: {words}.", words=", ".join(f"“{w}”" for w in found.unread)))
    if len(found.choices) > 1:
        lines.append(t("{n} choices: pick one.", n=len(found.choices) + found.more))
    if found.more:
        lines.append(t("{n} more are not listed: type more.", n=found.more))
    if not found.choices:
        lines.append(t("Nothing was found."))
    return " ".join(lines)


def told(one: Destination, book: Dictionary, words: Language) -> Told:
    """One choice in words: "Chỉ số: … · Nơi: … · Kỳ: …", its page and its link."""
    t = words.t
    parts = [(t("Indicator"), ", ".join(words.pick(kpi.name) for kpi in one.kpis))]
    if place := _place(one, book, words):
        parts.append((t("Place"), place))
    if one.topic:
        parts.append((t("Topic"), book.topics[one.topic][words.code]))
    if one.named is not None:
        parts.append((one.named.kind, one.named.name))
    if one.group:
        parts.append((t("Group"), _group(one.group, book)))
    if one.years:
        parts.append((t("Target for"), ", ".join(one.years)))
    if one.periods and _has_period(one):
        names = [formats.inside(formats.period(code, words), words) for code in one.periods]
        carried = " " + t("(as shown now)") if "period" in one.carried else ""
        parts.append((t("Period"), ", ".join(names) + carried))
    if one.ranking:
        parts.append((t("Ranking"), ranking(one.ranking, words)))
    title = book.pages[one.page].titles[words.code] if one.page in book.pages else one.page
    return Told(
        understood=" · ".join(f"{label}: {text}" for label, text in parts if text),
        page=title,
        link=_link(one.page, one.fields),
        notes=[_note(fault, words) for fault in one.faults],
    )


def ranking(order: str, words: Language) -> str:
    """How a ranked table is sorted, in words."""
    t = words.t
    return {
        "best": t("best first"),
        "worst": t("worst first"),
        "highest": t("highest first"),
        "lowest": t("lowest first"),
    }[order]


def _has_period(one: Destination) -> bool:
    """Whether a period is worth a word: where figures are shown, or one was said."""
    return bool(one.kpis or one.unit) or "period" not in one.carried


def _place(one: Destination, book: Dictionary, words: Language) -> str:
    t, unit = words.t, one.unit
    if unit is None and not one.level:
        return ""
    level = words_of.level(one.level, "", words).lower() if one.level else ""
    if unit is None:
        return t("all {units}", units=level) if one.level != WHOLE else t("Whole province")
    if unit.level == WHOLE:
        return t("Whole province")
    name = unit.name
    if unit.level == "commune":
        name = words_of.within(name, unit.district)
    if unit.valid_to:
        name = f"{name}, {t('units of {vintage}', vintage=unit.vintage)}"
    if one.level and one.level != unit.level:
        return t("{units} of {place}", units=formats.title(level), place=name)
    return name


def _group(code: str, book: Dictionary) -> str:
    group = book.groups[code]
    vintage, commune = max(group.communes)
    units = [one[vintage] for one in book.places.values() if vintage in one]
    names = [unit.name for unit in units if (unit.level, unit.code) == ("commune", commune)]
    return ", ".join([group.village, *names]) + f" ({code})"


def _note(fault: Fault, words: Language) -> str:
    """Why a part of the wish is not met."""
    t, about = words.t, fault.about
    if fault.kind in ("no_data", "not_in_force"):
        about = formats.inside(_period(about, words), words)
    if fault.kind in ("not_measured", "other_level"):
        about = words_of.level(about, "", words).lower()
    texts = {
        "no_data": t("There are no data for {about}.", about=about),
        "not_in_force": t("Not in force in {about}: the figures are carried onto it.", about=about),
        "not_measured": t("This indicator is not measured for: {about}.", about=about),
        "other_level": t("This place is none of: {about}.", about=about),
        "no_topics": t("This indicator is not broken down by topics."),
        "two_indicators": t("This page shows one indicator: the first one."),
        "two_periods": t("This page shows one period: the latest one."),
        "two_kinds": t("Periods of two kinds cannot be compared."),
        "no_places": t("These two places do not lie in each other."),
    }
    return texts[fault.kind]


def _period(code: str, words: Language) -> str:
    try:
        return formats.period(code, words)
    except KpiError:
        return code


def _link(page: str, fields: Mapping[str, str]) -> str:
    """The address, relative to that of any page."""
    chosen = {
        name: text for name, text in fields.items() if text and (page != HOME or name in OF_HOME)
    }
    address = "./" if page == HOME else page
    return f"{address}?{urlencode(chosen)}" if chosen else address

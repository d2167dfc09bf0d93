"""What the reader picks on the page of the activities: fields of the link of its own."""

import re
from collections.abc import Mapping

from kpis.work import places
from kpis.work.done import COUNTS
from pages.shell.offered.few import sees_few
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.shell.url import dropdown, remember_link, segments
from pages.text.language import Language

PART, TOPIC, FORM, COUNT, RATE, MONTHS = "part", "work_topic", "form", "count", "rate", "silence"
OF_NOBODY = "sessions"  # the count in which are no people
PARTS = ("what", "maps", "households", "silent", "need", "training")
RATES = ("total", "per_1000", "per_group")
SILENCE = tuple(map(str, places.SILENCE))  # months
USUAL = {PART: "what", COUNT: "assists", RATE: "total", MONTHS: "3"}
Own = dict[str, str]


def own_link() -> Own:
    """The fields of this page that the link or the session says; usual ones for what it cannot."""
    asked = remember_link(PART, TOPIC, FORM, COUNT, RATE, MONTHS)
    known = {PART: PARTS, COUNT: COUNTS, RATE: RATES, MONTHS: SILENCE}
    usual = {name: USUAL[name] for name, of in known.items() if asked[name] not in of}
    return asked | usual | ({} if sees_few() else {COUNT: OF_NOBODY})


def names_of(served: Served, kind: str, words: Language) -> dict[str, str]:
    """The names of a code list up to the first sign, so that a column can bear them."""
    return served.once(_names, kind, words.code)


def _names(served: Served, kind: str, lang: str) -> dict[str, str]:
    codes = served.table("mart_code")
    codes = codes[codes["list"] == kind].sort_values("sort")
    short = (re.split(r"[,:]| \(", name)[0] for name in codes[f"name_{lang}"])
    return dict(zip(codes["code"], short, strict=True))


def count_names(words: Language, few: bool = True) -> dict[str, str]:
    """What is counted, in words; without `few` only what counts no people."""
    t = words.t
    names = {
        "sessions": t("Sessions"),
        "people": t("People attending"),
        "assists": t("Assists"),
        "distinct_people": t("People assisted for the first time"),
        "first_uses": t("First uses"),
        "households_visited": t("Households visited"),
    }
    return names if few else {OF_NOBODY: names[OF_NOBODY]}


def rate_names(words: Language) -> dict[str, str]:
    """Of what it is counted, in words."""
    t = words.t
    return {
        "total": t("In all"),
        "per_1000": t("Per 1,000 adults a month"),
        "per_group": t("Per group a month"),
    }


def pick_part(own: Own, words: Language) -> None:
    """The part of the page; only the one that is open is computed."""
    t = words.t
    names = {
        "what": t("Topics, forms"),
        "maps": t("Maps"),
        "households": t("House to house"),
        "silent": t("Silent groups"),
        "need": t("Need"),
        "training": t("Training"),
    }
    dropdown(PART, t("Show"), PARTS, own[PART], names.__getitem__, width=190)


def pick_count(own: Own, words: Language) -> None:
    """What is counted, and of what."""
    names = count_names(words, sees_few())
    dropdown(COUNT, words.t("Count"), list(names), own[COUNT], names.__getitem__, width=260)
    segments(RATE, words.t("Measured"), RATES, own[RATE], rate_names(words))


def pick_cell(served: Served, own: Own, selection: Selection) -> None:
    """One topic and one form, or all of them."""
    words = selection.language
    _pick(TOPIC, words.t("Topic"), words.t("All topics"), names_of(served, "topic", words), own)
    _pick(FORM, words.t("Form"), words.t("All forms"), names_of(served, "form", words), own)


def pick_topic(served: Served, own: Own, topics: Mapping[str, str], words: Language) -> None:
    """One of some topics."""
    current = own[TOPIC] if own[TOPIC] in topics else next(iter(topics))
    dropdown(TOPIC, words.t("Topic"), list(topics), current, topics.__getitem__, width=330)


def pick_silence(own: Own, words: Language) -> None:
    """For how many months a group has done nothing."""
    one = {"1": words.t("one month")}
    names = one | {n: words.t("{n} months", n=n) for n in SILENCE if n not in one}
    segments(MONTHS, words.t("No activity for"), SILENCE, own[MONTHS], names)


def _pick(field: str, label: str, every: str, names: Mapping[str, str], own: Own) -> None:
    told = {"": every, **names}
    current = own[field] if own[field] in told else ""
    dropdown(field, label, list(told), current, told.__getitem__, width=260)

"""What a request asks for: its parameters checked against the data, or refused with what works."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from kpis.catalogue.catalogue import Catalogue, Kpi
from kpis.catalogue.vocabulary import Frequency, Level
from kpis.errors import KpiError
from kpis.measure.extent import Extent
from kpis.periods import Kind, Period
from pages.text.language import LANGUAGES, Language

FORMATS = ("json", "csv")
LANG = "lang"  # of every address: in what language a refusal is
USUAL = "en"  # of who says no language, as most programs
MOST_RANGES = 20  # of Accept-Language that are read
RANGE = re.compile(r"(?P<code>[A-Za-z]{2})(-[A-Za-z0-9-]+)?(;\s*q=(?P<weight>[01](\.\d{0,3})?))?")
LONGEST = 80  # letters of a value; the longest id of an indicator has half as many
PARAMETERS: Mapping[str, tuple[str, ...]] = {  # by address, in the order of its description
    "snapshot": (),
    "catalogue": ("kpi", "format"),
    "units": ("level", "vintage", "area", "format"),
    "values": (*("kpi", "level", "area", "period", "from", "to", "vintage", "topic", "format"),),
    "boundaries": ("level", "vintage", "area"),
}


class RefusalError(Exception):
    """What cannot be answered as it was asked: a status of HTTP, and in words what would work."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


@dataclass(frozen=True)
class Asked:
    """The parameters of a request, "" where one is not given."""

    given: Mapping[str, str]
    words: Language  # of what is refused

    def __getitem__(self, name: str) -> str:
        return self.given.get(name, "")

    @property
    def format(self) -> str:
        """json, unless csv is asked for."""
        return self._one_of("format", self["format"] or FORMATS[0], FORMATS)

    def kpi(self, catalogue: Catalogue) -> Kpi:
        """The indicator that is asked for; one has to be."""
        if not self["kpi"]:
            text = self.words.t("Name an indicator: kpi=… See /api/v1/catalogue.")
            raise RefusalError(400, text)
        return self.known_kpi(catalogue)

    def known_kpi(self, catalogue: Catalogue) -> Kpi:
        """The indicator of that id."""
        if self["kpi"] not in catalogue:
            text = self.words.t("There is no indicator “{kpi}”.", kpi=self["kpi"])
            raise RefusalError(404, f"{text} {nearest(self['kpi'], catalogue, self.words)}")
        return catalogue[self["kpi"]]

    def level(self, of: Sequence[str] = tuple(Level)) -> str:
        """The level, one `of` those; the first of them where none is asked for."""
        level = self["level"] or str(of[0])
        self._one_of("level", level, Level)
        if level not in of:
            text = self.words.t(
                "Not measured at the level “{level}”, only at: {levels}.",
                level=level,
                levels=_list(of),
            )
            raise RefusalError(400, text)
        return level

    def vintage(self, reach: Extent) -> str | None:
        """The vintage; None where none is asked for."""
        if not self["vintage"]:
            return None
        if self["vintage"] not in reach.vintages:
            text = self.words.t("There is no vintage “{vintage}”.", vintage=self["vintage"])
            near = nearest(self["vintage"], reach.vintages, self.words)
            raise RefusalError(404, f"{text} {near}")
        return self["vintage"]

    def periods(self, kpi: Kpi, reach: Extent) -> list[Period]:
        """The period, or those between `from` and `to`; the last of the data where none is."""
        if self["period"] and (self["from"] or self["to"]):
            text = self.words.t("Ask for period=…, or for from=… and to=…, not for both.")
            raise RefusalError(400, text)
        if self["period"]:
            return [self._period("period", reach)]
        if not (self["from"] or self["to"]):
            kind = Kind.YEAR if kpi.frequency is Frequency.YEAR else Kind.MONTH
            return [Period.containing(kind, reach.last_month)]
        known = {name: self._period(name, reach) for name in ("from", "to") if self[name]}
        kinds = {one.kind for one in known.values()}
        if len(kinds) > 1:
            text = self.words.t("from=… and to=… must be of one kind: both months, for example.")
            raise RefusalError(400, text)
        (kind,) = kinds
        first = known["from"].first_month if "from" in known else reach.first_month
        last = known["to"].first_month if "to" in known else reach.last_month
        if first > last:
            raise RefusalError(400, self.words.t("from=… must not lie after to=…."))
        return Period.between(kind, first, last)

    def of_area(self, rows: pd.DataFrame, column: str) -> pd.DataFrame:
        """The rows of the unit that is asked for, by its code; all where none is."""
        if not self["area"]:
            return rows
        found = rows[rows[column] == self["area"]]
        if found.empty:
            near = difflib.get_close_matches(self["area"], sorted({*rows[column]}), n=1)
            t = self.words.t
            hint = t("Did you mean “{near}”?", near=near[0]) if near else t("See /api/v1/units.")
            text = t("There is no unit “{code}” here.", code=self["area"])
            raise RefusalError(404, f"{text} {hint}")
        return found

    def topic(self, kpi: Kpi, known: Sequence[str]) -> str | None:
        """One of the `known` topics; None where none is asked for, or all."""
        topic, t = self["topic"], self.words.t
        if topic in ("", "all"):
            return None
        if kpi.breakdown is None:
            text = t("{kpi} has no breakdown: ask for it without a topic.", kpi=kpi.id)
            raise RefusalError(400, text)
        if topic not in known:
            text = t("There is no topic “{topic}”.", topic=topic)
            raise RefusalError(400, f"{text} {nearest(topic, known, self.words)}")
        return topic

    def _period(self, name: str, reach: Extent) -> Period:
        text, t = self[name], self.words.t
        try:
            period = Period.parse(text)
        except KpiError:
            said = t(
                "“{code}” is not a period. Write a month as 2023-12, a quarter as 2023-Q4, a"
                " half-year as 2023-H2, a year as 2023.",
                code=text,
            )
            raise RefusalError(400, f"{name}: {said}") from None
        try:
            reach.require(period)
        except KpiError:
            said = t(
                "{period} lies outside the data, which run from {first} to {last}.",
                period=period.code,
                first=f"{reach.first_month:%Y-%m}",
                last=f"{reach.last_month:%Y-%m}",
            )
            raise RefusalError(404, f"{name}: {said}") from None
        return period

    def _one_of(self, name: str, word: str, valid: Iterable[str]) -> str:
        known = [str(one) for one in valid]
        if word not in known:
            text = self.words.t("There is no {name} “{word}”.", name=name, word=word)
            raise RefusalError(400, f"{text} {nearest(word, known, self.words)}")
        return word


def asked(address: str, items: Iterable[tuple[str, str]], words: Language) -> Asked:
    """The parameters of a request to an address; RefusalError for one that it does not have.

    The language is none of them: what is answered is the same in each.
    """
    valid, given, t = PARAMETERS[address], dict[str, str](), words.t
    for name, value in items:
        if name not in (*valid, LANG):
            if not valid:
                raise RefusalError(400, t("This address takes no parameters."))
            text = t("There is no parameter “{name}”.", name=name[:LONGEST])
            raise RefusalError(400, f"{text} {nearest(name, valid, words)}")
        if name in given:
            text = t("The parameter “{name}” stands there twice.", name=name)
            raise RefusalError(400, text)
        if not value.strip() or len(value) > LONGEST or not value.isprintable():
            text = t("The value of “{name}” is empty, too long, or no text.", name=name)
            raise RefusalError(400, text)
        given[name] = value
    lang = given.pop(LANG, "")
    if lang and lang not in LANGUAGES:
        text = t("There is no language “{lang}”.", lang=lang)
        raise RefusalError(400, f"{text} {nearest(lang, LANGUAGES, words)}")
    return Asked(given, words)


def language_of(lang: str, accepted: str) -> Language:
    """The language of a refusal: the one of `lang`, else the best known one of Accept-Language.

    Of several the one with the highest weight (RFC 9110, 12.5.4), the first of equals.
    """
    if lang in LANGUAGES:
        return Language(lang)
    weights = dict[str, float]()
    for part in accepted.split(",")[:MOST_RANGES]:
        found = RANGE.fullmatch(part.strip())
        if found and (code := found["code"].lower()) in LANGUAGES:
            weight = float(found["weight"] or 1)
            weights[code] = max(weight, weights.get(code, 0.0))
    best = max(weights, key=weights.__getitem__, default="")
    return Language(best if weights.get(best) else USUAL)


def nearest(word: str, valid: Iterable[str], words: Language) -> str:
    """The end of a sentence: the valid word nearest to a wrong one, or all of them."""
    known = [str(one) for one in valid]
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    if near:
        return words.t("Did you mean “{near}”?", near=near[0])
    return words.t("Valid are: {words}.", words=_list(known))


def _list(words: Iterable[str]) -> str:
    return ", ".join(str(word) for word in words)

"""What figures say, in plain sentences for a room: written from the numbers, no cause invented.

Every comparison is of numbers as they are written: what reads alike is called alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from geo.map.edges import written
from kpis.catalogue.catalogue import Kpi
from kpis.province import PART
from pages.text import formats
from pages.text import words as words_of
from pages.text.comparability import ESTIMATED, marked
from pages.text.language import Language

MOST = 3  # units named in one breath; of more their number is told
MET, UNKNOWN = "met", "insufficient"  # statuses of `kpis.progress.progress`


@dataclass(frozen=True)
class Whole:
    """The area that the units make up, now and in the period that it is compared with.

    `name` as it begins a sentence, `earlier` how that period is called within one; the readings
    are rows of `kpis.measure.readings.measure`.
    """

    name: str
    now: Mapping[str, object]
    before: Mapping[str, object] | None
    earlier: str


def of_whole(whole: Whole, kpi: Kpi, language: Language) -> str:
    """The value of the whole and how it moved: "Toàn tỉnh: 78,2%, tăng 3,2 điểm % so với …"."""
    t, now = language.t, whole.now
    if pd.isna(now["value"]):
        return t("{area}: no value ({reason}).", area=whole.name, reason=_reason(now, language))
    told = marked(formats.value(now["value"], kpi.unit, language), now["comparability"])
    if whole.before is None or pd.isna(whole.before["value"]):
        return t(
            "{area}: {value}; of {earlier} there is no value to compare with.",
            area=whole.name,
            value=told,
            earlier=whole.earlier,
        )
    moved = _change(now["value"], whole.before["value"], kpi, language)
    return t(
        "{area}: {value}, {moved} compared with {earlier}.",
        area=whole.name,
        value=told,
        moved=moved,
        earlier=whole.earlier,
    )


def of_target(rows: pd.DataFrame, kpi: Kpi, level: str, year: int, language: Language) -> str:
    """How many units are at the target of a year now: "8/10 huyện, thành phố đạt chỉ tiêu …".

    `rows` are those of `kpis.progress.progress` of that year. "" where no unit has a target.
    """
    t, known = language.t, rows[rows["status"].notna() & rows["target"].notna()]
    if known.empty:
        return ""
    judged = known[known["status"] != UNKNOWN]
    met, lacking = int((judged["status"] == MET).sum()), len(known) - len(judged)
    counted = _of_all(met, len(judged), level, language)
    told = t("{units} met the {target}", units=counted, target=_target(known, kpi, year, language))
    if lacking:
        told += language.plural(
            "; {n} unit without enough data", "; {n} units without enough data", lacking, n=lacking
        )
    return told + "."


def of_extremes(rows: pd.DataFrame, kpi: Kpi, language: Language) -> str:
    """Where the value is highest and lowest; `rows` are readings. "" where none is known."""
    t, known = language.t, rows[rows["value"].notna()]
    if known.empty:
        return ""
    texts = [written(value, formats.DECIMALS[kpi.unit]) for value in known["value"].to_list()]
    known = known.assign(written=texts)
    high, low = (known[known["written"] == edge] for edge in (max(texts), min(texts)))
    if max(texts) == min(texts):
        if len(known) == 1:
            return ""
        alike = formats.value(max(texts), kpi.unit, language)
        return t("All {n} units with a value have {value}.", n=len(known), value=alike)
    return t(
        "Highest: {high}; lowest: {low}.",
        high=_named(high, kpi, language),
        low=_named(low, kpi, language),
    )


def of_reports(rows: pd.DataFrame, level: str, language: Language) -> str:
    """How many units have a value, and why the others have none: "9/10 huyện … có số liệu; …"."""
    t, lacking = language.t, rows[rows["value"].isna()]
    counted = _of_all(len(rows) - len(lacking), len(rows), level, language)
    told = t("{units} have a value", units=counted)
    for reason, count in lacking["missing_reason"].value_counts(sort=False).items():
        told += f"; {words_of.missing(str(reason), language).lower()}: {count}"
    estimates = int((rows["comparability"] == ESTIMATED).sum())
    if estimates:
        told += t("; {n} of them estimates", n=estimates)
    return told + "."


def joined(names: Sequence[str], language: Language) -> str:
    """Names in a row: "A", "A và B", "A, B và C"."""
    if len(names) < 2:
        return "".join(names)
    return language.t(
        "{all_but_last} and {last}", all_but_last=", ".join(names[:-1]), last=names[-1]
    )


def _change(now: float, before: float, kpi: Kpi, language: Language) -> str:
    """The way between two values as they are written: "tăng 3,2 điểm %", "không đổi"."""
    decimals = formats.DECIMALS[kpi.unit]
    moved = written(now, decimals) - written(before, decimals)
    amount = formats.number(abs(moved), language, decimals)
    if kpi.unit == "percent":
        amount += " " + language.t("pts")
    if written(moved, decimals) == 0:
        return language.t("unchanged")
    return (
        language.t("up {amount}", amount=amount)
        if moved > 0
        else language.t("down {amount}", amount=amount)
    )


def _of_all(count: int, of: int, level: str, language: Language) -> str:
    """So many of the units of a level: "8/10 huyện, thành phố", "1 of 1 district"."""
    if level == PART:
        return language.plural("{n} of {of} district", "{n} of {of} districts", of, n=count, of=of)
    if level == "commune":
        return language.plural("{n} of {of} commune", "{n} of {of} communes", of, n=count, of=of)
    return language.plural("{n} of {of} unit", "{n} of {of} units", of, n=count, of=of)


def _target(rows: pd.DataFrame, kpi: Kpi, year: int, language: Language) -> str:
    """What was asked of them: one target, or each its own; what is not confirmed is said."""
    asked = rows[["target", "target_max"]].drop_duplicates()
    if len(asked) > 1:
        told = language.t("target of each for {year}", year=year)
    else:
        low, high = asked.iloc[0]
        goal = formats.target_range(low, high, kpi.unit, language)
        told = language.t("target of {goal} for {year}", goal=goal, year=year)
    statuses = set(rows["target_status"].dropna())
    if len(statuses) == 1 and (status := statuses.pop()) != "confirmed":
        told += f" ({words_of.confirmation(str(status), language)})"
    return told


def _named(rows: pd.DataFrame, kpi: Kpi, language: Language) -> str:
    """Units of one value as it is written: "Ý Yên (41,2%)", of many their number."""
    names = rows["area_name"].to_list()
    value = formats.value(rows["written"].iloc[0], kpi.unit, language)
    if (rows["comparability"] == ESTIMATED).all():
        value = marked(value, ESTIMATED)
    if len(names) > MOST:
        return language.plural(
            "{n} unit ({value})", "{n} units ({value})", len(names), n=len(names), value=value
        )
    return f"{joined(names, language)} ({value})"


def _reason(reading: Mapping[str, object], language: Language) -> str:
    reason = reading["missing_reason"]
    return (
        words_of.missing(str(reason), language).lower()
        if isinstance(reason, str)
        else formats.MISSING
    )

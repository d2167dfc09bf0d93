"""Alerts in words: where, and in one sentence what happened, with the figures. No Streamlit."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kpis.alerts.groups import Subject
from kpis.catalogue.catalogue import Kpi
from kpis.periods import Period
from pages.text import formats
from pages.text import words as words_of
from pages.text.language import Language
from pages.text.results import became, verdict_title
from pages.text.verdicts import when

Alert = Mapping[Any, Any]  # a row of kpis.alerts.published.alerts, column by column
NO_LAW = ("unconfirmed", "proposed")
SEVERITIES = ("serious", "warning", "notice")  # the worst first


def severity(code: str, words: Language) -> str:
    """How much an alert asks for, in words."""
    t = words.t
    return {"serious": t("Serious"), "warning": t("Needs attention"), "notice": t("Notice")}[code]


def state(code: str, words: Language) -> str:
    """What was done about an alert, in words."""
    t = words.t
    return {"new": t("New"), "seen": t("Seen"), "handled": t("Handled")}[code]


def place(alert: Alert) -> str:
    """The unit of an alert; a commune with its district."""
    return words_of.located(str(alert["area_name"]), alert["parent_name"])


def sentence(alert: Alert, kpi: Kpi | Subject, words: Language) -> str:
    """What happened to the KPI, with the figures, without the unit: for who reads it alone."""
    told = {**_figures(alert, kpi, words), "what": fact(alert, kpi, words)}
    if alert["condition"] in OF_GROUPS:
        return words.t("{kpi}: {what}.", **{**told, "kpi": heading(alert, kpi, words)})
    if alert["condition"] not in AIMED:
        return words.t("{kpi}: {what}.", **told)
    if alert["condition"] == "target_lost":
        return words.t(
            "{kpi} had reached the target for {year}, {target} ({before} in {earlier}){verdict};"
            " now ({period}) {what}.",
            **told,
        )
    if _is_over(alert):
        return words.t("{kpi} ({period}), target for {year} {target}{verdict}: {what}.", **told)
    return words.t("{kpi} ({period}), on the way to {target} in {year}: {what}.", **told)


def heading(alert: Alert, kpi: Kpi | Subject, words: Language) -> str:
    """What alerts of one KPI have in common: of the same condition, to a target of one year."""
    year = alert["target_year"]
    if alert["condition"] == "jump":
        return words.t("Jumped from one period to the next")
    if alert["condition"] == "no_report":
        return words_of.missing("not_reported", words)
    if alert["condition"] == "silent_groups":
        return words.t("Groups without activity (months: {n})", n=int(alert["months"]))
    if alert["condition"] == "difficulty":
        return words.t("Named as a difficulty: {difficulty}", difficulty=_difficulty(alert, words))
    if alert["condition"] == "target_lost":
        return words.t("Had reached the target for {year}, and lost it", year=year)
    if _is_over(alert):
        return words.t("Target for {year} not reached", year=year)
    return words.t("Behind the path to the target for {year}", year=year)


def fact(alert: Alert, kpi: Kpi | Subject, words: Language) -> str:
    """What happened, with the figures, under its heading: a clause."""
    tell = {"jump": _jump, "no_report": _silence}.get(alert["condition"], _short)
    return (_groups if alert["condition"] in OF_GROUPS else tell)(alert, kpi, words)


def way(alert: Alert) -> tuple[str, dict[str, str]]:
    """Where the figures of an alert stand: a page, and the fields of the link to it."""
    names = ("kpi", "level", "period", "vintage")
    there = {**{name: str(alert[name]) for name in names}, "area": alert["area_code"]}
    if alert["condition"] not in OF_GROUPS:
        return "map", there
    del there["kpi"]
    if alert["condition"] == "difficulty":
        return "difficulties", {**there, "difficulty": alert["difficulty"]}
    return "work", {**there, "part": "silent", "silence": str(int(alert["months"]))}


def way_title(page: str, words: Language) -> str:
    """What the link to that page is called."""
    return words.t("Map") if page == "map" else words.t("Groups")


OF_GROUPS = ("silent_groups", "difficulty")
AIMED = ("off_track", "target_lost")


def _is_over(alert: Alert) -> bool:
    """Whether the year of the target is over."""
    end = Period.parse(alert["period"]).end
    return (end.year, end.month) >= (int(alert["target_year"]), 12)


def _short(alert: Alert, kpi: Kpi | Subject, words: Language) -> str:
    told = _figures(alert, kpi, words)
    is_up = kpi.direction == "up"
    if alert["condition"] == "target_lost" or _is_over(alert):
        if is_up:
            return words.t(
                "{value}, {gap} short, below the target for {span}, since {since}", **told
            )
        return words.t("{value}, {gap} off, target not met for {span}, since {since}", **told)
    told["path"] = formats.value(alert["path"], kpi.unit, words)
    if is_up:
        return words.t(
            "{value}, {gap} short of {path}, below the path for {span}, since {since}", **told
        )
    return words.t("{value}, {gap} off {path}, off the path for {span}, since {since}", **told)


def _jump(alert: Alert, kpi: Kpi | Subject, words: Language) -> str:
    change = alert["value"] - alert["previous"]
    told = {
        **_figures(alert, kpi, words),
        "change": formats.difference(change, kpi.unit, words),
    }
    if change > 0:
        return words.t("up from {before} ({earlier}) to {value} ({period}), {change}", **told)
    return words.t("down from {before} ({earlier}) to {value} ({period}), {change}", **told)


def _silence(alert: Alert, kpi: Kpi | Subject, words: Language) -> str:
    told = _figures(alert, kpi, words)
    if alert["previous_period"] is None:
        return words.t("no figures were ever sent, for {span}, since {since}", **told)
    if pd.isna(alert["previous"]):
        return words.t(
            "no figures sent for {span}, since {since}; the last ones are of {earlier}", **told
        )
    return words.t(
        "no figures sent for {span}, since {since}; the last ones are of {earlier} ({before})",
        **told,
    )


def _groups(alert: Alert, kpi: Kpi | Subject, words: Language) -> str:
    """So many groups of so many: of silence those that are known, else those that reported."""
    told = {
        **_figures(alert, kpi, words),
        "n": formats.number(alert["groups"], words),
        "all": formats.number(alert["of_groups"], words),
    }
    return words.t("{n} of {all} groups ({value}), {span}, since {since}", **told)


def _difficulty(alert: Alert, words: Language) -> str:
    return str(alert[f"difficulty_{words.code}"])


def in_a_row(count: int, code: str, words: Language) -> str:
    """So many periods in a row, of the kind of one of them: "42 tháng liền"."""
    t, kind = words.t, Period.parse(code).kind
    if count == 1:
        return {
            "month": t("one month"),
            "quarter": t("one quarter"),
            "half": t("one half-year"),
            "year": t("one year"),
        }[kind]
    return {
        "month": t("{n} months in a row", n=count),
        "quarter": t("{n} quarters in a row", n=count),
        "half": t("{n} half-years in a row", n=count),
        "year": t("{n} years in a row", n=count),
    }[kind]


def _figures(alert: Alert, kpi: Kpi | Subject, words: Language) -> dict[str, object]:
    return {
        "kpi": words.pick(kpi.name),
        "span": in_a_row(int(alert["periods"]), alert["period"], words),
        "since": when(alert["since"], words),
        "period": _when(alert["period"], words),
        "earlier": when(alert["previous_period"], words),
        "value": formats.value(alert["value"], kpi.unit, words),
        "before": formats.value(alert["previous"], kpi.unit, words),
        "gap": _distance(alert["gap"], kpi, words),
        "year": formats.MISSING if pd.isna(alert["target_year"]) else int(alert["target_year"]),
        "target": target(alert, kpi, words),
        "verdict": _verdict(alert, words),
    }


def _when(code: str | None, words: Language) -> str:
    return formats.inside(formats.period(code, words), words) if code else formats.MISSING


def _distance(gap: float, kpi: Kpi | Subject, words: Language) -> str:
    """How far it is to a path or a target, without a sign: the sentence says which way."""
    return formats.difference(None if pd.isna(gap) else abs(gap), kpi.unit, words).lstrip("+±")


def _verdict(alert: Alert, words: Language) -> str:
    """The verdict on a target whose year is over, in brackets; "" of any other."""
    told = became(alert.get("since_due"), words)
    return f" ({verdict_title(words)}: {told})" if told else ""


def target(alert: Alert, kpi: Kpi | Subject, words: Language) -> str:
    """The target of an alert; one that is no law says so. A dash where it has none."""
    text = formats.target_range(alert["target"], alert["target_max"], kpi.unit, words)
    if alert["target_status"] in NO_LAW:
        text += f" ({words_of.confirmation(alert['target_status'], words)})"
    return text

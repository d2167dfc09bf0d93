"""Alerts in words: where, and in one sentence what happened, with the figures. No Streamlit."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from kpis.periods import Period
from pages.text import formats
from pages.text import words as words_of
from pages.text.language import Language
from pages.text.results import became, verdict_title

Alert = Mapping[Any, Any]  # a row of kpis.alerts.published.alerts, column by column
NO_LAW = ("unconfirmed", "proposed")


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
    name, district = str(alert["area_name"]), alert["parent_name"]
    return f"{name}, {district}" if district else name


def sentence(alert: Alert, kpi: Kpi, words: Language) -> str:
    """What happened to the KPI, with the figures, without the unit."""
    tell = {
        "off_track": _behind,
        "jump": _jump,
        "no_report": _silence,
        "target_lost": _lost,
    }[alert["condition"]]
    return tell(alert, kpi, words)


def _behind(alert: Alert, kpi: Kpi, words: Language) -> str:
    told: dict[str, object] = {
        **_figures(alert, kpi, words),
        "path": formats.value(alert["path"], kpi.unit, words),
    }
    end = Period.parse(alert["period"]).end
    if (end.year, end.month) >= (int(alert["target_year"]), 12):
        return words.t(
            "{kpi}: {value} ({period}), {gap} short of the target for {year}, {target}{verdict};"
            " behind in {n} reports in a row, since {since}.",
            **told,
        )
    return words.t(
        "{kpi}: {value} ({period}), {gap} behind the path, which asks for {path} to reach {target}"
        " in {year}; behind in {n} reports in a row, since {since}.",
        **told,
    )


def _jump(alert: Alert, kpi: Kpi, words: Language) -> str:
    change = alert["value"] - alert["previous"]
    told = {
        **_figures(alert, kpi, words),
        "change": formats.difference(change, kpi.unit, words),
    }
    if change > 0:
        return words.t(
            "{kpi} rose from {before} ({earlier}) to {value} ({period}): {change}.", **told
        )
    return words.t("{kpi} fell from {before} ({earlier}) to {value} ({period}): {change}.", **told)


def _silence(alert: Alert, kpi: Kpi, words: Language) -> str:
    told = _figures(alert, kpi, words)
    if alert["previous_period"] is None:
        return words.t("{kpi}: no figures were ever sent, {n} periods since {since}.", **told)
    if pd.isna(alert["previous"]):
        return words.t(
            "{kpi}: no figures for {n} periods in a row, since {since}; the last ones are of"
            " {earlier}.",
            **told,
        )
    return words.t(
        "{kpi}: no figures for {n} periods in a row, since {since}; the last ones are of {earlier}"
        " ({before}).",
        **told,
    )


def _lost(alert: Alert, kpi: Kpi, words: Language) -> str:
    return words.t(
        "{kpi} had reached the target for {year}, {target} ({before} in {earlier}), and is at"
        " {value} now ({period}), {gap} short of it{verdict}; in {n} reports in a row, since"
        " {since}.",
        **_figures(alert, kpi, words),
    )


def _figures(alert: Alert, kpi: Kpi, words: Language) -> dict[str, object]:
    return {
        "kpi": words.pick(kpi.name),
        "n": int(alert["periods"]),
        "since": _when(alert["since"], words),
        "period": _when(alert["period"], words),
        "earlier": _when(alert["previous_period"], words),
        "value": formats.value(alert["value"], kpi.unit, words),
        "before": formats.value(alert["previous"], kpi.unit, words),
        "gap": _distance(alert["gap"], kpi, words),
        "year": formats.MISSING if pd.isna(alert["target_year"]) else int(alert["target_year"]),
        "target": _target(alert, kpi, words),
        "verdict": _verdict(alert, words),
    }


def _when(code: str | None, words: Language) -> str:
    return formats.inside(formats.period(code, words), words) if code else formats.MISSING


def _distance(gap: float, kpi: Kpi, words: Language) -> str:
    """How far it is to a path or a target, without a sign: the sentence says which way."""
    return formats.difference(None if pd.isna(gap) else abs(gap), kpi.unit, words).lstrip("+±")


def _verdict(alert: Alert, words: Language) -> str:
    """The verdict on a target whose year is over, in brackets; "" of any other."""
    told = became(alert.get("since_due"), words)
    return f" ({verdict_title(words)}: {told})" if told else ""


def _target(alert: Alert, kpi: Kpi, words: Language) -> str:
    """The target; one that is no law says so."""
    text = formats.target_range(alert["target"], alert["target_max"], kpi.unit, words)
    if alert["target_status"] in NO_LAW:
        text += f" ({words_of.confirmation(alert['target_status'], words)})"
    return text

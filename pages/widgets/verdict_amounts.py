"""How far from its target a value was: in points, and in people, households or dossiers."""

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from pages.widgets import formats
from pages.widgets import words as words_of
from pages.widgets.language import Language


def points(row, kpi: Kpi, language: Language) -> str:
    """How far a value is from its target: "thiếu 7,6 điểm %", "vượt 3,2 điểm %"; "" without one."""
    if pd.isna(row.gap):
        return ""
    least = 10 ** -formats.DECIMALS[kpi.unit]
    is_tiny = 0 < abs(row.gap) < least / 2
    decimals = formats.DECIMALS[kpi.unit]
    text = formats.number(least if is_tiny else abs(row.gap), language, decimals)
    text = f"<{text}" if is_tiny else text
    amount = f"{text} {language.t('pts')}" if kpi.unit == "percent" else text
    return _short_or_over(row, kpi, amount, language)


def counted(row, kpi: Kpi, language: Language) -> str:
    """The same distance in whole people, households, dossiers: "1.240 trong 98.000 hộ"."""
    if pd.isna(row.people) or not row.people:
        return ""
    count = formats.number(abs(row.people), language)
    if kpi.unit != "percent":  # the distance is then of what stands above, not a part of below
        return f"{count} {language.pick(kpi.numerator_label)}"
    return language.t(
        "{n} of {all} {what}",
        n=count,
        all=formats.number(row.denominator, language),
        what=language.pick(kpi.denominator_label),
    )


def counted_short_or_over(row, kpi: Kpi, language: Language) -> str:
    """The distance in people with its direction: "thiếu 1.240 trong 98.000 hộ"; "" without one."""
    if pd.isna(row.people) or not row.people:
        return ""
    if kpi.unit != "percent":
        return _short_or_over(row, kpi, counted(row, kpi, language), language)
    return language.t(
        "{short_or_over}, of {all} {what}",
        short_or_over=_short_or_over(row, kpi, formats.number(abs(row.people), language), language),
        all=formats.number(row.denominator, language),
        what=language.pick(kpi.denominator_label),
    )


def _short_or_over(row, kpi: Kpi, amount: str, language: Language) -> str:
    t, is_down = language.t, kpi.direction == "down"
    if kpi.direction == "range":
        inside = row.verdict == "met"
        return t("within the range") if inside else t("{amount} off the range", amount=amount)
    if row.verdict == "missed":
        if is_down:
            return t("{amount} too many", amount=amount)
        return t("{amount} short", amount=amount)
    if abs(row.gap) < 1e-9:
        return t("exactly at the target")
    return t("{amount} below it", amount=amount) if is_down else t("{amount} over", amount=amount)


def goal(row, kpi: Kpi, language: Language) -> str:
    """The target with how far it is confirmed: "80% (xác nhận)"."""
    amount = formats.target_range(row.target, row.target_max, kpi.unit, language)
    if not isinstance(row.target_status, str):
        return amount
    return f"{amount} ({words_of.confirmation(row.target_status, language)})"


def distance(row, kpi: Kpi, language: Language) -> str:
    """How far from the target, in its unit and in people."""
    people = counted(row, kpi, language)
    text = points(row, kpi, language)
    return text + ", " + language.t("equal to {people}", people=people) if people else text

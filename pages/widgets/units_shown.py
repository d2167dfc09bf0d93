"""The line under the title that says on which units a period is shown, where they are others."""

import math
from dataclasses import dataclass, replace
from html import escape

import pandas as pd
import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.catalogue.vocabulary import Missing
from kpis.periods import Period
from kpis.province import PART, WHOLE
from pages.shell.periods import in_force
from pages.shell.selection import Selection, usual_level
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.comparability import ESTIMATED, NOT_COMPARABLE
from pages.text.language import Language


@dataclass(frozen=True)
class Total:
    """What the readings of the units of one vintage add up to, and how many are of which kind."""

    vintage: str
    units: int
    exact: int
    estimated: int
    not_comparable: int
    silent: int  # nothing was reported, so that neither total holds them
    numerator: float
    denominator: float
    hidden: int = 0  # they reported, and neither side of theirs is in it


def total_of(rows: pd.DataFrame, vintage: str) -> Total:
    """The total of the readings of one period."""
    kinds = rows["comparability"]
    counts = {kind: int((kinds == kind).sum()) for kind in ("exact", ESTIMATED, NOT_COMPARABLE)}
    return Total(
        vintage,
        len(rows),
        *counts.values(),
        silent=int(kinds.isna().sum()),
        numerator=float(rows["numerator"].sum()),
        denominator=float(rows["denominator"].sum()),
        hidden=int((rows["missing_reason"] == Missing.SUPPRESSED).sum()),
    )


def agrees(total: Total, whole: pd.Series) -> bool:
    """Whether the units add up to both sides of the whole, floating point aside."""
    sides = ("numerator", "denominator")
    known = {side: 0.0 if pd.isna(whole[side]) else float(whole[side]) for side in sides}
    return all(
        math.isclose(getattr(total, side), known[side], rel_tol=1e-9, abs_tol=1e-6)
        for side in sides
    )


def fraction(total: Total | pd.Series, kpi: Kpi, language: Language) -> str:
    """Both sides and the value: "1.253.327 / 1.385.936 = 90,4%"."""
    top, bottom = total.numerator, total.denominator
    sides = f"{_amount(top, language)} / {_amount(bottom, language)}"
    return f"{sides} = {value_of(total, kpi, language)}"


def value_of(total: Total | pd.Series, kpi: Kpi, language: Language) -> str:
    """The ratio of the two sums as a value of the KPI, or a dash."""
    top, bottom = total.numerator, total.denominator
    value = kpi.unit.scale * top / bottom if bottom else None
    return formats.value(value, kpi.unit, language)


def agreement(
    total: Total, whole: pd.Series, kpi: Kpi, language: Language, straddling: int = 0
) -> tuple[str, str]:
    """In a sentence that the units agree with the whole, else their total; and what belongs to it.

    That is the other figure, by how much they differ and why; "" where they agree. `whole` is the
    reading of the area that the units make up; `straddling` how many of them lie in it with a part
    only.
    """
    t = language.t
    name = t("the whole province") if whole["level"] == WHOLE else str(whole["area_name"])
    if agrees(total, whole):
        said = t("Their total agrees with that of {whole}.", whole=name)
        return said + _silent(total, language), ""
    reasons = []
    if total.hidden:
        reasons.append(t("{n} units are hidden (few people)", n=total.hidden))
    if total.not_comparable:
        reasons.append(t("{n} units are not comparable", n=total.not_comparable))
    if straddling:
        reasons.append(
            t("{n} units lie there with a part only and count here whole or not", n=straddling)
        )
    if not reasons:
        reasons.append(t("the reason is not known: please report it"))
    more = t(
        "{whole} is counted otherwise: {known}, a difference of {top} / {bottom}, because"
        " {reasons}.",
        whole=formats.title(name),
        known=fraction(whole, kpi, language),
        top=_signed(total.numerator - _known(whole["numerator"]), language),
        bottom=_signed(total.denominator - _known(whole["denominator"]), language),
        reasons=", ".join(reasons),
    )
    said = t("Their total is {units}.", units=fraction(total, kpi, language))
    return said + _silent(total, language), more


def kinds(total: Total, language: Language) -> str:
    """How many units are exact, estimates and not comparable: "149 chính xác · 77 ước tính"."""
    t = language.t
    parts = [t("{n} exact", n=total.exact), t("{n} estimates", n=total.estimated)]
    parts.append(t("{n} not comparable", n=total.not_comparable))
    if total.silent:
        parts.append(t("{n} without figures", n=total.silent))
    return " · ".join(parts)


def _silent(total: Total, language: Language) -> str:
    if not total.silent:
        return ""
    t = language.t
    return " " + t("{n} units without figures are not in it.", n=total.silent)


def _known(amount: float) -> float:
    return 0.0 if pd.isna(amount) else float(amount)


def _amount(amount: float, language: Language) -> str:
    return formats.number(round(_known(amount), 6), language)


def _signed(amount: float, language: Language) -> str:
    return formats.signed(amount, language, 0 if abs(amount) >= 1 else 2)


def levels_of(selection: Selection) -> list[str]:
    """The levels of the indicator at which there are several units."""
    return [level for level in catalogue()[selection.kpi].levels if level != WHOLE]


def by_units(selection: Selection) -> Selection:
    """The selection at a level that has units, and of the whole province."""
    levels = levels_of(selection)
    level = selection.level if selection.level in levels or not levels else usual_level(levels)
    return replace(selection, level=level, district="", area="")


def units_line(served: Served, selection: Selection, code: str = "", topic: str = "") -> None:
    """Draws the line, where the units are others than those in force, a figure is an estimate, or
    they do not add up to the area that they make up.

    `code` is the period that is measured, where that is not the selected one.
    """
    kpi, code = catalogue()[selection.kpi], code or selection.period
    if selection.level == WHOLE:
        return
    rows = served.measure(kpi.id, selection.level, [code], selection.vintage, topic or None)
    inside = rows
    if selection.district and selection.level == "commune":
        inside = rows[rows["parent_code"] == selection.district]
    is_other = selection.vintage != in_force(Period.parse(code), served)
    whole, straddling = _whole(served, selection, kpi, code, topic)
    total = total_of(inside, selection.vintage)
    adds_up = whole is None or bool(total.hidden) or agrees(total, whole)
    if not is_other and adds_up and not (inside["comparability"] == ESTIMATED).any():
        return
    said, more = summary(inside, whole, kpi, selection, straddling)
    st.html(f"<div class='units' role='note'>{escape(said)}{asked(more, selection.language)}</div>")


def summary(
    rows: pd.DataFrame, whole: pd.Series | None, kpi: Kpi, selection: Selection, straddling: int = 0
) -> tuple[str, str]:
    """The line: the units, how many are estimates or not comparable, whether they add up; more."""
    total = total_of(rows, selection.vintage)
    text = selection.language.t(
        "Shown on the units of {vintage}: {n} are estimates, {m} not comparable.",
        vintage=selection.vintage,
        n=total.estimated,
        m=total.not_comparable,
    )
    if whole is None:
        return text, ""
    said, more = agreement(total, whole, kpi, selection.language, straddling)
    return f"{text} {said}", more


def asked(more: str, language: Language) -> str:
    """HTML: a sign behind a sentence that tells more of it when somebody asks; "" of nothing."""
    if not more:
        return ""
    name = escape(language.t("More about this figure"))
    sign = f"<summary aria-label='{name}' title='{name}'>ⓘ</summary>"
    return f"<details class='more'>{sign}<p>{escape(more)}</p></details>"


def _whole(
    served: Served, selection: Selection, kpi: Kpi, code: str, topic: str
) -> tuple[pd.Series | None, int]:
    """The reading of the area that the units make up, and how many of them are partly elsewhere."""
    is_district = bool(selection.district) and selection.level == "commune"
    level = PART if is_district else WHOLE
    if level not in kpi.levels:
        return None, 0
    rows = served.measure(kpi.id, level, [code], selection.vintage, topic or None)
    if not is_district:
        return rows.iloc[0], 0
    units = served.units("commune", selection.vintage)
    parts = units["straddles"].dropna().str.split()
    straddling = sum(selection.district in districts for districts in parts)
    return rows[rows["area_code"] == selection.district].iloc[0], straddling

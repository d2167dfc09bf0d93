"""What moved it: the change of all units together, taken apart into units and effects."""

import pandas as pd
import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.catalogue.vocabulary import Unit
from kpis.compare.change import EFFECTS, Change
from pages.figures.fair.contributions import contributions
from pages.shell.periods import name
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.shell.url import on_phone
from pages.text import formats
from pages.text import words as words_of
from pages.text.aims import points
from pages.text.language import Language
from pages.text.markup import facts, hover_text, plain
from pages.views.fair import drawing, text
from pages.views.fair.pickers import Own
from pages.views.fair.rows import asked, change_of, earlier, is_offered, readings
from pages.widgets.files.contents import as_written, period

MOST, MOST_ON_PHONE = 16, 10  # units with a bar of their own


def no_period(before: str, selection: Selection) -> None:
    """Says that the data do not reach the period that is compared with."""
    words = selection.language
    wanted = formats.inside(formats.period(before, words), words)
    other = words.t("choose a later period, or compare with the period before")
    said = words.t("There are no data for {code}.", code=wanted)
    st.info(plain(f"{said} {formats.title(other)}."))


def moved_view(served: Served, _own: Own, selection: Selection) -> None:
    """Draws the change, a bar a unit, all units, and who is in one of both periods only."""
    kpi, words, t = catalogue()[selection.kpi], selection.language, selection.language.t
    before = earlier(selection)
    if not is_offered(before, served):
        no_period(before, selection)
        return
    of = asked(selection)
    found, rows = change_of(served, of, before), readings(served, of)
    names = name(before, served, words), name(selection.period, served, words)
    st.html(facts(_facts(found, kpi, names, words)))
    if kpi.unit is not Unit.COUNT:
        st.markdown(plain(text.taken_apart(found, kpi, words)))
    table = found.units.sort_values("effect", key=lambda v: -v.abs(), ignore_index=True)
    _chart(table, kpi, words)
    _table(table, kpi, names, selection)
    said = [*text.came_and_left(found, kpi, words)]
    if kpi.unit is not Unit.COUNT:
        said.append(
            t(
                "Taken apart after Kitagawa (1955), in its symmetric form: own value = mean share ×"
                " change of the value; share = (mean value − mean value of all) × change of the"
                " share. The parts of all units add up to the change exactly, before they are"
                " rounded; both periods are seen on the units of {vintage}.",
                vintage=selection.vintage,
            )
        )
    if found.units["is_estimate"].any():
        said.append(t("A change is an estimate (≈) where either of its values is."))
    drawing.below(said, rows, served, selection)
    drawing.files(lambda: _file(table, kpi, before, served, selection), "moved", served, selection)


def _facts(
    found: Change, kpi: Kpi, names: tuple[str, str], words: Language
) -> list[tuple[str, str, str]]:
    t = words.t
    ends = (formats.value(amount, kpi.unit, words) for amount in (found.first, found.second))
    pairs = [
        (t("All units together"), " → ".join(ends), " → ".join(names)),
        (t("Change"), points(found.total, kpi, words, 2), ""),
    ]
    if kpi.unit is Unit.COUNT:
        return pairs
    told = _effects(words)
    for effect in EFFECTS:
        amount = found.sum(effect)
        if effect != "coverage_effect" or (found.units[effect] != 0).any():
            pairs.append((told[effect], points(amount, kpi, words, 2), ""))
    return pairs


def _effects(words: Language) -> dict[str, str]:
    t = words.t
    return {
        "rate_effect": t("From own values"),
        "mix_effect": t("From shares"),
        "coverage_effect": t("Counted in one period only"),
    }


def _chart(table: pd.DataFrame, kpi: Kpi, words: Language) -> None:
    """The units with the largest parts; the others are said, as one bar of all would hide these."""
    t, most = words.t, MOST_ON_PHONE if on_phone() else MOST
    bars, rest = table.head(most), table.iloc[most:]
    told = _effects(words)
    texts = [
        hover_text(
            row["area_name"],
            *(f"{told[one]}: {points(row[one], kpi, words, 2)}" for one in EFFECTS if row[one]),
        )
        for row in bars.to_dict("records")
    ]
    rows = bars.assign(
        label=drawing.plotted(bars["area_name"]),
        written=[formats.signed(v, words, 2) for v in bars["effect"]],
        text=texts,
    )
    unit = t("points of the change") if kpi.unit == "percent" else t("part of the change")
    if len(rest):
        amount = formats.signed(rest["effect"].sum(), words, 2)
        unit += "; " + t("the {n} other units together {amount}", n=len(rest), amount=amount)
    figure = contributions(rows, {**told, "x": unit}, drawing.letters())
    told_aloud = t("Chart: what each unit added or took. The table below holds its figures.")
    drawing.chart(figure, "fair-moved", told_aloud, words)


def _table(table: pd.DataFrame, kpi: Kpi, names: tuple[str, str], selection: Selection) -> None:
    words, t = selection.language, selection.language.t
    columns: drawing.Columns = {t("Unit"): (table["area_name"], None, 190)}
    for side, title in zip(("first", "second"), names, strict=True):
        sides = ("value", "comparability", "missing_reason")
        own = table[[f"{side}_{one}" for one in sides]].set_axis(list(sides), axis=1)
        columns[title] = (own["value"], drawing.values(own, kpi, words), 120)
    columns[t("Part of the change")] = _amounts(table["effect"], words, 110)
    if kpi.unit is not Unit.COUNT:
        for effect, title in _effects(words).items():
            if effect != "coverage_effect" or table[effect].any():
                columns[title] = _amounts(table[effect], words, 110)
        for side, title in (
            ("first", t("Share of the whole, earlier")),
            ("second", t("Share of the whole, later")),
        ):
            shares = 100 * table[f"{side}_share"]
            told = [formats.value(v, "percent", words) for v in shares]
            columns[title] = (shares, told, 110)
    drawing.unit_table(columns, table["area_code"], "moved", selection)


def _amounts(amounts: pd.Series, words: Language, width: int) -> tuple[pd.Series, list[str], int]:
    return amounts, [formats.signed(v, words, 2) for v in amounts], width


def _file(
    table: pd.DataFrame, kpi: Kpi, before: str, served: Served, selection: Selection
) -> pd.DataFrame:
    words, t = selection.language, selection.language.t
    columns = drawing.heads(table, kpi, served, selection)
    for side, code in (("first", before), ("second", selection.period)):
        when = period(code, served, words)
        for one, label in (
            ("numerator", kpi.numerator_label),
            ("denominator", kpi.denominator_label),
        ):
            title = f"{formats.title(words.pick(label))}, {formats.inside(when, words)}"
            columns[title] = as_written(table[f"{side}_{one}"], 2)
        columns[f"{t('Value')}, {formats.inside(when, words)}"] = as_written(
            table[f"{side}_value"], 4
        )
        columns[f"{t('Reason')}, {formats.inside(when, words)}"] = [
            words_of.missing(reason, words) if isinstance(reason, str) else ""
            for reason in table[f"{side}_missing_reason"]
        ]
    told = _effects(words)
    return pd.DataFrame(
        {
            **columns,
            **{told[effect]: as_written(table[effect], 6) for effect in EFFECTS},
            t("Part of the change"): as_written(table["effect"], 6),
            t("Comparability"): [
                t("Estimate") if one else t("Exact") for one in table["is_estimate"]
            ],
            **drawing.tails(served, words),
        }
    )

"""The fan chart of one unit: its readings so far, its forecast, the way to its targets."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.periods import Period
from pages.figures.fan import Fan, FanWords, Goal, axis, fan
from pages.shell.periods import changes, offered
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.shell.url import on_phone
from pages.text import formats
from pages.text import words as words_of
from pages.text.comparability import ESTIMATED, reading
from pages.text.forecasts import interval
from pages.text.language import Language
from pages.text.markup import UNCONFIRMED, plain
from pages.widgets.forecasts import months, targets
from pages.widgets.target_columns import way_to_targets


def goals_of(rows: pd.DataFrame, kpi: Kpi, language: Language) -> list[Goal]:
    """The marks of the targets of a unit, from its rows of `forecast_data.targets`."""
    goals = []
    for row in rows.itertuples():
        ends = [end for end in (row.target, row.target_max) if pd.notna(end)]
        amount = formats.target_range(row.target, row.target_max, kpi.unit, language)
        label = language.t("Target {year}", year=int(row.target_year)) + f":<br>{amount}"
        goal = Goal(date(int(row.target_year), 12, 1), tuple(ends), label, amount, is_law=True)
        if row.target_status in UNCONFIRMED:
            mark = words_of.confirmation(row.target_status, language)
            goal = replace(goal, label=f"{label}<br>({mark})", is_law=False)
        goals.append(goal)
    return [goal for goal in goals if goal.values]


SIZES = {True: (400, 12), False: (470, 15)}  # on a phone or not: pixels high, letters


def draw_fan(served: Served, selection: Selection, kpi: Kpi, area: str) -> None:
    """Draws the chart of a unit of the selection's level and vintage, with or without forecast."""
    figure, said = served.once(_drawn, selection, kpi, area, on_phone())
    told = selection.language.t(
        "Chart: {name}, seen and forecast. The figures beside it say the same.",
        name=selection.language.pick(kpi.name),
    )
    st.plotly_chart(figure, theme=None, config={"displayModeBar": False}, key="fan", alt=told)
    if said:
        st.caption(plain(said))


def _drawn(served: Served, selection: Selection, kpi: Kpi, area: str, phone: bool):
    """The chart, and in words what it does not say by itself."""
    shown = fan_of(served, selection, kpi, area)
    figure = fan(shown, fan_words(served, shown, kpi, selection.language), *SIZES[phone])
    figure.update_layout(separators=formats.separators(selection.language))
    return figure, " ".join(_reading_help(shown, kpi, selection.language))


def fan_of(served: Served, selection: Selection, kpi: Kpi, area: str) -> Fan:
    """What the chart of a unit shows."""
    rows = targets(served, kpi, selection.level, area)
    return Fan(
        series=_series(served, selection, kpi, area),
        forecast=_forecast(served, selection, kpi, area),
        path=way_to_targets(rows, kpi),
        goals=goals_of(rows, kpi, selection.language),
        # a month stands at its first day: the line parts the last old one from the first new one
        breaks=[moment - timedelta(days=15) for moment, _ in changes(served)],
        ceiling=100.0 if kpi.unit == "percent" else None,
    )


def fan_words(served: Served, shown: Fan, kpi: Kpi, language: Language) -> FanWords:
    """What is written at the lines of a chart."""
    t = language.t
    last = shown.forecast.iloc[-1] if len(shown.forecast) else None
    value = near = wide = ""
    if last is not None:
        when = f"{last['date']:%m/%Y}"
        value = t("Forecast {month}:", month=when) + f"<br>{_value(last['value'], kpi, language)}"
        near, wide = (
            t("within {n}%:", n=share)
            + "<br>"
            + interval(last[f"low_{share}"], last[f"high_{share}"], kpi.unit, language)
            for share in (80, 95)
        )
    known = shown.series.dropna(subset="value")["date"]
    moments = ", ".join(f"{moment:%m/%Y}" for moment, _ in changes(served))
    return FanWords(
        known=t("Data to {month}", month=f"{known.max():%m/%Y}") if len(known) else "",
        changes=t("Units changed") + f": {moments}",
        value=value,
        within_80=near,
        within_95=wide,
        path=t("(···· path)"),
    )


def _reading_help(shown: Fan, kpi: Kpi, language: Language) -> list[str]:
    """What the figure does not say by itself."""
    t, (low, _) = language.t, axis(shown)
    said = [t("Hollow marks: the target is not confirmed.")] if not _are_law(shown) else []
    if shown.series["is_estimate"].any():
        said.append(t("Dotted blue: estimate, apportioned by residents."))
    if low > 0:
        edge = formats.target_amount(low, kpi.unit, language)
        said.append(t("The vertical axis begins at {value}.", value=edge))
    return said


def _are_law(shown: Fan) -> bool:
    return all(goal.is_law for goal in shown.goals)


def _value(amount: float, kpi: Kpi, language: Language) -> str:
    return formats.value(amount, kpi.unit, language)


def _series(served: Served, selection: Selection, kpi: Kpi, area: str) -> pd.DataFrame:
    words, kind = selection.language, "year" if kpi.frequency == "year" else "month"
    codes = offered(kind, served)[::-1]
    rows = served.measure(kpi.id, selection.level, codes, selection.vintage)
    mine = rows[rows["area_code"] == area]

    def told(row) -> str:
        text = reading(row.value, kpi.unit, row.comparability, row.missing_reason, words)
        return f"{formats.period(row.period, words)}: {text}"

    return pd.DataFrame(
        {
            "date": [Period.parse(code).last_month for code in mine["period"]],
            "value": mine["value"].to_numpy(),
            "text": [told(row) for row in mine.itertuples()],
            "is_estimate": (mine["comparability"] == ESTIMATED).to_numpy(),
        }
    )


def _forecast(served: Served, selection: Selection, kpi: Kpi, area: str) -> pd.DataFrame:
    words, rows = selection.language, months(served, kpi, selection.level, area)

    def told(row) -> str:
        ends = [
            f"{share}%: {interval(low, high, kpi.unit, words)}"
            for share, low, high in (
                (80, row.low_80, row.high_80),
                (95, row.low_95, row.high_95),
            )
        ]
        value = _value(row.value, kpi, words)
        period = formats.period(row.period, words)
        title = words.t("{period}, forecast: {value}", period=period, value=value)
        return "<br>".join([title, *ends])

    return rows.assign(
        date=[Period.parse(code).last_month for code in rows["period"]],
        text=[told(row) for row in rows.itertuples()],
    )

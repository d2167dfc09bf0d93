"""The months of a place: what was done of a topic and form, as chart, calendar and file."""

import pandas as pd
import streamlit as st

from pages.figures.trend import Figure, trend
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.shell.url import folded_bar, on_phone
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import plain
from pages.views.work.counts import DECIMALS, Asked, Place, measured, months
from pages.views.work.pickers import (
    count_names,
)
from pages.widgets.files.contents import as_written
from pages.widgets.table import table


def month_rows(served: Served, asked: Asked, place: Place, vintage: str) -> pd.DataFrame:
    """The months of a place, `value` being what is asked."""
    return served.once(_month_rows, asked, place, vintage)


def _month_rows(served: Served, asked: Asked, place: Place, vintage: str) -> pd.DataFrame:
    rows = months(served, vintage, place, asked.topic, asked.form)
    value = measured(rows[asked.count], rows["adult_months"], rows["group_months"], asked.rate)
    return rows.assign(value=value)


def by_month(served: Served, asked: Asked, place: Place, selection: Selection) -> None:
    words, t = selection.language, selection.language.t
    st.header(plain(t("Month by month: {place}", place=place.name)), anchor=False)
    # the same in all periods: drawn once a snapshot
    chart = served.once(_chart, asked, place, selection.vintage, selection.lang)
    st.plotly_chart(
        chart,
        theme=None,
        config={"displayModeBar": False},
        key="work-months",
        alt=t("Chart: {name}, month by month.", name=count_names(words)[asked.count]),
    )
    with folded_bar(t("By year and month")):
        columns = served.once(_calendar, asked, place, selection.vintage, words.code, on_phone())
        table(columns, t("By year and month"), list(columns)[1:])


def _written(rows: pd.DataFrame, asked: Asked, words: Language) -> list[str]:
    return [formats.number(n, words, DECIMALS[asked.rate]) for n in rows["value"].to_list()]


def _chart(served: Served, asked: Asked, place: Place, vintage: str, lang: str) -> Figure:
    words, rows = Language(lang), month_rows(served, asked, place, vintage)
    t = words.t
    sides = rows["month"], rows["units_reported"], rows["units_expected"]
    frame = pd.DataFrame(
        {
            "date": [day.date() for day in rows["month"]],
            "value": rows["value"].to_numpy(),
            "text": [
                f"{formats.month(day, words)}: {text}<br>"
                + t("from {n} of {all} units", n=n, all=every)
                for text, day, n, every in zip(_written(rows, asked, words), *sides, strict=True)
            ],
            "is_estimate": ~rows["is_exact"].to_numpy(bool),
        }
    )
    what = count_names(words)[asked.count]
    labels = {"value": what, "path": "", "estimate": t("Estimate, apportioned by residents")}
    chart = trend(frame, frame.head(0), [], labels)
    chart.update_layout(separators=formats.separators(words), yaxis_tickformat=",")
    return chart


def _calendar(
    served: Served, asked: Asked, place: Place, vintage: str, lang: str, is_phone: bool
) -> dict[str, list[str | None]]:
    """The same as a calendar: a row a year, a column a month; on a phone without those to come."""
    words, rows = Language(lang), month_rows(served, asked, place, vintage)
    years, month = rows["month"].dt.year, rows["month"].dt.month
    rows = rows.assign(year=years, of=month, text=_written(rows, asked, words))
    board = rows.pivot(index="year", columns="of", values="text")
    nothing = None if is_phone else ""
    columns: dict[str, list[str | None]] = {words.t("Year"): [str(year) for year in board.index]}
    for n in range(1, 13):
        texts = board[n] if n in board else [None] * len(board)
        columns[f"{n:02d}"] = [nothing if pd.isna(text) else text for text in texts]
    return columns


def months_file(
    served: Served, asked: Asked, place: Place, selection: Selection, few: bool = True
) -> pd.DataFrame:
    """A line a month of a place, with all counts of the topic and form."""
    words, t = selection.language, selection.language.t
    rows, names = month_rows(served, asked, place, selection.vintage), count_names(words, few)
    return pd.DataFrame(
        {
            t("Unit"): place.name,
            t("Month"): [formats.month(day, words) for day in rows["month"]],
            **{names[name]: as_written(rows[name], 2) for name in names},
            t("Adults"): as_written(rows["adult_months"], 2),
            t("Groups"): as_written(rows["group_months"], 2),
            t("Communes that reported"): rows["units_reported"],
            t("Number of communes"): rows["units_expected"],
        }
    )

"""Topics × forms: what was done in a period in one place, by month, and by unit."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from geo.map.breaks import Breaks, class_breaks
from geo.units.spelling import sorting
from kpis.periods import Period
from kpis.work.done import COUNTS, every_month
from pages.figures.trend import trend
from pages.shell.periods import name as period_name
from pages.shell.selection import Selection, link
from pages.shell.served import Served
from pages.shell.url import bar, folded_bar, on_phone, store
from pages.text import formats
from pages.text import words as words_of
from pages.text.comparability import marked, readings, under_pointer
from pages.text.language import Language
from pages.text.markup import facts, plain
from pages.views.work.counts import Place, by_unit, cells, measured, months, of_place, place_of
from pages.views.work.pickers import (
    COUNT,
    FORM,
    RATE,
    RATES,
    TOPIC,
    Own,
    count_names,
    names_of,
    pick_cell,
    pick_count,
    rate_names,
)
from pages.views.work.unit_map import of_district, unit_map
from pages.widgets.download import as_written, buttons, known, or_why
from pages.widgets.legend import OF_ALL_PERIODS, weighed
from pages.widgets.map import map_and_rail
from pages.widgets.table import Html, sortable, sortable_units, table

EVENING = "buoi_toi_cong_an"
ALL = ""  # of all topics, of all forms
UNIT = {"total": "count", "per_1000": "per_1000", "per_group": "ratio"}
Whole = dict[str, Any]  # the row of a place
DECIMALS = {"total": 0, "per_1000": 1, "per_group": 1}


@dataclass(frozen=True)
class Asked:
    """One topic and form, "" for all, what of it is counted, and of what."""

    topic: str
    form: str
    count: str
    rate: str


def topics_and_forms(served: Served, own: Own, selection: Selection) -> None:
    """Draws the figures of the place, the table of cells, the map and the table of units, and the
    months of the cell that is chosen."""
    words = selection.language
    topics, forms = (names_of(served, kind, words) for kind in ("topic", "form"))
    asked = Asked(
        own[TOPIC] if own[TOPIC] in topics else ALL,
        own[FORM] if own[FORM] in forms else ALL,
        own[COUNT],
        own[RATE],
    )
    place = place_of(served, selection)
    when = formats.inside(period_name(selection.period, served, words), words)
    st.header(plain(f"{place.name} — {when}"), anchor=False)
    whole, evening = (of_place(served, selection, place, f) for f in (ALL, EVENING))
    st.html(facts(_facts(whole, evening, words)))
    st.caption(plain(_from(whole, words)))
    with bar():
        pick_count(own, words)
    board = cell_table(served, selection, place, whole, asked)
    _draw_cells(board, asked, own, selection)
    with bar():
        pick_cell(served, own, selection)
    _units(served, asked, selection)
    _months(served, asked, place, selection)
    _download(served, asked, place, board, selection)


def _facts(whole: Whole, evening: Whole, words: Language) -> list[tuple[str, str, str]]:
    t, told = words.t, []
    for name, title in count_names(words).items():
        rate = measured(whole[name], whole["adult_months"], whole["group_months"], "per_1000")
        note = t("{n} per 1,000 adults a month", n=formats.number(rate, words, 1))
        figure = marked(formats.number(whole[name], words), whole["comparability"])
        told.append((title, figure, note))
    sessions = evening["sessions"]
    share = 100 * sessions / whole["sessions"] if whole["sessions"] else None
    note = t("{share} of all sessions", share=formats.value(share, "percent", words))
    figure = marked(formats.number(sessions, words), whole["comparability"])
    told.append((t("Evenings with the police"), figure, note))
    return told


def _from(whole: Whole, words: Language) -> str:
    """From how many communes the figures are, and of how many adults and groups."""
    t = words.t
    text = t("From {n} of {all} communes.", n=whole["units_reported"], all=whole["units_expected"])
    of = t(
        "Rates are of {adults} adult-months and {groups} group-months in the communes that"
        " reported.",
        adults=formats.number(whole["adult_months"], words),
        groups=formats.number(whole["group_months"], words),
    )
    if whole["missing_reason"] is not None:
        return f"{text} {words_of.missing(whole['missing_reason'], words)}."
    note = under_pointer(whole["comparability"], words)
    return f"{text} {of} {formats.title(note)}.".replace(" .", "")


def cell_table(
    served: Served, selection: Selection, place: Place, whole: Whole, asked: Asked
) -> pd.DataFrame:
    """One row a topic and one of all, one column a form and one of all: what is asked of each."""
    words = selection.language
    topics, forms = ([*names_of(served, k, words), ALL] for k in ("topic", "form"))
    rows = cells(served, selection, place)
    found = np.full((len(topics), len(forms)), 0.0 if whole["missing_reason"] is None else np.nan)
    columns = (rows[name].to_list() for name in ("topic", "form", asked.count))
    for topic, form, count in zip(*columns, strict=True):
        if topic in topics and form in forms and whole["missing_reason"] is None:
            found[topics.index(topic), forms.index(form)] = count
    found[:, -1] = _sum(found[:, :-1], 1)
    found[-1] = _sum(found[:-1], 0)
    sides = whole["adult_months"], whole["group_months"]
    return pd.DataFrame(measured(found, *sides, asked.rate), topics, forms)


def _sum(found: np.ndarray, axis: int) -> np.ndarray:
    """The sum of what is known; of nothing that is known none."""
    return np.where(np.isnan(found).all(axis), np.nan, np.nansum(found, axis))


def _draw_cells(board: pd.DataFrame, asked: Asked, own: Own, selection: Selection) -> None:
    """A click into a cell chooses its topic and form."""
    words, t = selection.language, selection.language.t
    served = Served(selection.snapshot)
    topics = {**names_of(served, "topic", words), ALL: t("All topics")}
    forms = {**names_of(served, "form", words), ALL: t("All forms")}
    decimals, title = DECIMALS[asked.rate], t("Topic")
    texts = {
        forms[form]: [formats.number(n, words, decimals) for n in board[form].to_list()]
        for form in board
    }
    caption = f"{count_names(words)[asked.count]} · {rate_names(words)[asked.rate]}"
    st.caption(plain(caption + ". " + t("Click a cell: map, table and months below show it.")))
    if on_phone():
        ways = {
            forms[form]: [
                Html(link("", text, selection, work_topic=topic, form=form, part=own["part"]))
                for topic, text in zip(board.index, texts[forms[form]], strict=True)
            ]
            for form in board
        }
        table({title: [topics[one] for one in board.index], **ways}, caption, list(ways))
        return
    key = f"cells-{asked.count}-{asked.rate}-{selection.period}-{selection.area}"

    def picked() -> None:
        chosen = st.session_state[key]["selection"]["cells"]
        if chosen:
            row, column = chosen[0]
            form = {name: code for code, name in forms.items()}.get(column, ALL)
            store({TOPIC: board.index[row], FORM: form})

    values = board.rename(columns=forms).reset_index(drop=True)
    values.insert(0, title, [topics[one] for one in board.index])
    sortable(
        values,
        texts,
        key,
        formats.table_height(values, len(values)),
        marked=[list(board.index).index(asked.topic)] if asked.topic else [],
        on_select=picked,
        selection_mode="single-cell",
    )


def unit_rows(served: Served, asked: Asked, selection: Selection) -> pd.DataFrame:
    """The units of the level, the most of what is asked first, as `value`."""
    rows = of_district(by_unit(served, selection, asked.topic, asked.form), selection)
    sides = rows[asked.count], rows["adult_months"], rows["group_months"]
    rows = rows.assign(**{rate: measured(*sides, rate) for rate in RATES})
    rows["value"] = rows[asked.rate]
    return rows.sort_values(
        ["value", "area_name"], ascending=[False, True], key=sorting, na_position="last"
    ).reset_index(drop=True)


def _title(served: Served, asked: Asked, words: Language) -> str:
    t = words.t
    names = [
        names_of(served, "topic", words).get(asked.topic, t("All topics")),
        names_of(served, "form", words).get(asked.form, t("All forms")),
    ]
    what = count_names(words)[asked.count]
    return f"{what} · {rate_names(words)[asked.rate]}: " + " · ".join(names)


def _units(served: Served, asked: Asked, selection: Selection) -> None:
    words = selection.language
    rows = unit_rows(served, asked, selection)
    st.header(plain(_title(served, asked, words)), anchor=False)
    left, right = map_and_rail()
    with left:
        breaks = served.once(
            _breaks,
            str(Period.parse(selection.period).kind),
            selection.level,
            asked,
            selection.vintage,
        )
        unit_map(rows, UNIT[asked.rate], selection, "work-map", _lines(rows, words), breaks)
    with right:
        titles = _titles(words)
        shown = rows[list(titles)].rename(columns=titles)
        texts = {
            titles[name]: [formats.number(n, words) for n in rows[name].to_list()]
            for name in titles
            if name == "adult_months"
        }
        for rate in RATES:
            texts[titles[rate]] = readings(rows.assign(value=rows[rate]), UNIT[rate], words)
        sortable_units(
            shown,
            texts,
            list(rows["area_code"]),
            selection,
            f"work-units-{selection.level}-{selection.vintage}-{selection.period}",
            min(300 if on_phone() else 440, formats.table_height(rows, len(rows))),
        )


def _lines(rows: pd.DataFrame, words: Language) -> dict[str, list[str]]:
    """Below the value on the map: what it is of, and from how many communes it is."""
    t = words.t
    of = zip(rows["units_reported"].to_list(), rows["units_expected"].to_list(), strict=True)
    return {
        t("Adults × months"): [formats.number(n, words) for n in rows["adult_months"].to_list()],
        t("Groups × months"): [formats.number(n, words) for n in rows["group_months"].to_list()],
        t("Communes that reported"): [t("{n} of {all}", n=n, all=every) for n, every in of],
    }


def _titles(words: Language) -> dict[str, str]:
    t = words.t
    return {"area_name": t("Unit"), **rate_names(words), "adult_months": t("Adults × months")}


def _breaks(served: Served, kind: str, level: str, asked: Asked, vintage: str) -> Breaks:
    """The classes of a map: from all published periods of a kind, on the units in force then.

    Totals of the units that are shown alone: those of 226 communes say nothing of 57.
    """
    rows = served.ask(every_month, level, asked.topic, asked.form)
    periods = {
        month: Period.containing(kind, month.date()).code for month in rows["month"].unique()
    }
    rows["period"] = rows["month"].map(periods)
    sums = rows.groupby(["period", "vintage", "area_code"], as_index=False)[
        [asked.count, "adult_months", "group_months"]
    ].sum()
    if asked.rate == "total" and (of_these := sums["vintage"] == vintage).any():
        sums = sums[of_these]
    sides = sums[asked.count], sums["adult_months"], sums["group_months"]
    sums["value"] = measured(*sides, asked.rate)
    return class_breaks(weighed(sums), k=OF_ALL_PERIODS)


def month_rows(served: Served, asked: Asked, place: Place, selection: Selection) -> pd.DataFrame:
    """The months of a place, `value` being what is asked."""
    rows = months(served, selection, place, asked.topic, asked.form)
    value = measured(rows[asked.count], rows["adult_months"], rows["group_months"], asked.rate)
    return rows.assign(value=value)


def _months(served: Served, asked: Asked, place: Place, selection: Selection) -> None:
    words, t = selection.language, selection.language.t
    rows = month_rows(served, asked, place, selection)
    st.header(plain(t("Month by month: {place}", place=place.name)), anchor=False)
    decimals = DECIMALS[asked.rate]
    written = [formats.number(n, words, decimals) for n in rows["value"].to_list()]
    frame = pd.DataFrame(
        {
            "date": [day.date() for day in rows["month"]],
            "value": rows["value"].to_numpy(),
            "text": [
                f"{formats.month(day, words)}: {text}<br>"
                + t("from {n} of {all} units", n=n, all=every)
                for day, text, n, every in zip(
                    rows["month"],
                    written,
                    rows["units_reported"],
                    rows["units_expected"],
                    strict=True,
                )
            ],
            "is_estimate": ~rows["is_exact"].to_numpy(bool),
        }
    )
    what = count_names(words)[asked.count]
    labels = {"value": what, "path": "", "estimate": t("Estimate, apportioned by residents")}
    chart = trend(frame, frame.head(0), [], labels)
    chart.update_layout(separators=formats.separators(words), yaxis_tickformat=",")
    st.plotly_chart(
        chart,
        theme=None,
        config={"displayModeBar": False},
        key="work-months",
        alt=t("Chart: {name}, month by month.", name=what),
    )
    with folded_bar(t("By year and month")):
        _calendar(rows.assign(text=written), words)


def _calendar(rows: pd.DataFrame, words: Language) -> None:
    """The same as a calendar: a row a year, a column a month."""
    t = words.t
    years, month = rows["month"].dt.year, rows["month"].dt.month
    board = rows.assign(year=years, of=month).pivot(index="year", columns="of", values="text")
    titles = [f"{n:02d}" for n in range(1, 13)]
    columns = {t("Year"): [str(year) for year in board.index]}
    columns |= {
        title: [None if pd.isna(text) and on_phone() else (text if pd.notna(text) else "")
                for text in (board[n] if n in board else [""] * len(board))]
        for n, title in enumerate(titles, 1)
    }  # fmt: skip
    table(columns, t("By year and month"), titles)


def _download(
    served: Served, asked: Asked, place: Place, board: pd.DataFrame, selection: Selection
) -> None:
    words, t = selection.language, selection.language.t
    buttons(
        lambda: units_file(served, asked, selection).assign(**known(served, words)),
        t("Download these figures"),
        f"work-{selection.level}-{selection.period}",
        *(served, selection, ("period", "level", "vintage", "district")),
        more={
            t("Topics and forms"): lambda: cells_file(served, place, selection),
            t("By year and month"): lambda: months_file(served, asked, place, selection),
        },
    )


def units_file(served: Served, asked: Asked, selection: Selection) -> pd.DataFrame:
    """A line a unit: all counts of the topic and form, of how many adults, groups and communes."""
    words, t = selection.language, selection.language.t
    rows, names = unit_rows(served, asked, selection), count_names(words)
    return pd.DataFrame(
        {
            t("Topic"): names_of(served, "topic", words).get(asked.topic, t("All topics")),
            t("Form"): names_of(served, "form", words).get(asked.form, t("All forms")),
            t("Code"): rows["area_code"],
            t("Unit"): rows["area_name"],
            **{names[name]: as_written(rows[name], 2) for name in COUNTS},
            t("Adults × months"): as_written(rows["adult_months"], 2),
            t("Groups × months"): as_written(rows["group_months"], 2),
            f"{names[asked.count]} · {rate_names(words)[asked.rate]}": or_why(rows, 2, words),
            t("Communes that reported"): rows["units_reported"],
            t("Number of communes"): rows["units_expected"],
        }
    )


def cells_file(served: Served, place: Place, selection: Selection) -> pd.DataFrame:
    """A line a topic and form of a place, with all counts."""
    words, t = selection.language, selection.language.t
    rows = cells(served, selection, place)
    names = count_names(words)
    return pd.DataFrame(
        {
            t("Unit"): place.name,
            t("Topic"): rows["topic"].map(names_of(served, "topic", words)),
            t("Form"): rows["form"].map(names_of(served, "form", words)),
            **{names[name]: as_written(rows[name], 2) for name in COUNTS},
        }
    ).reset_index(drop=True)


def months_file(served: Served, asked: Asked, place: Place, selection: Selection) -> pd.DataFrame:
    """A line a month of a place, with all counts of the topic and form."""
    words, t = selection.language, selection.language.t
    rows, names = month_rows(served, asked, place, selection), count_names(words)
    return pd.DataFrame(
        {
            t("Unit"): place.name,
            t("Month"): [formats.month(day, words) for day in rows["month"]],
            **{names[name]: as_written(rows[name], 2) for name in COUNTS},
            t("Adults"): as_written(rows["adult_months"], 2),
            t("Groups"): as_written(rows["group_months"], 2),
            t("Communes that reported"): rows["units_reported"],
            t("Number of communes"): rows["units_expected"],
        }
    )

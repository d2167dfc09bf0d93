"""The two views of the targets page: all indicators of the province, one indicator everywhere."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.catalogue.path_shape import STRAIGHT
from kpis.province import WHOLE
from pages.figures.bullets import bullets
from pages.shell.periods import fitting_period
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.shell.url import on_phone
from pages.text import formats
from pages.text import words as words_of
from pages.text.comparability import marked, under_pointer
from pages.text.language import Language
from pages.text.markup import hover_text, plain
from pages.text.momentum import momentum, outlook
from pages.text.path import course
from pages.text.results import verdict_line
from pages.views.targets.download import table_of_all
from pages.views.targets.rows import named, of_all, of_one
from pages.views.targets.table import target_table
from pages.widgets.comparability import notes
from pages.widgets.explained import explain_link, explained
from pages.widgets.files.download import OF_A_MEASURE, buttons, download
from pages.widgets.standings import counted, of_year
from pages.widgets.table import Html, picked_row
from pages.widgets.target_columns import for_file
from pages.widgets.units_shown import units_line

MOST_BARS = 25  # more bars than this are a wall: the rest is in the table below


def one_kpi(served: Served, selection: Selection) -> None:
    """One indicator: its targets, bullet bars sorted with the furthest behind on top, a table."""
    kpi, words = catalogue()[selection.kpi], selection.language
    t = words.t
    st.header(plain(words.pick(kpi.name)), anchor=False)
    goals = [escape(formats.target_sentence(goal, kpi, words)) for goal in kpi.targets]
    st.html(f"<p class='note'>{'<br>'.join(goals)}</p>")
    code = fitting_period(kpi, selection.period, served)
    units_line(served, selection, code)
    rows = _rows(served, selection)
    if rows["value"].isna().all():
        st.info(t("No unit has a value for this choice."))
        return
    is_aimed = rows["target_year"].notna().any()
    if not kpi.targets and not is_aimed:
        st.info(t("This indicator has no target: only its values are shown."))
    elif not is_aimed:
        year = selection.year
        st.info(
            plain(
                t("This indicator has no target for {year}: only its values are shown.", year=year)
            )
        )
    _province_momentum(served, kpi, code, selection)
    st.html(_tally(rows, selection))
    behind = _behind(rows)
    if len(behind) > MOST_BARS and is_aimed:
        st.caption(
            plain(t("The {n} units furthest behind; all of them are in the table.", n=MOST_BARS))
        )
    elif len(behind) > MOST_BARS:
        st.caption(plain(t("The {n} lowest values; all of them are in the table.", n=MOST_BARS)))
    _draw(served.once(_bars_of_units, selection), "bullets", words)
    every = pd.concat([behind, rows[rows["value"].isna()]], ignore_index=True)
    codes = every["area_code"].to_list()
    target_table(every.assign(unit=str(kpi.unit)), "area_name", t("Unit"), selection, codes)
    measured = replace(selection, period=code)
    st.html(f"<p class='told'>{_why(every, measured)}</p>")
    said = [*notes(rows, served, measured), course(kpi, words)]
    st.caption(plain(" ".join(said)))
    chosen = ("year", *OF_A_MEASURE[:-1])
    download(served, every, measured, lambda: for_file(every, selection), chosen)


def _why(rows: pd.DataFrame, measured: Selection) -> str:
    """The way to the explanation of the value of the chosen unit, or how to choose one; HTML."""
    chosen = rows.loc[rows["area_code"] == measured.area, "area_name"]
    if chosen.empty:
        return escape(measured.language.t("Click a row to have the number of that unit explained."))
    return f"{escape(str(chosen.iloc[0]))}: {explain_link(measured)}"


def _rows(served: Served, selection: Selection) -> pd.DataFrame:
    units = selection.level, selection.period, selection.vintage, selection.district
    return served.once(of_one, selection.kpi, *units, int(selection.year))


def _behind(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with a value, the furthest behind first."""
    return rows.dropna(subset="value").sort_values(["gap", "value"], na_position="last")


def _bars_of_units(served: Served, selection: Selection):
    """The chart of the units furthest behind; None where none has a value."""
    behind = _behind(_rows(served, selection)).head(MOST_BARS)
    return _bars(behind, [catalogue()[selection.kpi]] * len(behind), "area_name", selection)


def _tally(rows: pd.DataFrame, selection: Selection) -> str:
    """How the targets were kept when they were due and what became of them, else their statuses."""
    words = selection.language
    if rows["verdict"].notna().any():
        return verdict_line(rows[rows["verdict"].notna()], words)
    title = escape(words.t("Status against {year}", year=selection.year))
    return f"<p class='tally'><b>{title}:</b> {counted(rows, words)}</p>"


def _province_momentum(served: Served, kpi: Kpi, code: str, selection: Selection) -> None:
    """Where the whole province stands and goes, in a sentence; nothing where there is no pace."""
    if WHOLE not in kpi.levels:
        return
    found = served.momentum(kpi.id, WHOLE, code)
    if len(found):
        row = found.iloc[0]
        today = served.progress(kpi.id, WHOLE, code)
        status = of_year(today, int(row["target_year"]))["status"].iloc[0]
        sentence = momentum(row, kpi, selection.language, status)
        text = selection.language.t("Whole province: {sentence}", sentence=sentence)
        whole = {"level": WHOLE, "period": code, "vintage": "", "area": ""}
        st.html(f"<p class='told'>{escape(text)} {explain_link(selection, **whole)}</p>")


def all_kpis(served: Served, selection: Selection) -> None:
    """All indicators of the province that have a target for the year."""
    t = selection.language.t
    every = _every(served, selection)
    st.html(_tally(every, selection))
    _draw(served.once(_bars_of_kpis, selection, on_phone()), "bullets-all", selection.language)
    ways = [_way_to(row, selection, str(row["name"])) for row in every.to_dict("records")]
    key = target_table(every, "name", t("Indicator"), selection, names=ways if on_phone() else ())
    if not on_phone():
        at = picked_row(key)
        told = escape(t("Click a row to have the number of that indicator explained."))
        if at is not None and at < len(every):
            told = f"{escape(t('Explain this number'))}: {ways[at]}"
        st.html(f"<p class='told'>{told}</p>")
    if others := _other_courses(every, selection):
        st.caption(plain(" ".join(others)))
    name = f"targets-{selection.year}-{selection.period}"
    label, kpis = t("Download these figures"), list(every["kpi"])
    chosen = ("year", "period")
    rows = lambda: table_of_all(served, every, selection)  # noqa: E731
    buttons(rows, label, name, served, selection, chosen, kpis)


def _way_to(row: Mapping[Any, Any], selection: Selection, text: str) -> Html:
    """The way to what the value of an indicator of the province is made of."""
    whole = {"kpi": str(row["kpi"]), "level": WHOLE, "period": str(row["period"])}
    return Html(explained(text, selection, **whole, vintage="", area="", topic=""))


def _every(served: Served, selection: Selection) -> pd.DataFrame:
    rows = served.once(of_all, int(selection.year), selection.period)
    return named(rows, selection.period, selection.language)


def _bars_of_kpis(served: Served, selection: Selection, is_narrow: bool):
    """The chart of the indicators that are shares; None where none has a value."""
    every = _every(served, selection)
    shares = every[(every["unit"] == "percent") & every["value"].notna()]
    kpis = [catalogue()[one] for one in shares["kpi"]]
    return _bars(shares, kpis, "name", selection, is_narrow)


def _other_courses(rows: pd.DataFrame, selection: Selection) -> list[str]:
    """How the paths run that are not straight, each under the name of its indicator."""
    words, kpis = selection.language, [catalogue()[one] for one in rows["kpi"]]
    return [
        f"{words.pick(kpi.name)}: {course(kpi, words)}" for kpi in kpis if kpi.course != STRAIGHT
    ]


def _draw(figure, key: str, words: Language) -> None:
    if figure is not None:
        told = words.t("Chart: values, paths and targets. The table below it holds the same.")
        st.plotly_chart(figure, theme=None, config={"displayModeBar": False}, key=key, alt=told)


def _bars(
    rows: pd.DataFrame, kpis: list[Kpi], name: str, selection: Selection, is_narrow: bool = False
):
    """A bar a row; None without rows."""
    words, t = selection.language, selection.language.t
    if rows.empty:
        return None
    shown = pd.DataFrame(
        {
            "label": rows[name].map(escape),
            "value": rows["value"],
            "value_text": [
                marked(formats.value(r.value, k.unit, words), r.comparability)
                for r, k in zip(rows.itertuples(), kpis, strict=False)
            ],
            "path": rows["path"],
            "target": rows["target"],
            "status": rows["status"],
            "hover": [
                _hover(r, k, name, selection) for r, k in zip(rows.itertuples(), kpis, strict=False)
            ],
        }
    )
    legend = {"path": t("Path today"), "target": t("Target {year}", year=selection.year)}
    legend |= {s: words_of.status(s, words) for s in shown["status"].unique()}
    return bullets(shown, legend, "%" if kpis[0].unit == "percent" else "", is_narrow)


def _hover(row, kpi: Kpi, name: str, selection: Selection) -> str:
    words, t = selection.language, selection.language.t
    return hover_text(
        getattr(row, name),
        t("Value") + ": " + marked(formats.value(row.value, kpi.unit, words), row.comparability),
        t("Path today") + ": " + formats.value(row.path, kpi.unit, words),
        t("Gap") + ": " + formats.difference(row.gap, kpi.unit, words),
        t("Status today") + ": " + words_of.status(row.status, words),
        words_of.caveat(row.caveat, words),
        _ahead(row, kpi, words),
        under_pointer(row.comparability, words),
    )


def _ahead(row, kpi: Kpi, words: Language) -> str:
    """The outlook of a row that has a pace."""
    return formats.title(outlook(row._asdict(), kpi, words)) if pd.notna(row.needed) else ""

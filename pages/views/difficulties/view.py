"""The parts of the page: the map of the most named kind or of one, the kinds, who is silent."""

from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from geo.units.spelling import sorting
from kpis.province import PART, WHOLE
from pages.figures.choropleth import Hover, MapClass
from pages.figures.trend import Figure, trend
from pages.shell import url
from pages.shell.selection import Selection, link
from pages.shell.served import Served
from pages.shell.url import dropdown, on_phone
from pages.text import formats
from pages.text import words as words_of
from pages.text.language import Language
from pages.text.markup import folded, hover_text, plain
from pages.views.difficulties.figures import (
    behind_and_silent,
    breaks_of,
    by_unit,
    indicators,
    measure,
    most_named,
    naming,
    summary,
)
from pages.widgets.groups.measures import explore, inside, opener
from pages.widgets.groups.words import difficulties
from pages.widgets.legend import missing_classes
from pages.widgets.map.drawing import draw_map
from pages.widgets.map.rail import HEIGHT, map_and_rail, rail
from pages.widgets.table import fitted, sortable_units, table

FIELD, MOST = "difficulty", "most"
# Told apart by the colour-blind, and in a copy in greys; none is named: the paper of a unit.
COLOURS = ("#cc6677", "#ddcc77", "#44aa99", "#88ccee", "#aa4499")
NONE_NAMED = "#f4f1de"
NO_PATH = pd.DataFrame({"date": [], "value": []})


def asked() -> str:
    """The difficulty of the link; kept before the selection, which does not know it, is read."""
    return url.remember_link(FIELD)[FIELD]


def pick_difficulty(wish: str, served: Served, selection: Selection) -> str:
    """Draws the list; the difficulty that is shown, or MOST for the one named most in each unit."""
    t = selection.language.t
    names = {MOST: t("The one named most in each unit"), **difficulties(served, selection.lang)}
    current = wish if wish in names else MOST
    label = t("The map shows")
    dropdown(FIELD, label, list(names), current, names.__getitem__, width="stretch")
    return current


def shown(served: Served, selection: Selection) -> pd.DataFrame:
    """The units of the page: those of the chosen district, or all."""
    return inside(by_unit(served, selection), selection)


def explore_kind(kind: str, rows: pd.DataFrame, served: Served, selection: Selection) -> None:
    """Draws the map of one difficulty, or of the one named most, with its table and card."""

    def card() -> None:
        _card(rows, served, selection)

    names = difficulties(served, selection.lang)
    if kind != MOST:
        one = measure(kind, names, selection.language)
        breaks = breaks_of(served, kind, selection.level, selection.vintage)
        explore(one.of(rows), one, breaks, selection, f"difficulty-{kind}", card)
        return
    words = selection.language
    most = most_named(rows, list(names))
    left, right = map_and_rail()
    with left:
        hover = Hover(
            {row.area_code: (_hover(row, names, selection),) for row in rows.itertuples()}
        )
        draw_map(
            _classes(rows, most, names, selection), hover, selection, opener(selection), "most"
        )
    with right:
        is_card = selection.area in set(rows["area_code"])
        area = selection.area if is_card else ""
        rail(
            words,
            area,
            lambda: _most_table(rows, most, names, selection),
            card if is_card else None,
        )


def _classes(
    rows: pd.DataFrame, most: pd.Series, names: dict[str, str], selection: Selection
) -> list[MapClass]:
    t, codes = selection.language.t, rows["area_code"]
    entries = [
        MapClass(name, colour, list(codes[most == kind]))
        for (kind, name), colour in zip(names.items(), COLOURS, strict=True)
    ]
    entries.append(MapClass(t("None named"), NONE_NAMED, list(codes[most == ""])))
    lacking = rows.assign(value=most, missing_reason="not_reported")
    return [*entries, *missing_classes(lacking[most.isna()], selection.language)]


def _hover(row, names: dict[str, str], selection: Selection) -> str:
    words, t = selection.language, selection.language.t
    if not row.reporting > 0:
        return hover_text(row.area_name, words_of.missing("not_reported", words))
    lines = [f"{name}: {formats.number(getattr(row, kind), words)}" for kind, name in names.items()]
    sent = t(
        "{n} of {all}",
        n=formats.number(row.reporting, words),
        all=formats.number(row.groups, words),
    )
    return hover_text(row.area_name, *lines, t("Groups that sent a report") + ": " + sent)


def _most_table(
    rows: pd.DataFrame, most: pd.Series, names: dict[str, str], selection: Selection
) -> None:
    words, t = selection.language, selection.language.t
    rows = rows.assign(most=most).sort_values("area_name", key=sorting).reset_index(drop=True)
    told = [
        words_of.missing("not_reported", words) if one is None else names.get(one, t("None named"))
        for one in rows["most"].where(rows["most"].notna(), None)
    ]
    # How many name each of the others is told by the pointer and the card: eight columns are cut.
    share, sent = t("Groups that name it, %"), t("Groups that sent a report")
    part = 100 * rows[list(names)].max(axis=1) / rows["reporting"].where(rows["reporting"] > 0)
    frame = {t("Unit"): rows["area_name"], t("Named most"): told, share: part}
    texts = {
        share: [formats.value(n, "percent", words) for n in part.to_list()],
        sent: [formats.number(n, words) for n in rows["reporting"].to_list()],
    }
    widths = {t("Unit"): 140, t("Named most"): 150, share: 105, sent: 105}
    sortable_units(
        pd.DataFrame({**frame, sent: rows["reporting"]}),
        texts,
        list(rows["area_code"]),
        selection,
        "-".join(
            ("most", selection.level, selection.vintage, selection.district, selection.period)
        ),
        min(300 if on_phone() else HEIGHT, formats.table_height(rows, len(rows))),
        fitted(widths),
    )


def _card(rows: pd.DataFrame, served: Served, selection: Selection) -> None:
    """The chosen unit: how many of its groups name what, beside what others measure."""
    words, t = selection.language, selection.language.t
    row = rows[rows["area_code"] == selection.area].iloc[0]
    st.subheader(plain(str(row["area_name"])), anchor=False)
    if not row["reporting"] > 0:
        st.caption(plain(t("No group of this unit sent a report in the period.")))
        return
    names = difficulties(served, selection.lang)
    columns: dict[str, list[str | None]] = {
        t("Difficulty"): [],
        t("Groups"): [],
        t("Beside it"): [],
    }
    for kind, name in names.items():
        columns[t("Difficulty")].append(name)
        columns[t("Groups")].append(
            t(
                "{n} of {all}",
                n=formats.number(row[kind], words),
                all=formats.number(row["reporting"], words),
            )
        )
        beside = [
            f"{title}: {formats.value(values.get(selection.area), 'percent', words)}"
            for title, values in indicators(kind, served, selection).items()
        ]
        columns[t("Beside it")].append("; ".join(beside) or formats.MISSING)
    table(columns, t("Difficulties"), [t("Groups")])
    way = link("network", t("The groups of this unit"), selection)
    st.html(f"<p class='told'>{way}</p>")


def kinds_table(rows: pd.DataFrame, served: Served, selection: Selection) -> None:
    """Draws the five kinds: groups, share, communes, how long it lasts."""
    words, t = selection.language, selection.language.t
    found = kinds_file(rows, served, selection)
    decimals = {t("Groups that name it, %"): 1, t("Months that it lasts (median)"): 1}
    columns = {
        title: found[title].to_list()
        if title == t("Difficulty")
        else [formats.number(n, words, decimals.get(title, 0)) for n in found[title].to_list()]
        for title in found
    }
    table(columns, t("Difficulties"), [title for title in found if title != t("Difficulty")])


def kinds_file(rows: pd.DataFrame, served: Served, selection: Selection) -> pd.DataFrame:
    """The same as a file, numbers as numbers."""
    t = selection.language.t
    names = difficulties(served, selection.lang)
    found = summary(served, selection, rows)
    return pd.DataFrame(
        {
            t("Difficulty"): found["difficulty"].map(names),
            t("Groups"): found["groups"],
            t("Groups that name it, %"): found["share"],
            t("Communes"): found["communes"],
            t("Months that it lasts (median)"): found["lasts"],
            t("Groups for six months or more"): found["long"],
        }
    )


def over_time(kind: str, served: Served, selection: Selection) -> None:
    """Draws the share of the reports that name each difficulty, or one, month by month."""
    t, names = selection.language.t, difficulties(served, selection.lang)
    level = selection.level if selection.area else PART if selection.district else WHOLE
    code = selection.area or selection.district
    chosen = [kind] if kind != MOST else list(names)
    places = st.columns(len(chosen)) if len(chosen) == 1 else st.columns(3) + st.columns(3)[:2]
    for place, one in zip(places, chosen, strict=False):
        # the same in all periods: drawn once a snapshot
        chart = served.once(_course, one, level, code, selection.vintage, selection.lang)
        label = t("Chart: {name}, month by month.", name=names[one])
        with place:
            st.plotly_chart(
                chart, theme=None, config={"displayModeBar": False}, key=f"course-{one}", alt=label
            )


def _course(served: Served, kind: str, level: str, code: str, vintage: str, lang: str) -> Figure:
    """The share of the reports that name a difficulty in a unit, or in the whole province."""
    words, name = Language(lang), difficulties(served, lang)[kind]
    rows = naming(served, level, vintage)
    mine = rows[(rows["difficulty"] == kind) & ((rows["area_code"] == code) | (code == ""))]
    share = (100 * mine["reports"] / mine["reports_sent"]).to_numpy("float64")
    days = [date(month.year, month.month, 1) for month in pd.to_datetime(mine["month"])]
    told = [
        f"{formats.month(day, words)}: {formats.value(value, 'percent', words)}"
        for day, value in zip(days, share, strict=True)
    ]
    series = pd.DataFrame({"date": days, "value": share, "text": told, "is_estimate": False})
    return trend(series, NO_PATH, [], {"value": name, "path": "", "estimate": ""}, "%")


def silent(kind: str, rows: pd.DataFrame, served: Served, selection: Selection) -> None:
    """Lists the units that are behind and name nothing, and those from which no report came."""
    words, t = selection.language, selection.language.t
    if kind != MOST:
        for title, found in behind_and_silent(kind, rows, served, selection).items():
            text = t(
                "In the lowest fifth by “{name}”, and no group names it: {n} units",
                name=title,
                n=len(found),
            )
            units = [
                escape(f"{row.area_name} ({formats.value(row.indicator, 'percent', words)})")
                for row in found.sort_values("indicator").itertuples()
            ]
            st.html(folded(text, f"<p>{', '.join(units) or formats.MISSING}</p>"))
    quiet = rows[rows["reporting"].fillna(0) == 0]
    text = t("No group sent a report: {n} units", n=len(quiet))
    names = sorted(quiet["area_name"])
    st.html(folded(text, f"<p>{escape(', '.join(names)) or formats.MISSING}</p>"))

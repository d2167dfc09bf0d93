"""A unit against its peers: those under the most like conditions, or those the reader chose."""

import pandas as pd
import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.compare.peers import CONDITIONS, PEERS, peers, standing
from kpis.compare.why import IncomparableError
from pages.figures.fair.dot_plot import dot_plot
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.shell.url import bar
from pages.text import formats
from pages.text.comparability import named
from pages.text.language import Language
from pages.text.markup import facts, hover_text, plain
from pages.views.fair import drawing
from pages.views.fair.pickers import Own, chosen_peers, pick_peers, pick_rule, pick_unit
from pages.views.fair.rows import asked, conditions_of, readings
from pages.views.fair.text import why
from pages.widgets.files.contents import as_written, or_why


def peers_view(served: Served, own: Own, selection: Selection) -> None:
    """Draws one unit among its peers: their median and range, and the conditions of each."""
    kpi, words, t = catalogue()[selection.kpi], selection.language, selection.language.t
    rows = readings(served, asked(selection))
    conditions = conditions_of(served, asked(selection))
    codes = set(rows["area_code"])
    area = selection.area if selection.area in codes else str(rows["area_code"].iloc[0])
    own_choice = chosen_peers(served, own, rows, area, words)
    said, by_rule = _by_rule(conditions, area, words)
    chosen = own_choice or list(by_rule["area_code"])
    with bar():
        pick_unit(rows, area, selection)
        pick_rule(bool(own_choice), words)
    pick_peers(rows, area, chosen, words)
    if not chosen:
        st.info(plain(said))
        return
    table = rows.merge(conditions, on="area_code").merge(by_rule, on="area_code", how="left")
    mine = table[table["area_code"] == area].iloc[0]
    beside = table[table["area_code"].isin(chosen)]
    found = standing(rows.set_index("area_code")["value"], chosen)
    st.html(facts(_facts(mine, found, kpi, words)))
    shown = pd.concat([table[table["area_code"] == area], beside], ignore_index=True)
    shown = shown.sort_values("value", ascending=False, na_position="last", ignore_index=True)
    drawn = shown[shown["value"].notna()]
    if found.known:
        _chart(drawn, found, area, kpi, selection)
    _table(shown, kpi, selection, area)
    rule = said if not own_choice else t("The peers were chosen by a reader, not by the rule.")
    drawing.below([rule, _sources(words)], rows, served, selection)
    drawing.files(lambda: _file(shown, kpi, area, served, selection), "peers", served, selection)


def _by_rule(conditions: pd.DataFrame, area: str, words: Language) -> tuple[str, pd.DataFrame]:
    """The rule in words with the conditions that counted, and the peers by it; or why none."""
    t = words.t
    names = {
        "size": t("residents (logarithm)"),
        "urban": t("urban share"),
        "start": t("value a year earlier"),
    }
    try:
        found = peers(conditions[["area_code", *CONDITIONS]], area)
    except IncomparableError as refused:
        return why(refused.why, words), pd.DataFrame({"area_code": [], "distance": []}).astype(
            {"area_code": "object", "distance": "float64"}
        )
    text = t(
        "The rule: the {n} units nearest in {conditions}, each divided by its standard deviation"
        " (Euclidean distance).",
        n=PEERS,
        conditions=", ".join(names[one] for one in found.used),
    )
    return text, found.units


def _sources(words: Language) -> str:
    return words.t(
        "Urban share: residents who live, or lived, in a ward or township of the oldest set of"
        " units. Residents: those last told up to the period."
    )


def _facts(mine: pd.Series, found, kpi: Kpi, words: Language) -> list[tuple[str, str, str]]:
    t = words.t
    gap = mine["value"] - found.median
    low, high = (formats.value(v, kpi.unit, words) for v in (found.low, found.high))
    (value,) = drawing.values(pd.DataFrame([mine]), kpi, words)
    return [
        (str(mine["area_name"]), value, ""),
        (
            t("Median of its peers"),
            formats.value(found.median, kpi.unit, words),
            t("{n} with a value", n=found.known),
        ),
        (t("Range of its peers"), f"{low}–{high}" if found.known else formats.MISSING, ""),
        (t("Beside the median"), formats.difference(gap, kpi.unit, words), ""),
    ]


def _chart(drawn: pd.DataFrame, found, area: str, kpi: Kpi, selection: Selection) -> None:
    words, t = selection.language, selection.language.t
    texts = [
        hover_text(name, told)
        for name, told in zip(drawn["area_name"], drawing.values(drawn, kpi, words), strict=True)
    ]
    rows = pd.DataFrame(
        {
            "code": drawn["area_code"],
            "label": drawing.plotted(drawn["area_name"]),
            "x": drawn["value"],
            "text": texts,
        }
    )
    median = formats.value(found.median, kpi.unit, words)
    named_parts = {
        "x": drawing.axis(kpi, words),
        "sign": drawing.sign(kpi),
        "median": t("median of the peers {value}", value=median),
    }
    drawing.chart(
        dot_plot(rows, (found.low, found.median, found.high), named_parts, area, drawing.letters()),
        "fair-peers",
        t("Chart: a unit among its peers. The table below holds its figures."),
        words,
    )


def _table(shown: pd.DataFrame, kpi: Kpi, selection: Selection, area: str) -> None:
    words, t = selection.language, selection.language.t
    marked = [
        f"▶ {name}" if code == area else name
        for code, name in zip(shown["area_code"], shown["area_name"], strict=True)
    ]
    columns: drawing.Columns = {
        t("Unit"): (marked, None, 210),
        t("Value"): (shown["value"], drawing.values(shown, kpi, words), 110),
        t("A year earlier"): (
            shown["start"],
            [formats.value(v, kpi.unit, words) for v in shown["start"]],
            110,
        ),
        t("Residents"): (
            shown["residents"],
            [formats.number(v, words) for v in shown["residents"]],
            110,
        ),
        t("Urban share"): (
            shown["urban_pct"],
            [formats.value(v, "percent", words) for v in shown["urban_pct"]],
            110,
        ),
        t("Distance"): (
            shown["distance"],
            [formats.number(v, words, 2) for v in shown["distance"]],
            100,
        ),
    }
    drawing.unit_table(columns, shown["area_code"], "peers", selection)


def _file(
    shown: pd.DataFrame, kpi: Kpi, area: str, served: Served, selection: Selection
) -> pd.DataFrame:
    words, t = selection.language, selection.language.t
    decimals = formats.DECIMALS[kpi.unit] + 1
    return pd.DataFrame(
        {
            **drawing.heads(shown, kpi, served, selection),
            t("Role"): [t("Unit") if code == area else t("Peer") for code in shown["area_code"]],
            **drawing.sides(shown, kpi, words),
            t("Value"): or_why(shown, decimals, words),
            t("A year earlier"): as_written(shown["start"], decimals),
            t("Residents"): as_written(shown["residents"], 0),
            t("Urban share"): as_written(shown["urban_pct"], 1),
            t("Distance"): as_written(shown["distance"], 3),
            t("Comparability"): [named(mark, words) for mark in shown["comparability"]],
            **drawing.tails(served, words),
        }
    )

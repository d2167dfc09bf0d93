"""One small map a topic, with one legend: assists per 1,000 adults a month."""

from dataclasses import replace

import numpy as np
import pandas as pd
import streamlit as st

from geo.units.spelling import sorting
from kpis.periods import Period
from pages.shell.periods import name as period_name
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.shell.url import on_phone
from pages.text import formats
from pages.text.comparability import estimated, readings
from pages.text.markup import Markdown, plain
from pages.views.work.counts import KPI, by_topic, cells, of_place, place_of
from pages.views.work.pickers import Own, names_of
from pages.views.work.unit_map import of_district
from pages.widgets.comparability import notes
from pages.widgets.files.contents import known, or_why
from pages.widgets.files.download import buttons
from pages.widgets.legend import hover_texts, of_all_topics, shared_legend, value_classes
from pages.widgets.map.drawing import chooser, draw_map
from pages.widgets.table import sortable_units

WIDTH, DESKTOP, PHONE, A_ROW = 280, 260, 300, 4  # of each map in pixels; maps in a row


def maps_of_topics(served: Served, own: Own, selection: Selection) -> None:
    """Draws the legend, a map for each topic, and the same as a table."""
    words, t = selection.language, selection.language.t
    kpi, topics = catalogue()[KPI], names_of(served, "topic", words)
    when = formats.inside(period_name(selection.period, served, words), words)
    st.header(plain(f"{words.pick(kpi.name)} — {when}"), anchor=False)
    kind = str(Period.parse(selection.period).kind)
    breaks = served.once(of_all_topics, KPI, selection.level, kind)
    rows = topic_rows(served, selection)
    classes = {topic: value_classes(part, breaks, kpi.unit, words) for topic, part in rows.items()}
    st.html(shared_legend([one for entries in classes.values() for one in entries]))
    codes, told = list(topics), wholes(served, selection)
    for start in range(0, len(codes), A_ROW):
        for column, topic in zip(st.columns(A_ROW), codes[start : start + A_ROW], strict=False):
            with column:
                st.markdown(Markdown.bold(topics[topic]))
                draw_map(
                    classes[topic],
                    hover_texts(rows[topic], kpi, words),
                    selection,
                    chooser(selection),
                    f"topic-{topic}",
                    (WIDTH, PHONE if on_phone() else DESKTOP),
                    estimated(rows[topic]),
                    legend=False,
                )
                st.caption(plain(told[topic]))
    st.caption(plain(" ".join(notes(rows[codes[0]], served, selection))))
    _table(served, rows, selection)
    buttons(
        lambda: topics_file(served, rows, selection).assign(**known(served, words)),
        t("Download these figures"),
        f"topics-{selection.level}-{selection.period}",
        *(served, selection, ("period", "level", "vintage", "district"), [KPI]),
    )


def topic_rows(served: Served, selection: Selection) -> dict[str, pd.DataFrame]:
    """The readings of each topic, of the units of the level."""
    topics = names_of(served, "topic", selection.language)
    asked = selection.period, selection.level, selection.vintage
    found = by_topic(served, topics, *asked)
    return {topic: of_district(rows, selection) for topic, rows in found.items()}


def wholes(served: Served, selection: Selection) -> dict[str, str]:
    """What stands below the map of each topic: the rate and the assists of the whole province."""
    words = selection.language
    of_all = replace(selection, level="commune", district="", area="")
    place = place_of(served, of_all)
    row = of_place(served, of_all, place)
    assists = cells(served, of_all, place).groupby("topic")["assists"].sum()
    told = {}
    for topic in names_of(served, "topic", words):
        count = assists.get(topic, 0.0) if row["missing_reason"] is None else None
        rate = count if count is None else 1000 * count / row["adult_months"]
        told[topic] = words.t(
            "Whole province: {value}, {n} assists",
            value=formats.value(rate, "per_1000", words),
            n=formats.number(count, words),
        )
    return told


def _table(served: Served, rows: dict[str, pd.DataFrame], selection: Selection) -> None:
    words = selection.language
    topics, first = names_of(served, "topic", words), next(iter(rows.values()))
    order = np.argsort(sorting(first["area_name"]).to_numpy(), kind="stable")
    values, texts = {words.t("Unit"): first["area_name"].to_numpy(object)[order]}, {}
    for topic, part in rows.items():
        written = readings(part, "per_1000", words)
        values[topics[topic]] = part["value"].to_numpy(float)[order]
        texts[topics[topic]] = [written[at] for at in order]
    board = pd.DataFrame(values)
    sortable_units(
        board,
        texts,
        list(first["area_code"].to_numpy(object)[order]),
        selection,
        f"topics-{selection.level}-{selection.vintage}-{selection.period}-{selection.district}",
        min(360, formats.table_height(board, len(board))),
    )


def topics_file(
    served: Served, rows: dict[str, pd.DataFrame], selection: Selection
) -> pd.DataFrame:
    """A line a unit and topic: both sides and the rate."""
    words, t = selection.language, selection.language.t
    topics, kpi = names_of(served, "topic", words), catalogue()[KPI]
    parts = [
        pd.DataFrame(
            {
                t("Topic"): topics[topic],
                t("Code"): part["area_code"],
                t("Unit"): part["area_name"],
                formats.title(words.pick(kpi.numerator_label)): part["numerator"],
                formats.title(words.pick(kpi.denominator_label)): part["denominator"],
                t("Per 1,000 adults a month"): or_why(part, 2, words),
            }
        )
        for topic, part in rows.items()
    ]
    return pd.concat(parts, ignore_index=True)

"""A map that plays through all periods of a kind in the browser: all of them are sent once."""

import json
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

import streamlit as st

from kpis.periods import Period
from pages.figures import patterns
from pages.figures.choropleth import MapClass
from pages.shell.menu import TITLE
from pages.shell.periods import name
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.shell.url import on_phone, store
from pages.text import formats
from pages.text.comparability import estimated
from pages.text.language import Language
from pages.text.markup import plain
from pages.views.compare.frames import Frames, all_periods, frames
from pages.views.compare.marked import marked_unit
from pages.views.compare.narrowed import Narrowed
from pages.views.compare.panels import Shown, at_period, files, tell
from pages.views.compare.pickers import Own
from pages.views.compare.played import played
from pages.widgets.files.contents import as_csv
from pages.widgets.files.download import buttons
from pages.widgets.files.file_button import file_button
from pages.widgets.legend import DOT, breaks_for, value_classes, why_empty
from pages.widgets.map.drawing import FRAME, show_map, source_line, told_of
from pages.widgets.map.ground import PHONE_WIDTH, layers_of
from pages.widgets.meetings.freezing import Drawn, remember_map

SCRIPT = (Path(__file__).parent / "play.js").read_text(encoding="utf-8")
KEY, STANDS = "played", "stands"  # of the chart; of the field that says where the player stands
LEAST, PHONE = 350, 330  # pixels that the map is high on a projector and on a phone


def over_time(served: Served, _own: Own, selection: Selection, narrow: Narrowed) -> None:
    """Draws the legend, the player and the map at the selected period, which the player moves."""
    kpi, words = catalogue()[selection.kpi], selection.language
    narrow.heading(words.pick(kpi.name))
    rows = narrow.rows(all_periods(served, selection))
    if narrow.is_empty(rows):
        return
    if rows["value"].isna().all():
        st.info(plain(why_empty(rows, selection)))
        return
    kept = replace(selection, period=rows["period"].max(), area="", district="")
    found = served.once(_frames, kept, on_phone(), tuple(sorted(set(rows["area_code"]))))
    here = rows[rows["period"] == selection.period].reset_index(drop=True)
    breaks, below = breaks_for(rows, served, selection)
    classes = value_classes(here, breaks, kpi.unit, words, below, selection.palette)
    layers = layers_of(classes, selection, _size(), estimated(here))
    title, source = name(selection.period, served, words), source_line(selection)
    where = selection.level, selection.vintage
    st.session_state[TITLE] += f", {formats.inside(title, words)}"
    remember_map(KEY, Drawn(classes, layers, *where, title, source))
    st.html(_legend(found, words))
    st.html(f"<div class='player' role='group' aria-label='{escape(words.t('Over time'))}'></div>")
    over = {"estimate": (found.dotted, "")} if found.dotted else {}
    figure = played(
        *(found.codes, found.names, found.places[selection.period], found.looks),
        replace(layers, over=over),
        PHONE if on_phone() else None,
        f"{selection.level}-{selection.vintage}",
    )
    height = "content" if on_phone() else "stretch"
    with st.container(gap=None, key=f"frame-{KEY}"):
        st.html(patterns.script(patterns.ALL), unsafe_allow_javascript=True)
        show_map(figure, KEY, told=told_of(selection, title), height=height)
    _stands(selection, list(found.places), words)
    start = sorted(found.places).index(selection.period)
    st.html(_script(found, start, words), unsafe_allow_javascript=True)
    by_period = [(at_period(selection, str(code)), part) for code, part in rows.groupby("period")]
    tell(served, by_period)
    marked_unit([(title, selection, here)], selection)
    _files(served, selection, by_period, start, narrow)


def _stands(selection: Selection, known: Sequence[str], words: Language) -> None:
    """The hidden field in which the player says at which period it stands; see play.js."""

    def stand() -> None:
        code = st.session_state[STANDS]
        if code in known:
            store({"period": code, "vintage": selection.vintage})

    st.session_state[STANDS] = selection.period
    st.text_input(words.t("Period"), key=STANDS, on_change=stand)


def _frames(
    served: Served, selection: Selection, _is_phone: bool, codes: tuple[str, ...]
) -> Frames:
    shown = [MapClass("", "", list(codes))]
    return frames(served, selection, layers_of(shown, selection, _size()), codes)


def _size() -> tuple[int, int]:
    return (PHONE_WIDTH, PHONE) if on_phone() else (FRAME[0], LEAST)


def _legend(found: Frames, words: Language) -> str:
    """The HTML: each entry with a place for its number of units, which the script writes."""
    looks = {one.label: f"background:{one.colour}" for one in found.entries}
    if found.dotted:
        looks[words.t("Estimate, apportioned by residents")] = DOT
    spans = "".join(
        f"<span><i style='{look}'></i>{escape(text)} (<b></b>)</span>"
        for text, look in looks.items()
    )
    return f"<p class='swatches played'>{spans}</p>"


def _script(found: Frames, start: int, words: Language) -> str:
    t = words.t
    texts = {
        "play": t("Play"),
        "pause": t("Pause"),
        "next": t("Next period"),
        "period": t("Period"),
        "pace": t("Speed"),
        "paces": [[t("Slow"), 2], [t("Medium"), 5], [t("Fast"), 15]],
        "locale": words.code,
    }
    asked = ", ".join(
        json.dumps(one).replace("<", r"\u003c") for one in (found.packed, start, texts)
    )
    return f"<script>({SCRIPT.strip()})({asked})</script>"


def _files(
    served: Served, selection: Selection, shown: Sequence[Shown], start: int, narrow: Narrowed
) -> None:
    """The files of the selected period, with a sheet and a file of all of them."""
    words = selection.language
    kind = Period.parse(selection.period).kind
    name = "-".join((selection.kpi, selection.period, selection.level, selection.vintage))
    row = buttons(
        lambda: files(served, shown[start : start + 1]),
        words.t("Download these figures"),
        name,
        *(served, selection, ("period", "level", "vintage", "district", "topic"), [selection.kpi]),
        more={words.t("All periods"): lambda: files(served, shown)},
        key=KEY,
        told=narrow.told(),
        is_narrowed=narrow.chosen.is_any,
    )
    with row:
        every = f"{selection.kpi}-{kind}-{selection.level}-{selection.vintage}"
        text = words.t("All periods") + " (CSV)"
        content = lambda: as_csv(files(served, shown), words)  # noqa: E731
        file_button(content, text, f"{every}.csv", f"csv-{every}")

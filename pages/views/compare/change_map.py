"""The map of the change between two periods: falls and rises in classes of the same sizes."""

from html import escape

import pandas as pd
import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.progress.changes import changes
from pages.figures.choropleth import Hover
from pages.shell.periods import name
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.comparability import estimated, marked, named, reading
from pages.text.language import Language
from pages.text.markup import plain
from pages.views.compare.change import change_classes, cut, falls
from pages.views.compare.marked import marked_unit
from pages.views.compare.narrowed import Narrowed
from pages.views.compare.panels import at_period, in_order, opener, readings
from pages.views.compare.pickers import Own, other_period
from pages.widgets.comparability import notes
from pages.widgets.files.contents import as_written, known, or_why
from pages.widgets.files.download import buttons
from pages.widgets.legend import why_empty
from pages.widgets.map.drawing import draw_map, source_line


def change_of_two(served: Served, own: Own, selection: Selection, narrow: Narrowed) -> None:
    """Draws the map with its legend, and says what it rests on."""
    kpi, words = catalogue()[selection.kpi], selection.language
    codes = in_order([other_period(served, own, selection), selection.period])
    ends = at_period(selection, codes[0]), at_period(selection, codes[-1])
    names = (name(ends[0].period, served, words), name(ends[1].period, served, words))
    title = words.t(
        "change from {first} to {second}",
        first=formats.inside(names[0], words),
        second=formats.inside(names[1], words),
    )
    unit = ", " + words.t("pts") if kpi.unit == "percent" else ""
    narrow.heading(f"{words.pick(kpi.name)} — {title}{unit}")
    parts = [narrow.rows(readings(served, end)) for end in ends]
    rows = changes(*parts)
    if narrow.is_empty(rows):
        return
    if rows["value"].isna().all():
        st.info(plain(why_empty(rows, selection)))
        return
    classes = change_classes(rows, cut(rows, kpi.unit), kpi.unit, words)
    draw_map(
        classes,
        _hover(rows, kpi, names, words),
        ends[1],
        opener(ends[1]),
        "change",
        estimated=estimated(rows),
        title=formats.title(title),
        falling=falls(rows, kpi.unit),
    )
    said = [words.t("The classes of falls and rises have the same sizes, of these two periods.")]
    if estimated(rows):
        said.append(words.t("A change is an estimate (≈) where either of its values is."))
    for part, end in zip(parts, ends, strict=True):
        said += notes(part, served, end)
    st.caption(plain(" ".join(dict.fromkeys([*said, source_line(selection)]))))
    marked_unit([(names[at], ends[at], parts[at]) for at in range(2)], selection)
    buttons(
        lambda: change_table(rows, kpi, names, words).assign(**known(served, words)),
        words.t("Download these figures"),
        "-".join((kpi.id, "change", *codes, selection.level, selection.vintage)),
        *(served, selection, ("level", "vintage", "district", "topic"), [kpi.id]),
        told=narrow.told(),
        is_narrowed=narrow.chosen.is_any,
    )


def change_table(
    rows: pd.DataFrame, kpi: Kpi, names: tuple[str, str], words: Language
) -> pd.DataFrame:
    """A line a unit: both values, where one lacks its reason, and the change between them."""
    t, decimals = words.t, formats.DECIMALS[kpi.unit] + 1
    values = {}
    for title, side in zip(names, ("first", "second"), strict=True):
        part = pd.DataFrame({"value": rows[side], "missing_reason": rows[f"{side}_reason"]})
        values[title] = or_why(part, decimals, words)
    return pd.DataFrame(
        {
            t("Indicator"): words.pick(kpi.name),
            t("Administrative units"): rows["vintage"],
            t("Code"): rows["area_code"],
            t("Unit"): rows["area_name"],
            **values,
            t("Change"): as_written(rows["value"], decimals),
            t("Comparability"): [named(mark, words) for mark in rows["comparability"]],
        }
    )


def _hover(rows: pd.DataFrame, kpi: Kpi, names: tuple[str, str], words: Language) -> Hover:
    """Name and change, then both values, each with its sign of an estimate or its reason."""
    told = [
        marked(formats.difference(amount, kpi.unit, words), mark)
        for amount, mark in zip(rows["value"], rows["comparability"], strict=True)
    ]
    sides = [
        [
            reading(amount, kpi.unit, mark, reason, words)
            for amount, mark, reason in zip(
                rows[side], rows[f"{side}_comparability"], rows[f"{side}_reason"], strict=True
            )
        ]
        for side in ("first", "second")
    ]
    columns = (rows["area_name"], told, *sides)
    parts = {
        code: tuple(map(escape, texts))
        for code, *texts in zip(rows["area_code"], *columns, strict=True)
    }
    first, second = (escape(title) for title in names)
    return Hover(parts, f"<b>{{0}}</b><br>{{1}}<br>{first}: {{2}}<br>{second}: {{3}}")

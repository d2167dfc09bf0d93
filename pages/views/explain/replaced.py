"""Where a file took the place of lines of another: the value and the lines before and after."""

from html import escape

import pandas as pd
import streamlit as st

from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import plain
from pages.views.explain.files import by
from pages.views.explain.queries import Told
from pages.views.explain.value import amount
from pages.widgets.table import sortable

FIRST = 200  # lines on the screen, of each change


def replaced(served: Served, shown: Selection, told: list[Told]) -> None:
    """Draws each change, newest first; says so where no line of the value was ever replaced."""
    words, t = shown.language, shown.language.t
    st.header(t("Before and after a file was replaced"), anchor=False)
    if not told:
        text = t("No line behind this number has taken the place of another, as far as kept.")
        st.html(f"<p class='note'>{escape(text)}</p>")
    for number, one in enumerate(told):
        when = formats.moment(one.event.get("at", ""), words)
        title = t("Loaded {when} by {who}", when=when, who=by(one.event, words) or t("not known"))
        with st.expander(plain(title), expanded=number == 0):
            st.html(f"<p class='told'>{escape(_sides(one, shown))}</p>")
            rows = lines_file([one], shown)
            texts = {
                t("Amount"): [amount(n, words) for n in rows[t("Amount")]],
                t("Line"): [formats.number(n, words) for n in rows[t("Line")]],
            }
            shown_texts = {name: cells[:FIRST] for name, cells in texts.items()}
            height = formats.table_height(rows, 8)
            seen = formats.without_blanks(rows.drop(columns=t("Loaded")).head(FIRST))
            sortable(seen, shown_texts, f"explain-replaced-{number}", height)


def _sides(one: Told, shown: Selection) -> str:
    words, t, kpi = shown.language, shown.language.t, catalogue()[shown.kpi]

    def written(sides: dict[str, float]) -> str:
        top, bottom = sides["numerator"], sides["denominator"]
        ratio = kpi.unit.scale * top / bottom if bottom else None
        told = formats.value(ratio, kpi.unit, words)
        return f"{amount(top, words)} ÷ {amount(bottom, words)} = {told}"

    return t(
        "Before: {before}. After: {after}.",
        before=written(one.change.before),
        after=written(one.change.after),
    )


def lines_file(told: list[Told], shown: Selection) -> pd.DataFrame:
    """One line a line that has gone or come: what it said, in which file."""
    words, t = shown.language, shown.language.t
    parts = []
    for one in told:
        when = formats.moment(one.event.get("at", ""), words)
        for state, rows in ((t("replaced"), one.change.gone), (t("in its place"), one.change.new)):
            parts.append(_lines(rows, state, when, words))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _lines(rows: pd.DataFrame, state: str, when: str, words: Language) -> pd.DataFrame:
    t = words.t
    return pd.DataFrame(
        {
            t("Old or new line"): state,
            t("File"): rows["file"],
            t("Sheet"): ["" if pd.isna(n) else str(n) for n in rows["sheet"]],
            t("Line"): rows["line"],
            t("Unit"): rows["unit"],
            t("Month"): [formats.month(month, words) for month in rows["month"]],
            t("Side"): side_names(rows["side"], words),
            t("Amount"): rows["amount"],
            t("Weight"): rows["weight"],
            t("Loaded"): when,
        }
    )


def side_names(sides: pd.Series, words: Language) -> list[str]:
    """Which side of a value lines add to, in words."""
    names = {"numerator": words.t("Numerator"), "denominator": words.t("Denominator")}
    return [names[side] for side in sides]

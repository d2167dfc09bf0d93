"""The lines themselves: the first ones on the screen, all of them in a file."""

import pandas as pd
import streamlit as st

from kpis.explain.summary import Summary
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import plain
from pages.text.words import export_name
from pages.views.explain.replaced import side_names
from pages.views.explain.value import amount
from pages.widgets.table import sortable


def limits(every: Summary, found: Summary, words: Language) -> None:
    """Says to who is in charge of some communes how many lines are of others."""
    if found.lines < every.lines:
        text = words.t(
            "The lines of your communes: {n} of {all}. Those of others are shown to who is in"
            " charge of them.",
            n=formats.number(found.lines, words),
            all=formats.number(every.lines, words),
        )
        st.caption(plain(text))


def lines_table(served: Served, shown: Selection, found: Summary) -> None:
    """Draws the first lines, those of the numerator before the others."""
    words, t = shown.language, shown.language.t
    text = t(
        "Amount × weight adds up to both sides. A weight below 1 is a part: of a unit that was"
        " divided, or of what is counted once for several lines."
    )
    count = formats.number(found.lines, words)
    if found.lines > len(found.first_lines):
        first = formats.number(len(found.first_lines), words)
        text = (
            t("The first {n} of {all} lines; files have them all.", n=first, all=count) + " " + text
        )
    else:
        text = t("{n} lines.", n=count) + " " + text
    st.caption(plain(text))
    rows = lines_file(found.first_lines, served, words)
    texts = {
        t("Line"): [formats.number(n, words) for n in rows[t("Line")]],
        t("Amount"): [amount(n, words) for n in rows[t("Amount")]],
        t("Weight"): [weight(n, words) for n in rows[t("Weight")]],
    }
    shown_rows = formats.without_blanks(rows)
    sortable(shown_rows, texts, "explain-lines", formats.table_height(rows, 14))


def weight(part: float, words: Language) -> str:
    """A weight: 1, or its first four decimals."""
    return formats.number(part, words, 0 if part == 1 else 4)


def lines_file(rows: pd.DataFrame, served: Served, words: Language) -> pd.DataFrame:
    """Lines of files under the words of the page, numbers as numbers."""
    t = words.t
    exports = {code: export_name(code, words) for code in rows["export"].unique()}
    topics = served.topics(words.code)
    return pd.DataFrame(
        {
            t("Side"): side_names(rows["side"], words),
            t("Kind of file"): rows["export"].map(exports),
            t("File"): rows["file"],
            t("Sheet"): ["" if pd.isna(n) else str(n) for n in rows["sheet"]],
            t("Line"): rows["line"],
            t("Unit"): rows["unit"],
            t("Month"): rows["month"].map(
                {month: formats.month(month, words) for month in rows["month"].unique()}
            ),
            t("Group"): rows["group_code"].fillna(""),
            t("Topic"): rows["topic"].map(topics).fillna(""),
            t("Amount"): rows["amount"],
            t("Weight"): rows["weight"],
        }
    )

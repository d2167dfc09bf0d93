"""The words around the numbers for leaders: of which month, by which rules, what is missing."""

from html import escape

import streamlit as st

from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import Markdown


def up_to(served: Served, selection: Selection) -> str:
    """The line under the title: the month of every figure of the page, HTML."""
    month = formats.month(served.fact("last_month"), selection.language)
    text = selection.language.t("Figures up to {month}, the last month of the data.", month=month)
    return f"<p class='told'>{escape(text)}</p>"


def missing_parts(why: str, language: Language) -> None:
    """Says, for a snapshot without statuses and forecasts, what is missing and how to get it."""
    t = language.t
    lines = [
        t(
            "These data were published without statuses and forecasts: likely targets, communes"
            " on track, matters and the map are missing. The other figures above are complete."
        ),
        t("Publish the exports again: {command}", command="python -m data.publish EXPORTS_DIR"),
        t("Detail: {problem}", problem=why),
    ]
    st.info(Markdown.lines(lines, "\n\n"), icon=":material/info:")


def how_it_is_counted(language: Language) -> None:
    """The rules of the page, folded away: nobody needs them twice."""
    t = language.t
    with st.expander(t("How these figures are counted")):
        st.html("".join(f"<p class='told'>{escape(line)}</p>" for line in _rules(language)))


def _rules(language: Language) -> list[str]:
    t = language.t
    return [
        t(
            "Only confirmed targets count. An indicator counts once: by the target that is due"
            " next or, where none is left, by the last one."
        ),
        t(
            "Verdict: what was reached when a target was due. Status: where a value stands today."
            " Outlook: where it is going; what is on track today need not arrive."
        ),
        t("Likely: the forecast gives the target a probability of two thirds or more."),
        t(
            "A commune is on track today when it has met or keeps to the path of at least half of"
            " its targets. Not enough data: fewer than half of them have a status."
        ),
        t(
            "What needs you: indicators of the province that are behind and communes that did not"
            " report, ranked by the share that is lacking of what should be there today."
        ),
    ]

"""How the forecasts are made and tested, and what the test cannot tell."""

from html import escape

import streamlit as st

from pages.shell.footer import demonstration
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text import formats
from pages.text.markup import definitions, label


def untested(served: Served, selection: Selection) -> None:
    """Draws, before any figure, what these data cannot test."""
    t = selection.language.t
    items = "".join(f"<li>{escape(text)}</li>" for text in limits(served, selection))
    st.header(t("What the test cannot tell"), anchor=False)
    st.html(f"<ul>{items}</ul>")


def method(served: Served, selection: Selection) -> None:
    """Draws method and limits, in the order in which a statistician asks for them."""
    t = selection.language.t
    with st.expander(label(t("How it is tested"))):
        st.html(definitions([(term, escape(text)) for term, text in _method(served, selection)]))


def _method(served: Served, selection: Selection) -> list[tuple[str, str]]:
    t = selection.language.t
    last = formats.month(served.fact("last_month"), selection.language)
    return [
        (
            t("What is forecast"),
            t(
                "Each series of months of an indicator in a unit: of communes by several laws at"
                " once (S-curves with ceilings up to 100%, a straight line that stops there, steps"
                " with and without a pace, trends that slow down); of districts and the province as"
                " the sum of their communes, where communes have it."
                " What people own and a report has threefold or at a third for one month, between"
                " two that agree, is a slip of the pen and left out."
            ),
        ),
        (
            t("From which origins"),
            t(
                "From the end of each of the 12 months before {month}, 1 to 12 months ahead, as far"
                " as outcomes are known: rolling origins.",
                month=last,
            ),
        ),
        (
            t("How laws are weighed"),
            t(
                "By how well each foretold half a year, a year and a year and a half ahead, as far"
                " as outcomes were known then: what a law weighs is learned from all series of the"
                " indicator and from the series itself. None is left out for good: fifty months"
                " cannot tell for certain where growth ends. Neither law nor interval knew what it"
                " is judged by here."
            ),
        ),
        (
            t("MASE"),
            t(
                "The mean absolute error over that of “no change” on the same origins and months"
                " ahead. 1: no better than “no change”. After Hyndman and Koehler (2006), Another"
                " look at measures of forecast accuracy, International Journal of Forecasting"
                " 22(4); the scale there is the error one month ahead within the fitted data, here"
                " that of the same months that are forecast."
            ),
        ),
        (
            t("Intervals"),
            t(
                "From many possible futures, as many of each law as it weighs, each with a pace and"
                " a noise of its own: the interval of 80% holds eight of ten. No share leaves"
                " 0–100%. The intervals of a sum come from the laws of its own series, laid around"
                " the sum."
            ),
        ),
        (
            t("Probability of a target"),
            t(
                "The share of the futures that reach it. More than two years ahead it is told in"
                " five words, not in percents: the months seen allow no more. Only what stood at 0%"
                " or 100% for 18 months is called certain."
            ),
        ),
        (
            t("Series whose law is known"),
            t(
                "Straight growth to 100%, S-curves to 100% and to lower ceilings, and random steps"
                " are forecast four years ahead in the tests of the software: there the intervals"
                " hold what they promise."
            ),
        ),
    ]


def limits(served: Served, selection: Selection) -> list[str]:
    """What the figures of the page do not say."""
    words, t = selection.language, selection.language.t
    found = [
        t(
            "12 months were held out. They cannot test a forecast of more than a year: beyond, the"
            " intervals are as wide as the laws come apart that the months so far allow. So no"
            " percents are told beyond two years."
        ),
        t(
            "Outcomes are not independent: origins overlap, months ahead share their shocks, and"
            " communes move together. Uncertainties that count each outcome are too small."
        ),
        t("Denominators are held at the last one known: no population is forecast."),
        t("New policies, campaigns, changes of the units and of the way of counting are unknown."),
        t("Units that are certain or have too few values are not judged."),
    ]
    if served.fact("is_demonstration") == "true":
        text = t("The series are invented and smooth: real ones will be forecast less well.")
        found.insert(0, f"{demonstration(words)} {text}")
    return found

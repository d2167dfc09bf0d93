"""How the forecasts are made and tested, and what the test cannot tell."""

from html import escape

import streamlit as st

from pages.shell.footer import demonstration
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text import formats
from pages.text.markup import definitions


def method(served: Served, selection: Selection) -> None:
    """Draws method and limits, in the order in which a statistician asks for them."""
    t = selection.language.t
    st.subheader(t("How it is tested"), anchor=False)
    st.html(definitions([(term, escape(text)) for term, text in _method(served, selection)]))
    st.subheader(t("What the test cannot tell"), anchor=False)
    items = "".join(f"<li>{escape(text)}</li>" for text in limits(served, selection))
    st.html(f"<ul>{items}</ul>")


def _method(served: Served, selection: Selection) -> list[tuple[str, str]]:
    t = selection.language.t
    last = formats.month(served.fact("last_month"), selection.language)
    return [
        (
            t("What is forecast"),
            t(
                "Each series of months of an indicator in a unit: of communes by one of four models"
                " (no change, a trend that slows down, an S-curve, the mean of these two); of"
                " districts and the province as the sum of their communes, where communes have it."
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
            t("How a model is chosen"),
            t(
                "By its errors at the origins before, of which only those count whose outcome was"
                " known then: half by those of the series, half by those of all series of the"
                " indicator. Neither model nor interval knew what it is judged by here."
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
                "Conformal: from the errors made before, divided by the width expected for each"
                " series and number of months ahead, late errors weighing more. On the scale of the"
                " logit for shares, so that none leaves 0–100%. The intervals of a sum come from"
                " the errors of past sums."
            ),
        ),
        (
            t("Probability of a target"),
            t(
                "From the same errors; never below 0.05% or above 99.95%, as rarer things than were"
                " seen cannot be ruled out. Only what stood at 0% or 100% for 18 months is called"
                " certain."
            ),
        ),
        (
            t("Series whose law is known"),
            t(
                "Straight growth, S-curves, steps, seasons and noise are forecast in the tests of"
                " the software, with the results that a right method must give."
            ),
        ),
    ]


def limits(served: Served, selection: Selection) -> list[str]:
    """What the figures of the page do not say."""
    words, t = selection.language, selection.language.t
    found = [
        t(
            "12 months were held out. They cannot test a forecast of more than a year: beyond, the"
            " intervals grow by a rule: with the root of the months ahead, and with how far the"
            " models come apart."
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

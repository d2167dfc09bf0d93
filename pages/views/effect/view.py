"""The parts of the page on what the work brings, from the sentences to the files."""

from html import escape

import pandas as pd
import streamlit as st

from pages.figures.effects import by_month, forest
from pages.shell.selection import Selection, link
from pages.shell.served import Served, catalogue
from pages.shell.url import on_phone
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import definitions, facts, label, plain
from pages.views.effect import words as effect_words
from pages.views.effect.method import steps
from pages.views.effect.rows import (
    checked,
    codes,
    habits_of,
    headline,
    monthly,
    of_forms,
    ways,
)
from pages.views.effect.tables import check_document, deviance_document, effect_document
from pages.views.effect.words import amount, habit, sentence, span
from pages.widgets.files.download import buttons
from pages.widgets.table import Html, table

MOST_HABITS = 3  # of a commune: what it does most unlike the province


def sentences(served: Served, selection: Selection) -> None:
    """Draws one sentence a topic, and what such a sentence is not."""
    words, t = selection.language, selection.language.t
    topics = served.topics(selection.lang)
    lines = []
    for _, row in headline(served).iterrows():
        sign = effect_words.SIGN[row["verdict"]]
        name = topics.get(row["topic"], row["topic"])
        service = words.pick(catalogue()[row["service"]].name)
        lines.append(
            f"<li><b>{sign} {escape(name)}</b> → {escape(service)}: "
            f"{escape(sentence(row, words))}</li>"
        )
    st.html(f"<ul class='told'>{''.join(lines)}</ul>")
    said = t(
        "This is association, not proof: in months in which the groups of a commune assisted more"
        " than usual, the service grew by so much more afterwards. Points are those of the"
        " province's share today. The checks below say whether something else could make it up."
    )
    st.html(f"<p class='note'>{escape(said)}</p>")


def checks(served: Served, topic: str, selection: Selection) -> None:
    """Draws the checks of a topic: month by month, and the same effect seen in other ways."""
    words, t = selection.language, selection.language.t
    row = headline(served, topic).iloc[0]
    name = served.topics(selection.lang).get(topic, topic)
    st.header(plain(name), anchor=False)
    if row["verdict"] == "too_few":
        st.info(plain(sentence(row, words)))
        return
    pairs = [
        (
            t("After three months, points"),
            amount(row["estimate"], words),
            span(row["low_95"], row["high_95"], words),
        ),
        (t("Result"), effect_words.verdict(row["verdict"], words), ""),
        (t("Communes"), formats.number(row["communes"], words), ""),
        (t("Months"), formats.number(row["months"], words), ""),
        (
            t("Commune-months"),
            formats.number(row["cells"], words),
            t("{n} left out: 0% or 100%", n=formats.number(row["left_out"], words)),
        ),
    ]
    st.html(facts(pairs))
    letters = 12 if on_phone() else 14
    left, right = st.columns(2, gap="medium")
    with left:
        st.subheader(t("Month by month"), anchor=False)
        named = {
            "to_come": t("work of months to come"),
            "before": t("work of months before"),
            "axis": t("months between the work and the growth of one month"),
        }
        _draw(by_month(monthly(served, topic, words), named, letters), "effect-months", words)
        said = t(
            "Points of growth in one month that go with 10 more assists per 1,000 adults so many"
            " months before. Left of the line nothing may be seen: work of the future cannot have"
            " caused growth."
        )
        st.caption(plain(said))
    with right:
        st.subheader(t("The same effect, seen in other ways"), anchor=False)
        shown = ways(served, topic, words)
        _draw(forest(shown, 1, letters), "effect-ways", words)
        st.caption(plain(t("Points after three months, with intervals of 95%.")))
    rows = checked(served, topic, words)
    if not on_phone():  # on a card what has no text is left out
        rows = {title: [cell or "" for cell in cells] for title, cells in rows.items()}
    table(rows, t("Checks"), [t("Points"), "95%"], "board")


def forms(served: Served, topic: str, selection: Selection) -> None:
    """Draws what the assists of each form go with."""
    words, t = selection.language, selection.language.t
    found = of_forms(served, topic)
    if found.empty:
        return
    st.header(t("Forms compared"), anchor=False)
    names, known = codes(served, "form", words), found["verdict"] != "too_few"
    columns = {
        t("Form"): [names.get(form, form) for form in found["form"]],
        t("Points after three months"): [
            amount(v, words) if is_known else formats.MISSING
            for v, is_known in zip(found["estimate"], known, strict=True)
        ],
        "95%": [
            span(low, high, words) if is_known else formats.MISSING
            for low, high, is_known in zip(found["low_95"], found["high_95"], known, strict=True)
        ],
        t("Beside the other forms"): [
            effect_words.verdict(code, words) for code in found["verdict"]
        ],
    }
    titles = list(columns)
    table(columns, t("Forms compared"), titles[1:3], "board")
    tests = served.published("effects")["tests"].max()
    if pd.notna(tests):
        said = t(
            "For 10 more assists of the form per 1,000 adults a month. {n} comparisons of a form"
            " with the others were made over all topics; a form is named only where it stands out"
            " after a correction for their number (Holm), so that a named one is luck in one of 20"
            " such pages.",
            n=formats.number(tests, words),
        )
        st.caption(plain(said))


def worth_visiting(served: Served, selection: Selection) -> None:
    """Draws the communes that grew beyond what was expected, with what they do otherwise."""
    words, t = selection.language, selection.language.t
    st.header(t("Worth a visit"), anchor=False)
    found = served.published("deviances")
    if found.empty:
        text = t("No commune stands out beyond chance in the last twelve months.")
        st.html(f"<p class='told'>{escape(text)}</p>")
        return
    topics, forms_by_code = served.topics(selection.lang), codes(served, "form", words)
    columns: dict[str, list[str | None]] = {
        name: []
        for name in (
            *(t("Commune"), t("Service"), t("Grew in 12 months"), t("Expected")),
            *(t("Beyond it"), t("What it does otherwise (province)")),
        )
    }
    for row in found.itertuples():
        key = f"{row.vintage}-commune-{row.area_code}"
        way = link("communes", str(row.area_name), selection, unit=key)
        service = words.pick(catalogue()[str(row.service)].name)
        grown = formats.difference(row.growth, "percent", words)
        expected = formats.difference(row.expected, "percent", words)
        beyond = f"{amount(row.excess, words)} (80%: {span(row.low_80, row.high_80, words)})"
        habits = habits_of(served, str(row.topic), str(row.area_code), MOST_HABITS)
        others = "; ".join(_habit(one, topics, forms_by_code, words) for one in habits)
        for name, cell in zip(
            columns, (Html(way), service, grown, expected, beyond, others), strict=True
        ):
            columns[name].append(cell)
    titles = list(columns)
    table(columns, t("Worth a visit"), titles[2:5], "board line")
    said = t(
        "Communes that grew more in the last twelve months than their former district, their level"
        " and the work of their groups let expect, with a chance of at least 90% that it is no"
        " luck; what is luck is taken off (empirical Bayes). This is a list to learn from; no"
        " commune is listed for being slow."
    )
    st.caption(plain(said))


def take_away(served: Served, selection: Selection) -> None:
    """Draws the files: effects, checks, communes."""
    words, t = selection.language, selection.language.t
    buttons(
        lambda: effect_document(served, words),
        t("Download these figures"),
        *("effect", served, selection),
        kpis=list(dict.fromkeys(headline(served)["service"])),
        more={
            t("Checks"): lambda: check_document(served, words),
            t("Worth a visit"): lambda: deviance_document(served, words),
        },
    )


def method(served: Served, selection: Selection) -> None:
    """Draws how it is computed and what it cannot tell."""
    t = selection.language.t
    with st.expander(label(t("How it is computed"))):
        st.html(definitions([(term, escape(text)) for term, text in steps(selection.language)]))


def _habit(one: dict[str, object], topics, forms, words: Language) -> str:
    kind, code = str(one["habit"]), str(one["code"])
    name = {"topic": topics, "form": forms}.get(kind, {}).get(code, code)
    unit = "ratio" if kind in ("assists", "sessions") else "percent"
    own, usual = (formats.value(float(str(one[v])), unit, words) for v in ("value", "usual"))
    return f"{habit(kind, name, words)} {own} ({usual})"


def _draw(figure, key: str, words: Language) -> None:
    figure.update_layout(separators=formats.separators(words))
    told = words.t("Chart: what the work goes with. The table below holds its figures.")
    config = {"displayModeBar": False}
    st.plotly_chart(figure, theme=None, config=config, key=key, alt=told)

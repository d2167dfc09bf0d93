"""What share of the work goes where the need is: by fifths of communes, topic by topic."""

import pandas as pd
import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.catalogue.vocabulary import Frequency
from kpis.periods import Kind, Period, months_later
from kpis.work.need import TAUGHT, fifths
from pages.shell.offered.few import sees_few
from pages.shell.periods import name as period_name
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.shell.url import bar
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import plain
from pages.views.work.counts import by_topic, moved
from pages.views.work.pickers import TOPIC, Own, names_of, pick_topic
from pages.widgets.files.contents import known
from pages.widgets.files.download import buttons
from pages.widgets.table import table

WORK = "assists_per_1000"


def where_the_need_is(served: Served, own: Own, selection: Selection) -> None:
    """Draws the lowest fifth of each topic, and all fifths of the one that is chosen."""
    words, t = selection.language, selection.language.t
    when = formats.inside(period_name(selection.period, served, words), words)
    st.header(plain(f"{t('Does the work go where the need is?')} — {when}"), anchor=False)
    st.caption(plain(_how(words)))
    found = of_topics(served, selection)
    _lowest(served, found, selection)
    topics = {k: name for k, name in names_of(served, "topic", words).items() if k in TAUGHT}
    with bar():
        pick_topic(served, own, topics, words)
    chosen = own[TOPIC] if own[TOPIC] in topics else next(iter(topics))
    _fifths(served, chosen, found[chosen], selection)
    buttons(
        lambda: need_file(served, found, selection).assign(**known(served, words)),
        t("Download these figures"),
        f"need-{selection.period}",
        *(served, selection, ("period", "vintage"), [WORK, *TAUGHT.values()]),
        of_few=sees_few(),
    )


def before(served: Served, kpi: Kpi, period: Period) -> Period | None:
    """The month, or the year, that ended before a period began; None where there are no data."""
    reach, start = served.extent(), months_later(period.first_month, -1)
    if kpi.frequency is Frequency.YEAR:
        start = months_later(period.first_month, -period.first_month.month)  # the last December
    if start < reach.first_month:
        return None
    return Period(start.replace(month=1), Kind.YEAR) if kpi.frequency is Frequency.YEAR else Period(
        start, Kind.MONTH
    )  # fmt: skip


def of_topics(served: Served, selection: Selection) -> dict[str, pd.DataFrame | None]:
    """The fifths of the communes for each topic; None where no adoption is known before.

    Who sees no counts of few people has no work of a fifth of which any commune's is hidden.
    """
    return served.once(_of_topics, selection.period, selection.vintage, sees_few())


def _of_topics(
    served: Served, code: str, vintage: str, few: bool
) -> dict[str, pd.DataFrame | None]:
    work, found = by_topic(served, TAUGHT, code, "commune", vintage, few=True), {}
    hidden: dict[str, frozenset[str]] = {}
    if not few:
        areas = moved(served, code, "commune", vintage).groupby("topic")["area_code"]
        hidden = {str(topic): frozenset(codes) for topic, codes in areas}
    for topic, kpi in TAUGHT.items():
        start = before(served, catalogue()[kpi], Period.parse(code))
        if start is None:
            found[topic] = None
        else:
            adoption = served.measure(kpi, "commune", [start.code], vintage)
            found[topic] = fifths(adoption, work[topic], hidden.get(topic, frozenset()))
    return found


def shares(rows: pd.DataFrame) -> tuple[float, float]:
    """What percent of the work went to the lowest fifth, and of the adults are there."""
    first = rows.iloc[0]
    return (
        100 * first["assists"] / rows["assists"].sum(),
        100 * first["adult_months"] / rows["adult_months"].sum(),
    )


def _how(words: Language) -> str:
    return words.t(
        "The communes in five groups of equal number, by the share of people who used the service"
        " in the month before the period (of online shops: in the year before). Of each group the"
        " assists on the topic per 1,000 adults a month in the period. It is no proof of an effect."
    )


def _has(rows: pd.DataFrame | None) -> bool:
    return rows is not None and len(rows) > 0 and rows["assists"].sum() > 0


def _lowest(served: Served, found: dict[str, pd.DataFrame | None], selection: Selection) -> None:
    words, t = selection.language, selection.language.t
    topics = names_of(served, "topic", words)
    columns: dict[str, list[str]] = {
        t("Topic"): [],
        t("Indicator"): [],
        t("Work in the lowest fifth, per 1,000 adults"): [],
        t("Work in the highest fifth, per 1,000 adults"): [],
        t("Share of the work in the lowest fifth"): [],
        t("Share of the adults there"): [],
        t("Communes"): [],
    }
    for topic, rows in found.items():
        cells = [topics[topic], words.pick(catalogue()[TAUGHT[topic]].name)]
        if _has(rows):
            rates = _rates(rows)
            of_work, of_adults = shares(rows)
            cells += [formats.number(rates[at], words, 1) for at in (0, len(rows) - 1)]
            cells += [formats.value(part, "percent", words) for part in (of_work, of_adults)]
            cells.append(formats.number(int(rows["units"].sum()), words))
        else:
            cells += [t("Not known before the period"), *[formats.MISSING] * 4]
        for column, cell in zip(columns.values(), cells, strict=True):
            column.append(cell)
    table(columns, t("Work in the fifth of least use"), list(columns)[2:])


def _rates(rows: pd.DataFrame) -> list[float]:
    return (1000 * rows["assists"] / rows["adult_months"]).to_list()


def _fifths(served: Served, topic: str, rows: pd.DataFrame | None, selection: Selection) -> None:
    words, t = selection.language, selection.language.t
    if not _has(rows):
        st.info(plain(t("No figures of the service are known before this period.")))
        return
    of_work, of_adults = shares(rows)
    sentence = t(
        "{topic}: the fifth of the communes with the least use had {work} of the work and {adults}"
        " of the adults.",
        topic=names_of(served, "topic", words)[topic],
        work=formats.value(of_work, "percent", words),
        adults=formats.value(of_adults, "percent", words),
    )
    st.markdown(plain(sentence))
    table(*_columns(rows, words))


def _columns(rows: pd.DataFrame, words: Language) -> tuple[dict[str, list[str]], str, list[str]]:
    t = words.t
    ends = {1: t("1 (least use)"), 5: t("5 (most use)")}
    use = 100 * rows["users"] / rows["of"]
    columns = {
        t("Fifth"): [ends.get(n, str(n)) for n in rows["fifth"].to_list()],
        t("Communes"): [formats.number(n, words) for n in rows["units"].to_list()],
        t("Use before the period"): [formats.value(n, "percent", words) for n in use.to_list()],
        t("Assists"): [formats.number(n, words) for n in rows["assists"].to_list()],
        t("Adults × months"): [formats.number(n, words) for n in rows["adult_months"].to_list()],
        t("Per 1,000 adults a month"): [formats.number(n, words, 1) for n in _rates(rows)],
    }
    return columns, t("Work by fifths of the communes"), list(columns)[1:]


def need_file(
    served: Served, found: dict[str, pd.DataFrame | None], selection: Selection
) -> pd.DataFrame:
    """A line a topic and fifth, with both sides of the use and of the work."""
    words, t = selection.language, selection.language.t
    topics, parts = names_of(served, "topic", words), []
    for topic, rows in found.items():
        if rows is None:
            continue
        parts.append(
            pd.DataFrame(
                {
                    t("Topic"): topics[topic],
                    t("Indicator"): words.pick(catalogue()[TAUGHT[topic]].name),
                    t("Fifth"): rows["fifth"],
                    t("Communes"): rows["units"],
                    t("People who use the service"): rows["users"],
                    t("Of how many"): rows["of"],
                    t("Assists"): rows["assists"],
                    t("Adults × months"): rows["adult_months"],
                    t("Per 1,000 adults a month"): _rates(rows),
                }
            )
        )
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame({t("Topic"): []})

"""What a group did and reported, by topic and form, and month by month."""

from pathlib import Path

import pandas as pd
import streamlit as st

from data.store.snapshot import named as snapshot_named
from kpis.network import group as network
from kpis.periods import Period
from pages.figures.trend import Figure, trend
from pages.shell.offered.few import sees_few
from pages.shell.selection import Selection
from pages.shell.served import Served, store_directory
from pages.text import formats
from pages.text import words as words_of
from pages.text.language import Language
from pages.text.markup import plain
from pages.widgets.groups.words import named
from pages.widgets.table import sortable, table

NO_PATH = pd.DataFrame({"date": [], "value": []})
HEIGHT = 420


def files(served: Served, period: Period | None = None) -> list[str]:
    """The files of the snapshot that hold the activities, of a period or all of them.

    They are one a month, by its name, or one for all.
    """
    raw: Path = snapshot_named(store_directory(), served.name).directory / "raw"
    monthly = sorted(raw.glob("hoat_dong/*.parquet"))
    if period is not None:
        first, last = (f"{month:%Y-%m}" for month in (period.first_month, period.last_month))
        monthly = [one for one in monthly if first <= one.stem <= last]
    return [str(one) for one in [*monthly, *raw.glob("hoat_dong.parquet")]]


def _work(served: Served, code: str) -> pd.DataFrame:
    rows = served.ask(network.work, code, tuple(files(served)))
    return rows.assign(month=pd.to_datetime(rows["month"]))


def work(served: Served, code: str) -> pd.DataFrame:
    """The activities of a group by month, topic and form: see kpis.network.group."""
    return served.once(_work, code)


def months(served: Served, code: str) -> pd.DataFrame:
    """A row a month in which the group exists: members, report, difficulties, and what it did."""
    return served.once(_months, code)


def _months(served: Served, code: str) -> pd.DataFrame:
    rows = served.ask(network.history, code)
    done = (
        work(served, code).groupby("month", as_index=False)[list(network.COUNTS)].sum(min_count=1)
    )
    found = rows.assign(month=pd.to_datetime(rows["month"])).merge(done, how="left", on="month")
    known = found["is_active"].notna()
    for name in network.COUNTS:  # known to have done nothing is 0, not known is nothing
        found[name] = found[name].fillna(0).where(known, found[name])
    return found


def work_table(group: pd.Series, served: Served, selection: Selection) -> None:
    """Draws the assists of the period by the eight topics and the five forms, with their sums."""
    words, t = selection.language, selection.language.t
    st.header(t("Work by topic and form"), anchor=False)
    period = Period.parse(selection.period)
    rows = work(served, group["group_code"])
    inside = rows["month"].between(
        pd.Timestamp(period.first_month), pd.Timestamp(period.last_month)
    )
    rows = rows[inside]
    if rows.empty:
        st.caption(plain(t("No activity in this period is known.")))
        return
    counts = rows.pivot_table(
        index="topic", columns="form", values="assists", aggfunc="sum", fill_value=0
    )
    forms = {
        code: name for code, name in names_of(served, "form", selection).items() if code in counts
    }
    topics = names_of(served, "topic", selection)
    columns: dict[str, list[str]] = {
        t("Assists"): [],
        **{name: [] for name in forms.values()},
        t("All"): [],
    }
    for code, name in topics.items():
        if code not in counts.index:
            continue
        columns[t("Assists")].append(name)
        for form, title in forms.items():
            columns[title].append(formats.number(counts.loc[code, form], words))
        columns[t("All")].append(formats.number(counts.loc[code].sum(), words))
    columns[t("Assists")].append(t("All"))
    for form, title in forms.items():
        columns[title].append(formats.number(counts[form].sum(), words))
    columns[t("All")].append(formats.number(counts.to_numpy().sum(), words))
    table(columns, t("Work by topic and form"), [*forms.values(), t("All")])


def names_of(served: Served, kind: str, selection: Selection) -> dict[str, str]:
    """The names of a code list in the language of the page, in its order."""
    codes = served.table("mart_code")
    rows = codes[codes["list"] == kind].sort_values("sort")
    return dict(zip(rows["code"], rows[f"name_{selection.lang}"], strict=True))


def work_chart(group: pd.Series, served: Served, selection: Selection) -> None:
    """Draws the assists of each month since the group exists; a month of which nothing is known
    is a gap."""
    title = selection.language.t("Assists")
    chart = served.once(_chart, group["group_code"], selection.lang)
    told = selection.language.t("Chart: {name}, month by month.", name=title)
    st.plotly_chart(chart, theme=None, config={"displayModeBar": False}, key="group-work", alt=told)


def _chart(served: Served, code: str, lang: str) -> Figure:
    words = Language(lang)
    rows = months(served, code).set_index("month").asfreq("MS").reset_index()  # closed: a gap
    series = pd.DataFrame(
        {
            "date": [month.date() for month in rows["month"]],
            "value": rows["assists"].to_numpy("float64"),
            "text": [
                f"{formats.month(month, words)}: {formats.number(value, words)}"
                for month, value in zip(rows["month"], rows["assists"], strict=True)
            ],
            "is_estimate": False,
        }
    )
    return trend(series, NO_PATH, [], {"value": words.t("Assists"), "path": "", "estimate": ""})


def months_table(group: pd.Series, served: Served, selection: Selection) -> None:
    """Draws a row a month, the newest first."""
    shown = months_file(group, served, selection)
    numbers = list(shown.select_dtypes("number"))
    texts = {
        name: [formats.number(n, selection.language) for n in shown[name].to_list()]
        for name in numbers
    }
    sortable(shown, texts, "group-months", min(HEIGHT, formats.table_height(shown, len(shown))))


def months_file(group: pd.Series, served: Served, selection: Selection) -> pd.DataFrame:
    """The same as a file: one line a month, numbers as numbers."""
    return served.once(_months_file, group["group_code"], selection.lang, sees_few())


def _months_file(served: Served, code: str, lang: str, few: bool) -> pd.DataFrame:
    words, t = Language(lang), Language(lang).t
    rows = months(served, code)[::-1].reset_index(drop=True)
    titles = {
        "members": t("Members"),
        "sessions": t("Sessions"),
    }
    of_people = {
        "people": t("People"),
        "assists": t("Assists"),
        "distinct_people": t("Distinct people"),
        "first_uses": t("First uses"),
        "households_visited": t("Households visited"),
        "households_new": t("Households visited for the first time"),
    }
    titles |= of_people if few else {}
    return pd.DataFrame(
        {
            t("Month"): [formats.month(month, words) for month in rows["month"]],
            **{title: rows[name] for name, title in titles.items()},
            t("Report"): [_report(row, served, words) for row in rows.itertuples()],
            t("Difficulties named"): named(rows["difficulties"], served, lang),
        }
    )


def _report(row, served: Served, words: Language) -> str:
    t = words.t
    if not row.reports_due:
        return formats.MISSING
    if row.reports_on_time:
        return t("Sent on time")
    if row.reports_sent:
        return t("Sent late")
    reach = served.extent()
    is_open = row.month.date() == reach.last_month and not reach.is_due
    return words_of.missing("not_due" if is_open else "not_reported", words)

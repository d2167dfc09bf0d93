"""The parts of the data-quality page: map and table by unit, and the files received."""

from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from geo.map.breaks import Breaks, class_breaks
from geo.units.spelling import sorting
from kpis.periods import Period
from pages.shell.offered.at_work import is_offered
from pages.shell.periods import counted_on, offered
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.shell.url import on_phone, store
from pages.text import formats
from pages.text import words as words_of
from pages.text.comparability import readings
from pages.text.markup import hover_text, plain
from pages.views.quality.checks import offences
from pages.widgets.files.contents import or_why
from pages.widgets.legend import OF_ALL_PERIODS, value_classes
from pages.widgets.map.drawing import draw_map
from pages.widgets.reporting import reporting
from pages.widgets.table import sortable_units, table

SHARE = "on_time_pct"
BESIDE = ("reports_late", "reports_missing", "reports_not_due", "failed", "set_aside")
COLUMNS = {"on_time": SHARE, "missing": "reports_missing"}  # the other measures are columns


def counted(served: Served, selection: Selection) -> Selection:
    """The selection on units on which reports can be counted; says so where they are others."""
    t, period = selection.language.t, Period.parse(selection.period)
    known = counted_on(period, served)
    if selection.vintage in known:
        return selection
    text = t(
        "Reports and lines are counted and cannot be divided among the units of {vintage}.",
        vintage=selection.vintage,
    )
    st.info(plain(text + " " + t("Shown on the units of {shown}.", shown=known[0])))
    return replace(selection, vintage=known[0], district="", area="")


def quality_rows(served: Served, selection: Selection) -> pd.DataFrame:
    """Reports and offences of the chosen period, one row a unit: `reporting`, failed, set_aside."""
    chosen = Period.parse(selection.period), selection.level, selection.vintage
    rows = served.once(_counts, *chosen)
    if selection.district and selection.level == "commune":
        rows = rows[rows["parent_code"] == selection.district]
    return rows


def _counts(served: Served, period: Period, level: str, vintage: str) -> pd.DataFrame:
    rows, found = (ask(served, period, level, vintage) for ask in (reporting, offences))
    rows = rows.merge(found, how="left", left_on="area_code", right_index=True)
    return rows.fillna({"failed": 0, "set_aside": 0})


def _edges(served: Served, kind: str, level: str, vintage: str, measure: str) -> Breaks:
    """The class breaks of a measure: those of all published periods of the kind."""
    periods = [Period.parse(code) for code in offered(kind, served)]
    known = [one for one in periods if vintage in counted_on(one, served)]
    found = [_measured(served.once(_counts, one, level, vintage), measure) for one in known]
    return class_breaks(pd.concat(found)["value"], k=OF_ALL_PERIODS)


def quality_map(served: Served, rows: pd.DataFrame, selection: Selection) -> None:
    """The map of the chosen measure; a unit of which nothing is known is hatched."""
    words = selection.language
    drawn = _measured(rows, selection.measure)
    unit = "percent" if selection.measure == "on_time" else "count"
    kind = str(Period.parse(selection.period).kind)
    breaks = served.once(_edges, kind, selection.level, selection.vintage, selection.measure)
    classes = value_classes(drawn, breaks, unit, words)
    titles = _titles(rows, selection)
    hover = {row.area_code: _hover(row, titles, selection) for row in rows.itertuples()}
    draw_map(classes, hover, selection, lambda code: store({"area": code}), "quality-map")


def quality_table(rows: pd.DataFrame, selection: Selection) -> None:
    """Reports due, sent, late, missing, and lines that fail; the most missing first."""
    words = selection.language
    rows, titles = _sorted(rows), _titles(rows, selection)
    texts = {
        title: [formats.number(amount, words) for amount in rows[name].to_list()]
        for name, title in titles.items()
        if name not in ("area_name", SHARE)
    }
    rows = rows.assign(**{SHARE: (shares := _measured(rows, "on_time"))["value"]})
    texts[titles[SHARE]] = readings(shares.assign(comparability=None), "percent", words)
    sortable_units(
        rows[list(titles)].rename(columns=titles),
        texts,
        list(rows["area_code"]),
        selection,
        f"reports-{selection.level}-{selection.district}-{selection.vintage}-{selection.period}",
        min(300 if on_phone() else 560, formats.table_height(rows, len(rows))),
    )


def reports_table(rows: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The same as a file: one line a unit, numbers as numbers."""
    code, rows = selection.language.t("Code"), _sorted(rows)
    shown = rows[list(titles := _titles(rows, selection))].rename(columns=titles)
    shown[titles[SHARE]] = or_why(_measured(rows, "on_time"), 1, selection.language)
    shown.insert(0, code, rows["area_code"])
    return shown


def _sorted(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.sort_values(
        ["reports_missing", "failed", "reports_late", "area_name"],
        ascending=[False, False, False, True],
        key=sorting,
    ).reset_index(drop=True)


def _titles(rows: pd.DataFrame, selection: Selection) -> dict[str, str]:
    """The titles of the columns; of reports that are not due yet only where there are such."""
    t = selection.language.t
    titles = {
        "area_name": t("Unit"),
        "reports_due": t("Due"),
        "reports_sent": t("Sent"),
        "reports_late": t("Sent late"),
        "reports_missing": words_of.missing("not_reported", selection.language),
        "reports_not_due": words_of.missing("not_due", selection.language),
        SHARE: t("On time, %"),
        "failed": t("Fail a check"),
        "set_aside": t("Set aside"),
    }
    if not rows["reports_not_due"].any():
        del titles["reports_not_due"]
    return titles


def _measured(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """`value` and `missing_reason` of a measure: who is silent has no share, not one of 0."""
    value = rows[COLUMNS.get(measure, measure)]
    unknown, not_due = rows["reports_due"].isna(), rows["reports_not_due"] > 0
    reason = not_due.map({True: "not_due", False: "not_reported"}).mask(unknown, "not_applicable")
    if measure == "on_time":
        unknown = rows["reports_sent"].fillna(0) == 0
    elif measure != "missing":
        unknown = pd.Series(False, index=rows.index)
    return rows.assign(value=value.mask(unknown), missing_reason=reason.where(unknown, None))


def exports(served: Served, selection: Selection) -> None:
    """Every file of the snapshot: rows in = accepted + set aside + others, first and last month."""
    words, t = selection.language, selection.language.t
    if not is_offered("read_files", words):
        return
    found = files_table(served, selection)
    counts = list(found.select_dtypes("number"))
    shown = {
        title: [formats.number(n, words) for n in found[title].to_list()]
        if title in counts
        else found[title].to_list()
        for title in found
    }
    table(shown, t("Files received"), counts)


def files_table(served: Served, selection: Selection) -> pd.DataFrame:
    """The same as a file: one line a file received, numbers as numbers."""
    words, t = selection.language, selection.language.t
    files = served.rows("mart_export")
    return pd.DataFrame(
        {
            t("File"): files["file"],
            t("Rows in the file"): files["rows_in"],
            t("Accepted"): files["accepted"],
            t("Set aside"): files["quarantined"],
            t("Headers and blanks"): files["blanks"],
            t("First month"): [formats.month(one, words) for one in files["first_month"]],
            t("Last month"): [formats.month(one, words) for one in files["last_month"]],
        }
    )


def _hover(row, titles: dict[str, str], selection: Selection) -> str:
    words, t = selection.language, selection.language.t
    if pd.isna(row.reports_due):
        return escape(row.area_name)
    sent = t(
        "{n} of {all}",
        n=formats.number(row.reports_sent, words),
        all=formats.number(row.reports_due, words),
    )
    lines = [t("Sent") + ": " + sent]
    for name, title in titles.items():
        if name.startswith(BESIDE) and getattr(row, name):  # nothing is told of what did not happen
            lines.append(title + ": " + formats.number(getattr(row, name), words))
    return hover_text(row.area_name, *lines)

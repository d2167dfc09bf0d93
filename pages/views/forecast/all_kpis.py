"""All indicators of the province: how many targets are likely to be met, and a row for each."""

from html import escape

import pandas as pd
import streamlit as st

from kpis.catalogue.chance import TOLD
from kpis.province import WHOLE
from pages.shell.selection import Selection, link
from pages.shell.served import Served, catalogue
from pages.shell.url import on_phone
from pages.text import formats
from pages.text import words as words_of
from pages.text.chances import chance_badge, chance_text, class_of, counted
from pages.text.comparability import reading
from pages.text.forecasts import INSUFFICIENT, OK, error_short, interval, lacks, model
from pages.text.language import Language
from pages.text.markup import table
from pages.views.forecast import download
from pages.widgets.explained import explained
from pages.widgets.files.download import buttons
from pages.widgets.forecasts import UNTIL, Due, everything, units


def tally_line(served: Served, selection: Selection) -> None:
    """Draws how many targets of the province for 2030 are likely to be met."""
    st.html(served.once(_tally, selection.lang))


def _tally(served: Served, code: str) -> str:
    words = Language(code)
    rows = _aimed(everything(served, WHOLE, Due(UNTIL)))
    title = words.t("{n} targets for {year}", n=len(rows), year=UNTIL)
    return f"<p class='tally'><b>{escape(title)}:</b> {counted(rows, words)}</p>"


def all_kpis(served: Served, selection: Selection, due: Due) -> None:
    """Draws the table: the least probable target first, indicators without one last."""
    words, t = selection.language, selection.language.t
    rows = sorted_rows(everything(served, WHOLE, due))
    titles = [
        *(t("Indicator"), t("Probability of the target"), t("Target")),
        *(t("Latest value"), t("Forecast for 12/{year}", year=due.year), t("How it was made")),
    ]
    style = "board line" if on_phone() else "board"
    st.html(table(titles, [_row(row, selection) for row in rows.itertuples()], style))
    for line in _parts(served, selection, due):
        st.html(line)
    label, name = t("Download this table"), f"forecast-{due.year}-all"
    buttons(
        lambda: download.table(served, rows, due, words),
        *(label, name, served, selection, (), list(rows["kpi"])),
    )


def sorted_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Targets by probability, then targets that cannot be forecast, then what has no target."""
    aimless = rows["target"].isna() & rows["target_max"].isna()
    short = (rows["target"] - rows["forecast"]).fillna(0)
    order = rows.assign(aimless=aimless, short=-short)
    order = order.sort_values(["aimless", "probability", "short"], na_position="last")
    return order.drop(columns=["aimless", "short"]).reset_index(drop=True)


def _aimed(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["target"].notna() | rows["target_max"].notna()]


def _row(row, selection: Selection) -> list[str]:
    words, kpi = selection.language, catalogue()[row.kpi]
    goal = formats.target_range(row.target, row.target_max, kpi.unit, words)
    mark = row.target_status if isinstance(row.target_status, str) else ""
    value = reading(row.value, kpi.unit, row.comparability, row.missing_reason, words)
    name = words.pick(kpi.name)
    cells = [
        link("forecast", name, selection, scope="one", kpi=kpi.id, level=WHOLE, area=""),
        _chance(row, mark, selection),
        _noted(goal, words_of.confirmation(mark, words) if mark else "", whole=False),
        _explained(value, row, selection) + _noted("", formats.period(row.period, words)),
    ]
    if row.status == INSUFFICIENT:
        cells += [formats.MISSING, escape(lacks(row.reason, words))]
    else:
        ends = interval(row.low_80, row.high_80, kpi.unit, words)
        error = "" if pd.isna(row.mase) else error_short(row.mase, words)
        cells += [
            _noted(
                formats.value(row.forecast, kpi.unit, words),
                f"80%: {ends}" if row.status == OK else "",
            ),
            _noted(model(row.model, words), error, whole=False),
        ]
    return cells


def _explained(value: str, row, selection: Selection) -> str:
    """The latest value as the way to what it is made of; why there is none as it stands."""
    if pd.isna(row.value):
        return escape(value)
    whole = {"kpi": row.kpi, "level": WHOLE, "period": row.period}
    return explained(value, selection, **whole, vintage="", area="", topic="")


def _chance(row, mark: str, selection: Selection) -> str:
    words, t = selection.language, selection.language.t
    if pd.isna(row.target) and pd.isna(row.target_max):
        return escape(t("No target"))
    if pd.isna(row.probability):
        label = escape(t("Not enough data"))
        return f"<span class='badge insufficient'>{label}</span>"
    badge = chance_badge(class_of(row.probability), words, mark)
    if row.ahead > TOLD:
        return badge
    return f"{badge} {escape(chance_text(row.probability, row.status, row.ahead, words))}"


def _noted(text: str, note: str, whole: bool = True) -> str:
    """A text with a small note under it; a whole one is never broken into lines."""
    style = " style='white-space:nowrap'" if whole else ""
    small = f"<span class='note'{style}>{escape(note)}</span>" if note else ""
    return f"{escape(text)}{small}"


def _parts(served: Served, selection: Selection, due: Due) -> list[str]:
    """A line for each indicator with a target that the province as a whole does not have."""
    words, found = selection.language, []
    for kpi in catalogue().values():
        if WHOLE in kpi.levels:
            continue
        level = str(kpi.levels[0])
        rows = _aimed(units(served, kpi, level, due))
        if len(rows):
            chosen = {"scope": "one", "kpi": kpi.id, "level": level, "area": ""}
            name = link("forecast", words.pick(kpi.name), selection, **chosen)
            place = escape(words_of.level(level, selection.vintage, words))
            text = f"{name} ({place}): {counted(rows, words)}"
            found.append(f"<p class='tally told'>{text}</p>")
    return found

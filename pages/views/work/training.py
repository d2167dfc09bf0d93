"""Trainings that management groups held for members: how many, for whom, who is trained."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from geo.units.spelling import sorting
from kpis.periods import Period
from kpis.province import LEVELS, PART, WHOLE
from kpis.work.places import trainings
from pages.shell.periods import name as period_name
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text import words as words_of
from pages.text.comparability import reading
from pages.text.language import Language
from pages.text.markup import facts, plain
from pages.views.work.counts import Place, place_of
from pages.views.work.pickers import Own, names_of
from pages.views.work.unit_map import numbers, of_district, parts_of, unit_map, unit_table
from pages.widgets.files.contents import known, or_why
from pages.widgets.files.download import buttons
from pages.widgets.legend import breaks_for
from pages.widgets.map.rail import map_and_rail
from pages.widgets.table import sortable

TRAINED, FOLLOWING = "member_training_share", "member_zalo_share"
SHOWN = 100  # trainings in the list: the file holds all
EXPORT = "tap_huan"


def training(served: Served, own: Own, selection: Selection) -> None:
    """Draws the figures of the place, the map of members trained, the units, and the trainings."""
    words, t = selection.language, selection.language.t
    place = place_of(served, selection)
    when = formats.inside(period_name(selection.period, served, words), words)
    st.header(plain(f"{t('Training of members')} — {place.name}, {when}"), anchor=False)
    here = held_in(served, place, selection)
    st.html(facts(_facts(served, here, place, selection)))
    if why := not_listed(served, selection):
        st.info(plain(_why(why, words)))
    rows = of_district(training_by_unit(served, selection), selection)
    left, right = map_and_rail()
    with left:
        st.caption(plain(words.pick(catalogue()[TRAINED].name)))
        asked = _asking(selection)
        breaks, _ = breaks_for(rows, served, asked)
        unit_map(rows, "percent", selection, "trained-map", _lines(rows, words), breaks)
    with right:
        unit_table(rows, _titles(words), {"value": "percent"}, selection, "training")
    st.caption(plain(_how(selection, words)))
    _list(served, here, selection)
    buttons(
        lambda: units_file(rows, selection).assign(**known(served, words)),
        t("Download these figures"),
        f"training-{selection.level}-{selection.period}",
        *(served, selection, ("period", "level", "vintage", "district"), [TRAINED, FOLLOWING]),
        more={t("Trainings"): lambda: trainings_file(served, here, selection)},
    )


def _asking(selection: Selection) -> Selection:
    return replace(selection, kpi=TRAINED, topic="")


def not_listed(served: Served, selection: Selection) -> str:
    """Why no list of trainings tells of a period, as a value is missing; "" where one does."""
    period, first = Period.parse(selection.period), served.extent().collected.get(EXPORT)
    if first is None or first > period.last_month:
        return "not_collected"
    listed = served.table("mart_training")["month"]
    if pd.Timestamp(period.first_month) > listed.max():
        return "not_due" if served.extent().is_open(period) else "not_reported"
    return ""


def _why(reason: str, words: Language) -> str:
    told = words_of.missing(reason, words)
    return words.t("Trainings of this period: {reason}.", reason=told[:1].lower() + told[1:])


def held_in(served: Served, place: Place, selection: Selection) -> pd.DataFrame:
    """The trainings of the place in the period: of its own and of the units in it, one row each."""
    period = Period.parse(selection.period)
    rows = served.ask(trainings, period, place.level, selection.vintage)
    return rows[rows["area_code"] == place.code].reset_index(drop=True)


def training_by_unit(served: Served, selection: Selection) -> pd.DataFrame:
    """One row a unit: sessions and attending (of those that state it, `unstated` do not), and the
    reading of the members trained as value, numerator, denominator."""
    period = Period.parse(selection.period)
    held = served.ask(trainings, period, selection.level, selection.vintage)
    counted = held.groupby("area_code").agg(
        sessions=("training_code", "size"),
        attending=("attending", "sum"),
        stated=("attending", "count"),
    )
    rows = served.measure(TRAINED, selection.level, [selection.period], selection.vintage)
    rows = rows.merge(counted, how="left", left_on="area_code", right_index=True)
    if not not_listed(served, selection):
        rows = rows.fillna({"sessions": 0, "attending": 0, "stated": 0})
    return rows.sort_values(
        ["sessions", "area_name"],
        ascending=[False, True],
        key=sorting,
    ).reset_index(drop=True)


def _facts(
    served: Served, here: pd.DataFrame, place: Place, selection: Selection
) -> list[tuple[str, str, str]]:
    words, t = selection.language, selection.language.t
    why = not_listed(served, selection)
    counts = [int((here["held_by"] == level).sum()) for level in LEVELS]
    by = " · ".join(
        f"{name}: {formats.number(n, words)}"
        for n, name in zip(counts, _levels(words).values(), strict=True)
        if n
    )
    nothing = words_of.missing(why, words) if why else ""
    unstated = int(here["attending"].isna().sum())
    note = t("{n} state none", n=unstated) if unstated else ""
    told = [
        (t("Trainings"), nothing or formats.number(len(here), words), by),
        (
            t("Members attending"),
            nothing or formats.number(here["attending"].sum(), words),
            note,
        ),
    ]
    for kpi in (TRAINED, FOLLOWING):
        rows = served.measure(kpi, place.level, [selection.period], selection.vintage)
        row = rows[rows["area_code"] == place.code].iloc[0]
        value = reading(row["value"], "percent", row["comparability"], row["missing_reason"], words)
        sides = ""
        if row["missing_reason"] is None:
            sides = t(
                "{n} of {all}",
                n=formats.number(row["numerator"], words),
                all=formats.number(row["denominator"], words),
            )
            reported, every = row["units_reported"], row["units_expected"]
            sides += ", " + t("from {n} of {all} units", n=reported, all=every)
        told.append((words.pick(catalogue()[kpi].name), value, sides))
    return told


def _levels(words: Language) -> dict[str, str]:
    t = words.t
    return {
        WHOLE: t("by the province"),
        PART: t("by districts"),
        "commune": t("by communes"),
    }


def _how(selection: Selection, words: Language) -> str:
    t = words.t
    if selection.level == "commune":
        return t("Of a commune: the trainings that it held itself; others belong to no commune.")
    return t("Of a district: the trainings that it held itself, and those of its communes.")


def _lines(rows: pd.DataFrame, words: Language) -> dict[str, list[str]]:
    titles = _titles(words)
    counts = {titles[name]: numbers(rows[name], words) for name in ("sessions", "attending")}
    return {words.t("Members"): parts_of(rows, words), **counts}


def _titles(words: Language) -> dict[str, str]:
    t = words.t
    return {
        "area_name": t("Unit"),
        "value": t("Trained, %"),
        "sessions": t("Trainings"),
        "attending": t("Members attending"),
    }


def _list(served: Served, here: pd.DataFrame, selection: Selection) -> None:
    words, t = selection.language, selection.language.t
    if here.empty:
        return
    st.markdown(plain(t("Trainings, the last first")))
    if len(here) > SHOWN:
        text = t("{n} of {all} trainings are shown, the file holds all.", n=SHOWN, all=len(here))
        st.caption(plain(text))
    shown = trainings_file(served, here, selection).head(SHOWN)
    attending = t("Members attending")
    texts = {attending: numbers(shown[attending], words)}
    key = f"trainings-{selection.period}-{selection.area}-{selection.district}"
    sortable(shown, texts, key, min(440, formats.table_height(shown, len(shown))))


def trainings_file(served: Served, here: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """A line a training, the last first."""
    words, t = selection.language, selection.language.t
    rows = here.iloc[::-1].reset_index(drop=True)
    return pd.DataFrame(
        {
            t("Held by"): rows["holder_name"],
            t("Day"): [formats.day(day, words) for day in rows["training_date"]],
            t("Topic"): rows["topic"].map(names_of(served, "topic", words)),
            t("Form"): rows["form"].map(names_of(served, "training_form", words)),
            t("Members attending"): rows["attending"],
            t("Code"): rows["training_code"],
        }
    )


def units_file(rows: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """A line a unit: trainings, members attending, members trained and of how many."""
    words, t = selection.language, selection.language.t
    return pd.DataFrame(
        {
            t("Code"): rows["area_code"],
            t("Unit"): rows["area_name"],
            t("Trainings"): rows["sessions"],
            t("Members attending"): rows["attending"],
            t("Trainings that state it"): rows["stated"],
            t("Members trained in 12 months"): rows["numerator"],
            t("Members"): rows["denominator"],
            t("Trained, %"): or_why(rows, 1, words),
        }
    )

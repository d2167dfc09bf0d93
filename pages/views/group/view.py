"""Which group is shown, where it is, who is in it."""

from html import escape

import pandas as pd
import streamlit as st

from kpis.network.register import register
from kpis.periods import Period
from pages.shell import url
from pages.shell.periods import in_force, vintages
from pages.shell.selection import Selection, link
from pages.shell.served import Served
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import facts, plain
from pages.text.words import located
from pages.widgets.groups.words import active, named

FIELD = "group"


def asked() -> str:
    """The group of the link; kept before the selection, which does not know it, is read."""
    return url.remember_link(FIELD)[FIELD]


def found(code: str, served: Served, selection: Selection) -> pd.Series | None:
    """The row of the register of the group in the period; None where it did not exist then."""
    rows = everyone(served, selection)
    mine = rows[rows["group_code"] == code]
    return None if mine.empty else mine.iloc[0]


def everyone(served: Served, selection: Selection) -> pd.DataFrame:
    """All groups that exist at the end of the period, under the communes in force then."""
    return served.ask(register, Period.parse(selection.period))


def not_found(code: str, served: Served, selection: Selection) -> None:
    """Says that there is no such group in the period, and of one that there was or will be when;
    with the ways to it and to the register."""
    words, t = selection.language, selection.language.t
    ways = [link("network", t("Register of the groups"), selection)]
    text = t("No group is chosen: pick one in the register.")
    if code:
        text = t("There is no group “{code}” in this period.", code=code)
    times = times_of(served, code)
    if len(times):
        begun = formats.iso_day(str(times["set_up_date"].iloc[0])[:10], words)
        text = " ".join([text, t("Set up on {day}.", day=begun), *closings(times, words)])
        month = nearest_month(times, Period.parse(selection.period))
        shown = {"group": code, "period": f"{month:%Y-%m}"}
        told = t("The group in {month}", month=formats.month(month, words))
        ways.insert(0, link("group", told, selection, **shown))
    st.info(plain(text))
    st.html(f"<p class='told'>{' · '.join(ways)}</p>")


def times_of(served: Served, code: str) -> pd.DataFrame:
    """The times for which a group exists, oldest first: set_up_date, closed_date (NaT: not over).

    One that was closed and works again has two; a code that nobody has, none.
    """
    spells = served.table("mart_group_spell")
    return spells[spells["group_code"] == code].sort_values("set_up_date")


def closings(times: pd.DataFrame, words: Language) -> list[str]:
    """In sentences when a group was closed, and since when it works again."""
    t, told = words.t, []
    for number, (begun, ended) in enumerate(
        zip(times["set_up_date"], times["closed_date"], strict=True)
    ):
        if number:
            told.append(t("Works again since {day}.", day=formats.iso_day(str(begun)[:10], words)))
        if pd.notna(ended):
            told.append(t("Closed on {day}.", day=formats.iso_day(str(ended)[:10], words)))
    return told


def nearest_month(times: pd.DataFrame, period: Period) -> pd.Timestamp:
    """The last month up to a period in which a group existed, else the first one after it."""
    last = pd.Timestamp(period.last_month)
    ended = times.loc[times["closed_date"] < last, "closed_date"]
    return ended.max() if len(ended) else times["set_up_date"].min()


def head(group: pd.Series, served: Served, selection: Selection) -> None:
    """Draws the name of the group, where it is and was, and its figures."""
    t = selection.language.t
    village = group["village_name"] or group["group_code"]
    title = t("{village}, {commune}", village=village, commune=group["area_name"])
    st.header(plain(title), anchor=False)
    st.html(f"<p class='told'>{escape(' '.join(_where(group, served, selection)))}</p>")
    st.html(facts(_figures(group, served, selection)))
    ways = [link("network", t("Register of the groups"), selection)]
    shown = {"level": "commune", "area": group["area_code"], "district": ""}
    vintage = in_force(Period.parse(selection.period), served)
    ways.append(link("map", t("The commune on the map"), selection, **shown, vintage=vintage))
    st.html(f"<p class='told'>{' · '.join(ways)}</p>")


def _where(group: pd.Series, served: Served, selection: Selection) -> list[str]:
    """In sentences where the group was set up, and where that is today."""
    words, t = selection.language, selection.language.t
    home = located(group["home_name"], _district(group, served))
    day = formats.iso_day(str(group["set_up_date"])[:10], words)
    told = [t("Set up on {day} in {unit}.", day=day, unit=home)]
    told += closings(times_of(served, group["group_code"]), words)
    newest = vintages(served)[-1]
    places = served.table("mart_area_map")
    today = places[
        (places["source_level"] == "commune")
        & (places["source_vintage"] == group["home_vintage"])
        & (places["source_code"] == group["home_code"])
        & (places["level"] == "commune")
        & (places["vintage"] == newest)
        & places["is_main"]
    ]
    if group["home_vintage"] != newest and not today.empty:
        now = served.names("commune", newest)[today["area_code"].iloc[0]]
        told.append(t("Today: {units}.", units=now))
    return [*told, t("Code of the group: {code}.", code=group["group_code"])]


def _district(group: pd.Series, served: Served) -> str:
    units = served.units("commune", group["home_vintage"]).set_index("code")
    return str(units.loc[group["home_code"], "parent_name"] or "")


def _figures(group: pd.Series, served: Served, selection: Selection) -> list[tuple[str, str, str]]:
    words, t = selection.language, selection.language.t
    listed = formats.month(group["listed_month"], words)
    told = [
        (t("Members"), formats.number(group["members"], words), t("list of {month}", month=listed))
    ]
    for name, title in (
        ("women", t("Women")),
        ("youth_union", t("Youth union members")),
        ("firm_staff", t("Staff of post and telecom firms")),
        ("trained", t("Trained in 12 months")),
        ("zalo_followers", t("Follow the national Zalo OA")),
    ):
        told.append((title, formats.number(group[name], words), ""))
    sent = t(
        "{n} of {all}",
        n=formats.number(group["reports_sent"], words),
        all=formats.number(group["reports_due"], words),
    )
    on_time = t("{n} on time", n=formats.number(group["reports_on_time"], words))
    told += [
        (t("Active in the period"), active(group["is_active"], words), ""),
        (t("Reports sent"), sent, on_time),
        (t("Last report"), formats.month(group["last_report"], words), ""),
    ]
    difficulties = named(pd.Series([group["difficulties"]]), served, selection.lang)[0]
    return [*told, (t("Difficulties named"), difficulties or formats.MISSING, "")]

"""The map for leaders: in each commune the share of its targets that are met or on their path."""

from html import escape

import pandas as pd
import streamlit as st

from geo.units.spelling import sorting
from kpis.progress.due import with_lacking
from pages.figures import palette
from pages.figures.choropleth import MapClass
from pages.shell.selection import Selection, link
from pages.shell.served import Served, catalogue
from pages.shell.url import on_phone
from pages.text.language import Language
from pages.text.markup import hover_text
from pages.views.leader.queries import communes, standing
from pages.widgets.map.drawing import draw_map

WIDTH, DESKTOP, PHONE = 1000, 620, 470  # in pixels
OPENED = "leader_opened"  # a commune was tapped: its card is on the page of the map
EDGES = (0.0, 0.25, 0.5, 0.75, 1.0)  # of the share; the half is where "on track" begins
BELOW = 2  # classes under the half


def went_to_a_commune() -> None:
    """Opens the page of the map, where a commune was tapped on this one."""
    if asked := st.session_state.pop(OPENED, None):
        st.switch_page("pages/map.py", query_params=asked)


def communes_map(served: Served, selection: Selection) -> None:
    """Draws the map, and below it the communes as a list, for a thumb and for who cannot see."""
    words, t = selection.language, selection.language.t
    rows = served.once(units, selection.vintage)
    height = PHONE if on_phone() else DESKTOP
    st.html(f"<p class='told'>{escape(_lead(rows, words))}</p>")
    draw_map(
        served.once(_classes, selection.vintage, words),
        served.once(_hovers, selection.vintage, words),
        selection,
        lambda code: _open(code, rows.set_index("code").at[code, "weakest"], selection),
        "leader-map",
        (WIDTH, height),
    )
    with st.expander(t("All communes, those with most to do first")):
        st.html(served.once(_list, selection))


def prepare(served: Served, selection: Selection) -> None:
    """Makes all that the map and the list show, so that who opens the page finds it."""
    served.once(_classes, selection.vintage, selection.language)
    served.once(_hovers, selection.vintage, selection.language)
    served.once(_list, selection)


def _classes(served: Served, vintage: str, words: Language) -> list[MapClass]:
    return share_classes(served.once(units, vintage), words)


def _hovers(served: Served, vintage: str, words: Language) -> dict[str, str]:
    rows = served.once(units, vintage)
    return {row.code: _hover(row, words) for row in rows.itertuples()}


def units(served: Served, vintage: str) -> pd.DataFrame:
    """All communes with `kpis.progress.due.on_track` and `weakest`, the indicator that lacks most.

    Columns: code, name, judged, kept, share, weakest ("" where nothing is behind). Those with the
    smallest share first, those that cannot be told last; equal ones by name.
    """
    rows = standing(served, "commune")
    weakest = with_lacking(rows).drop_duplicates("area_code").set_index("area_code")["kpi"]
    known = served.units("commune", vintage).rename(columns={"code": "area_code"})
    found = served.named(known.assign(area_name=known["name"])).drop(columns="name")
    found = found.merge(communes(served), how="left", on="area_code")
    found["weakest"] = found["area_code"].map(weakest).fillna("")
    found = found.rename(columns={"area_code": "code", "area_name": "name"})
    order = ["share", "name", "code"]
    found = found.sort_values(order, na_position="last", ignore_index=True, key=sorting)
    return found[["code", "name", "judged", "kept", "share", "weakest"]]


def share_classes(rows: pd.DataFrame, language: Language) -> list[MapClass]:
    """The entries of the legend: orange below the half, blue from there on, hatched without data.

    A class holds its lower edge; the last one holds those that keep to all of their targets.
    """
    t = language.t
    labels = [
        t("Fewer than a quarter"),
        t("A quarter to a half"),
        t("A half to three quarters"),
        t("Three quarters or more"),
        t("All"),
    ]
    colours = palette.classes(len(labels), BELOW)
    uppers = [*EDGES[1:], float("inf")]
    entries = [
        MapClass(
            label, colour, list(rows.loc[rows["share"].ge(low) & rows["share"].lt(high), "code"])
        )
        for label, colour, low, high in zip(labels, colours, EDGES, uppers, strict=True)
    ]
    unknown = list(rows.loc[rows["share"].isna(), "code"])
    if not unknown:
        return entries
    reason, label = "not_reported", t("Not enough data")
    sign = palette.HATCH_SIGN[reason]
    return [*entries, MapClass(f"{sign} {label}", palette.NO_VALUE, unknown, reason)]


def _lead(rows: pd.DataFrame, language: Language) -> str:
    return language.t(
        "Share of a commune's targets that are met or on their path. Blue: at least half, {n} of"
        " {all} communes. Tap a commune to open it.",
        n=int((rows["share"] >= EDGES[BELOW]).sum()),
        all=len(rows),
    )


def _open(code: str, weakest: str, selection: Selection) -> None:
    """Notes the commune that was tapped, with the indicator in which it lacks most."""
    asked = {**selection.asked(), "kpi": weakest or selection.kpi, "area": code}
    st.session_state[OPENED] = asked  # a page cannot be changed while a tap is being handled


def _hover(row, language: Language) -> str:
    lines = [kept(row, language)]
    if row.weakest:
        name = language.pick(catalogue()[row.weakest].name)
        lines.append(language.t("Most is lacking in: {name}", name=name))
    return hover_text(row.name, *lines)


def kept(row, language: Language) -> str:
    """How many targets of a commune are met or on their path: "9/13 chỉ tiêu đúng lộ trình"."""
    if pd.isna(row.share):
        return language.t("Not enough data")
    return language.t("{n}/{all} targets on track", n=int(row.kept), all=int(row.judged))


def _list(served: Served, selection: Selection) -> str:
    rows, items = served.once(units, selection.vintage), []
    for row in rows.itertuples():
        chosen = {"area": row.code, "level": "commune"}
        chosen |= {"kpi": row.weakest} if row.weakest else {}
        name = link("map", row.name, selection, **chosen)
        items.append(f"<li>{name} <span>{escape(kept(row, selection.language))}</span></li>")
    return f"<ul class='communes'>{''.join(items)}</ul>"

"""The box of the overview: how many alerts are new, and the worst of them in words."""

from html import escape

import streamlit as st

from pages.shell.selection import Selection, link
from pages.shell.served import Served
from pages.text import alerts as alert_words
from pages.widgets.alerts import alerts, subjects

MOST = 3


def alert_box(served: Served, selection: Selection) -> None:
    """Draws the box; of one rule and indicator only the worst unit, so that no one fills it."""
    found, words = alerts(served, selection.language), selection.language
    if found is None:
        return
    new = found.rows[found.rows["state"] == "new"]
    title = words.t("New alerts: {n}", n=len(new)) if len(new) else words.t("No new alert")
    items = "".join(
        f"<li><b>{escape(alert_words.place(row))}</b> – "
        f"{escape(alert_words.sentence(row, subjects()[row['kpi']], words))}</li>"
        for row in new.drop_duplicates(["rule", "kpi"]).head(MOST).to_dict("records")
    )
    every = link("alerts", words.t("All alerts"), selection, alert_state="")
    st.html(
        f"<section class='alerts'><p><b>{escape(title)}</b> {every}</p>"
        f"{f'<ul>{items}</ul>' if items else ''}</section>"
    )

"""What changes on the map if a file is published, and the publishing itself."""

from pathlib import Path

import pandas as pd
import streamlit as st

from data.publish.imports import Order, import_files
from data.refusal import RefusedError
from pages.shell.refused import draw_refusal
from pages.shell.server.handover import hand_over
from pages.shell.server.operations.metrics import PUBLISHING
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import label
from pages.widgets.table import table


def draw_changes(changes: pd.DataFrame, words: Language) -> None:
    """Draws the table of indicators that change, as `changed_units` returns it."""
    t = words.t
    st.subheader(t("What changes on the map"), anchor=False)
    if changes.empty:
        st.info(t("No value of a commune changes in the newest month of the file."))
        return
    units = t("Communes that change")
    shown = {
        t("Indicator"): [words.pick(name) for name in changes["name"]],
        t("Month"): list(changes["month"]),
        units: [formats.number(n, words) for n in changes["units"].to_list()],
        t("Example"): list(changes["example"]),
    }
    table(shown, t("What changes on the map"), [units])


def patience(words: Language) -> str:
    """What a publish does, and how long the reader has to wait for it."""
    return words.t("Publishing: figures, forecasts and alerts take about half a minute …")


def publish(order: Order, store: Path, words: Language) -> str:
    """Publishes a file; the name of the snapshot that serves it, "" where it says why not."""
    try:
        with st.spinner(label(patience(words))), PUBLISHING.time():
            outcomes = import_files(order, store)
    except RefusedError as refused:  # BusyError is one too
        draw_refusal(refused, words)
        return ""
    for one in outcomes:
        if one.refused is not None:
            draw_refusal(one.refused, words)
    name = next((one.snapshot for one in outcomes if one.snapshot), "")
    if name:
        hand_over(store, name)
    return name

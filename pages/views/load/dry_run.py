"""The dry run of a file and its publishing: counts, lines set aside, what changes, the button."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import streamlit as st

from data.exports import exports
from data.ledger.layouts import remembered, writings
from data.match.tables import Ask
from data.publish.imports import Order, Request, preview
from data.refusal import RefusedError
from data.stage.data_rows import ROWS_ASIDE, WITHOUT_HEADER
from data.stage.mend_workbook import workbook
from data.stage.outcome import Outcome, Reject
from data.stage.unlikely import LAST_YEAR, OTHERS
from data.store.housekeeping import served
from pages.shell.offered.at_work import typed_name
from pages.shell.opened import dated
from pages.shell.refused import draw_refusal
from pages.shell.url import bar
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import facts, plain
from pages.text.words import rules
from pages.views.load.changed_units import changed_units
from pages.views.load.confirm_names import name_pickers
from pages.views.load.how_written import writing_pickers
from pages.views.load.publishing import draw_changes, publish
from pages.views.load.reading_notes import draw_notes
from pages.views.load.upload import Uploaded
from pages.widgets.files.file_button import file_button

TRIAL, PUBLISHED = "trial", "published"
LATER = (
    WITHOUT_HEADER,
    ROWS_ASIDE,
    LAST_YEAR,
    OTHERS,
)  # notes of stages that the preview does not come to


@dataclass(frozen=True)
class Trial:
    """What a dry run found: outcomes, a workbook to mend for each, units that would change."""

    outcomes: list[Outcome]
    workbooks: list[bytes]
    changes: pd.DataFrame


def trial(file: Uploaded, ask: Ask, store: Path, words: Language) -> None:
    """Draws the buttons and, after a dry run, everything that it found."""
    t, state = words.t, st.session_state
    st.header(t("3. Try it"), anchor=False)
    with bar():
        by = typed_name(t("Who sends it"), "sender", 280)
        reason = st.text_input(t("Reason, where a closed month changes"), key="reason", width=420)
        is_asked = st.button(t("Dry run"), key="dry-run", type="secondary")
    order = Order([Request(file.path, file.name, ask)], by, reason)
    # Whatever changes the result is in it, corrections of columns too: none is shown that is old.
    asked = _asked(file, ask, reason, store)
    if is_asked:
        state.pop(PUBLISHED, None)
        _try(asked, order, store, words)
    if state.get(PUBLISHED, ("",))[0] == file.digest:
        name = state[PUBLISHED][1]
        st.header(t("4. Publish it"), anchor=False)
        st.success(
            plain(
                t(
                    "Published at {when}. Every page shows these data from now on.",
                    when=dated(name, words),
                )
            )
        )
    if (tried := state.get(TRIAL, ((),))[0]) != asked:
        if tried[:1] == asked[:1] and tried[-1] != asked[-1]:
            _draw_outdated(words)
        return
    found: Trial = state[TRIAL][1]
    for outcome, content in zip(found.outcomes, found.workbooks, strict=True):
        _draw(outcome, content, words)
    said = writing_pickers(found.outcomes, store, by, words)
    if said or name_pickers(found.outcomes, store, by, words):
        _try(_asked(file, ask, reason, store), order, store, words)
        st.rerun()
    if not any(one.is_changed for one in found.outcomes):
        return
    st.header(t("4. Publish it"), anchor=False)
    draw_changes(found.changes, words)
    if st.button(t("Publish"), key="publish", type="primary") and (
        name := publish(order, store, words)
    ):
        state.pop(TRIAL, None)
        state[PUBLISHED] = (file.digest, name)
        st.rerun()  # the history below shows it, and the button is gone


def _asked(file: Uploaded, ask: Ask, reason: str, store: Path) -> tuple[str, ...]:
    """All that a dry run depends on but the names of units: first the file, last the snapshot."""
    snapshot = served(store)
    known = repr(remembered(store)), repr(writings(store))
    return file.digest, repr(ask), reason, *known, snapshot.name if snapshot else ""


def _draw_outdated(words: Language) -> None:
    """Says why the result of a dry run is gone: in another tab, or by somebody else."""
    st.warning(
        plain(
            words.t(
                "Something else was published since this dry run: what it found may no longer"
                " hold. Make it again."
            )
        )
    )


def _try(asked: tuple, order: Order, store: Path, words: Language) -> None:
    """Keeps what a dry run finds; a store that cannot be added to is told instead."""
    st.session_state.pop(TRIAL, None)
    try:
        st.session_state[TRIAL] = (asked, _tried(order, store, words))
    except RefusedError as refused:
        draw_refusal(refused, words)


def _tried(order: Order, store: Path, words: Language) -> Trial:
    with st.spinner(words.t("Reading and checking every row …")), preview(order, store) as found:
        outcomes, con = found
        books = [workbook(con, one, rules(words)) if one.rejects else b"" for one in outcomes]
        months = sorted({month for one in outcomes for month in one.months})
        is_changed = any(one.is_changed for one in outcomes)
        return Trial(outcomes, books, changed_units(con, store, months if is_changed else []))


def _draw(outcome: Outcome, content: bytes, words: Language) -> None:
    t = words.t
    if outcome.refused is not None:
        draw_refusal(outcome.refused, words)
        return
    if not outcome.is_changed:
        st.success(t("The same content is already there: nothing to publish."))
    counts = (
        (t("Rows in the file"), outcome.rows_in),
        (t("Accepted"), outcome.accepted),
        (t("Set aside"), outcome.quarantined),
        (t("Headers and blanks"), outcome.headers_and_blanks),
        (t("Earlier rows replaced"), outcome.replaced),
    )
    st.html(facts([(label, formats.number(count, words), "") for label, count in counts]))
    if outcome.unread:
        unread = t("Columns that are not read: {columns}", columns=", ".join(outcome.unread))
        st.warning(plain(unread))
    draw_notes([note for note in outcome.notes if note.code in LATER], words)
    if outcome.rejects:
        _draw_rejects(outcome, content, words)


def _draw_rejects(outcome: Outcome, content: bytes, words: Language) -> None:
    t, said = words.t, rules(words)
    headers = next(one.fields for one in exports() if one.name == outcome.kind)
    shown = pd.DataFrame(
        {
            t("Sheet"): [one.sheet for one in outcome.rejects],
            t("Line"): [one.line for one in outcome.rejects],
            t("What is wrong"): [said.get(one.rule, one.rule) for one in outcome.rejects],
            t("Original text"): [one.text for one in outcome.rejects],
            t("Field"): [headers.get(one.field, one.field) for one in outcome.rejects],
            t("Nearest"): [_near(one, words) for one in outcome.rejects],
        }
    )
    st.dataframe(
        formats.without_blanks(shown),
        hide_index=True,
        height=formats.table_height(shown),
        column_config={t("Line"): st.column_config.NumberColumn(width=70, alignment="left")},
        key=f"trial-rejects-{outcome.load}",
    )
    file_button(
        lambda: content,
        t("Download the rows to mend (XLSX)"),
        f"can-sua-{Path(outcome.file).stem}.xlsx",
        f"mend-{outcome.load}",
    )


def _near(reject: Reject, words: Language) -> str:
    """The candidates for the unit of a line; of a unit that had ended, what became of it."""
    if reject.fate:
        return formats.title(words.pick(reject.fate.as_dict()))
    return "; ".join(f"{c['name']} ({c['district']})" for c in reject.candidates)

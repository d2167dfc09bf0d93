"""The proposal as a file that can be loaded: the document is named by the reader."""

from datetime import date, datetime

import streamlit as st

from data.refusal import RefusedError
from data.stage.target_file import decision, target_file
from kpis.catalogue.catalogue import Kpi
from kpis.whatif.proposal import Proposal
from kpis.whatif.sharing import Method
from pages.shell.refused import draw_refusal
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.shell.url import bar
from pages.text import formats
from pages.text.markup import plain
from pages.views.assign.text import method_name
from pages.widgets.files.file_button import file_button


def file_form(
    served: Served, found: Proposal, kpi: Kpi, method: Method, selection: Selection
) -> None:
    """Draws the fields of the document, and the button once they hold."""
    words, t = selection.language, selection.language.t
    st.header(t("Take it as a file"), anchor=False)
    text = t(
        "The file “chi_tieu” holds the values of “{method}”. Once a document sets them, load it on"
        " the page “{page}”: then they are the targets of these units.",
        method=method_name(method, words),
        page=t("Load data"),
    )
    st.caption(plain(text))
    with bar():
        name = st.text_input(
            t("Document that sets the targets"),
            placeholder=t("For example: Plan 12/KH-UBND"),
            key="assign-document",
            width=360,
        )
        day = st.text_input(t("Day of issue (dd/mm/yyyy)"), key="assign-issued", width=200)
    if not (name and day):
        st.caption(plain(t("Name the document and its day of issue to take the file.")))
        return
    try:
        issued = datetime.strptime(day.strip(), "%d/%m/%Y").date()
        document = decision(name, issued, _today(), in_force_since(served, selection))
    except ValueError:
        st.error(t("Write the day as 02/11/2026."))
        return
    except RefusedError as refused:
        draw_refusal(refused, words)
        return
    known = found.units.dropna(subset="value")
    values = dict(zip(known["area_code"], known[method.value], strict=True))
    is_demonstration = served.fact("is_demonstration") == "true"
    year = found.aim.year
    file_button(
        lambda: target_file(kpi.id, selection.level, year, values, document, is_demonstration),
        t("Download the targets (chi_tieu.csv)"),
        f"chi_tieu-{kpi.id}-{year}-{selection.level}-{method}.csv",
        "assign-download",
    )


def in_force_since(served: Served, selection: Selection) -> date | None:
    """The day since which the units of the selection are in force; None from the beginning."""
    days = served.units(selection.level, selection.vintage)["valid_from"].dropna()
    return days.max().date() if len(days) else None


def _today() -> date:
    return datetime.now(formats.VIETNAM).date()

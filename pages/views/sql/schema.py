"""What can be asked: the tables and their columns, and questions to begin with."""

from pathlib import Path

import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.periods import Period
from kpis.province import WHOLE
from pages.open_data import analysis
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.shell.url import dropdown
from pages.text.language import Language
from pages.text.markup import label
from pages.widgets.table import table

EXAMPLES = Path(__file__).parent / "examples"
TABLE = "sql_table"  # the table whose columns are listed


def titles(words: Language) -> dict[str, str]:
    """The questions to begin with, in words, by their files."""
    t = words.t
    return {
        "by_district": t("Values of the indicator by unit"),
        "by_month": t("The indicator of the whole province, by month"),
        "change": t("Where it grew most within a year"),
        "missing": t("What communes have no value of, and why"),
        "reports": t("Reports of the groups, on time and not"),
    }


def example(name: str, selection: Selection) -> str:
    """A question to begin with, about the indicator, the units and the month that are chosen."""
    kpi = catalogue()[selection.kpi]
    month = Period.containing("month", Period.parse(selection.period).last_month)
    text = (EXAMPLES / f"{name}.sql").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("--")]
    return "\n".join(lines).format(
        kpi=kpi.id,
        level=selection.level if selection.level != WHOLE else _level(kpi),
        whole=kpi.levels[0],
        vintage=selection.vintage,
        month=month.code,
        year_before=month.same_last_year().code,
    )


def _level(kpi: Kpi) -> str:
    """The level below the province, where the indicator is measured there."""
    return next((str(level) for level in kpi.levels if level != WHOLE), str(kpi.levels[0]))


def schema(served: Served, selection: Selection, chosen: str) -> None:
    """Draws the list of tables, and the columns of the one that is chosen."""
    words, t = selection.language, selection.language.t
    known = served.ask(analysis.described)
    shown = chosen if chosen in known else next(iter(known))
    with st.expander(label(t("Tables and columns")), icon=":material/table:"):
        dropdown(TABLE, t("Table"), list(known), shown, str, 320)
        columns = known[shown]
        table(
            {
                t("Column"): [name for name, _, _ in columns],
                t("Type"): [kind.lower() for _, kind, _ in columns],
                t("Meaning"): [words.pick(said) if said else "" for _, _, said in columns],
            },
            t("Columns of {table}", table=shown),
        )

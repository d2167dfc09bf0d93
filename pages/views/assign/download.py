"""A proposal as figures to take away: what each method asks of each unit."""

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from kpis.whatif.proposal import Proposal, asked
from kpis.whatif.sharing import Method
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text import formats
from pages.text.comparability import named
from pages.views.assign.text import method_name
from pages.widgets.files.contents import as_written, known, or_why
from pages.widgets.files.download import buttons


def download(
    served: Served, found: Proposal, kpi: Kpi, method: Method, selection: Selection
) -> None:
    """Draws the buttons for all units of a proposal."""
    buttons(
        lambda: table(served, found, kpi, method, selection),
        selection.language.t("Download these figures"),
        f"assign-{kpi.id}-{selection.level}-{found.aim.year}-{method}",
        *(served, selection, ("level", "vintage"), [kpi.id]),
    )


def table(
    served: Served, found: Proposal, kpi: Kpi, method: Method, selection: Selection
) -> pd.DataFrame:
    """One line a unit: its value, what each method asks, what the chosen one means."""
    words, t = selection.language, selection.language.t
    decimals = formats.DECIMALS[kpi.unit] + 1
    told = asked(found, kpi, method)[["area_code", "rise", "people", "people_month"]]
    rows = found.units.merge(told, on="area_code", how="left")
    count = formats.title(words.pick(kpi.numerator_label))
    return pd.DataFrame(
        {
            t("Administrative units"): found.vintage,
            t("Code"): rows["area_code"],
            t("Unit"): rows["area_name"],
            t("Value now"): or_why(rows, decimals, words),
            t("Comparability"): [named(mark, words) for mark in rows["comparability"]],
            t("Assigned already"): as_written(rows["given"], 1),
            **{method_name(one, words): as_written(rows[one.value], 1) for one in found.methods},
            t("Chosen method"): method_name(method, words),
            t("To be gained"): as_written(rows["rise"], decimals),
            t("More: {what}", what=count): rows["people"],
            t("of them each month"): as_written(rows["people_month"], 1),
            **known(served, words),
        }
    )

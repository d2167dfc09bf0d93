"""A scenario as a file: every unit, whether it goes faster, and where it would end."""

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from kpis.whatif.aims import Aim
from kpis.whatif.scenario import Outcome, Situation
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text import formats
from pages.widgets.files.contents import as_written, known
from pages.widgets.files.download import buttons


def download(
    served: Served, now: Situation, found: Outcome, aim: Aim, kpi: Kpi, selection: Selection
) -> None:
    """Draws the buttons for the units of a scenario."""
    buttons(
        lambda: table(served, now, found, aim, kpi, selection),
        selection.language.t("Download this scenario"),
        f"reach-{kpi.id}-{selection.level}-{aim.year}",
        *(served, selection, ("level", "vintage"), [kpi.id]),
    )


def table(
    served: Served, now: Situation, found: Outcome, aim: Aim, kpi: Kpi, selection: Selection
) -> pd.DataFrame:
    """One line a unit; pace and end of the chosen ones, the pace seen of all."""
    words, t = selection.language, selection.language.t
    decimals = formats.DECIMALS[kpi.unit] + 1
    chosen = found.chosen[["area_code", "pace", "end", "people_month"]]
    rows = now.units.merge(chosen, on="area_code", how="left")
    people = t("{what} each month", what=formats.title(words.pick(kpi.numerator_label)))
    is_chosen = rows["area_code"].isin(found.chosen["area_code"])
    return pd.DataFrame(
        {
            t("Code"): rows["area_code"],
            t("Unit"): rows["area_name"],
            t("Chosen"): [t("yes") if one else "" for one in is_chosen],
            t("Value now"): as_written(rows["value"], decimals),
            t("Pace seen, a month"): as_written(rows["observed"], 3),
            t("Pace, a month"): as_written(rows["pace"], 3),
            people: as_written(rows["people_month"], 1),
            f"12/{aim.year}": as_written(rows["end"], decimals),
            **known(served, words),
        }
    )

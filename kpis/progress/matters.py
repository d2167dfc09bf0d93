"""The gravest matters of the province: one scale for targets behind and reports not sent."""

from dataclasses import dataclass, field

import pandas as pd

from kpis.progress.due import with_lacking
from kpis.progress.standing import Row

MOST = 3


@dataclass(frozen=True)
class Matter:
    """One matter: how much is lacking, in percent of what should be there today.

    `row` is the row of `kpis.progress.due.counted` of an indicator that is behind; that of reports
    which communes did not send has none, and its `kpi` is "".
    """

    lacking: float
    kpi: str = ""
    row: Row = field(default_factory=dict)


def matters(rows: pd.DataFrame, silent: int, units: int, most: int = MOST) -> list[Matter]:
    """The gravest matters, at most so many: where the largest share is lacking, first.

    `rows`: those of the province from `kpis.progress.due.counted`, one a KPI, in the order of the
    catalogue, which decides between equal ones. `silent`: of `units` communes so many sent no
    report in the last month; where as much is lacking as of an indicator, the indicator is first.
    """
    found = [
        Matter(float(row["lacking"]), str(row["kpi"]), row)
        for row in with_lacking(rows).to_dict("records")
    ]
    if silent and units:
        found.append(Matter(100 * silent / units))
    return sorted(found, key=lambda matter: -matter.lacking)[:most]


def worst(rows: pd.DataFrame, kpi: str, most: int = MOST) -> pd.DataFrame:
    """The areas in which one indicator lacks most, as `due.with_lacking`, the worst first.

    `rows`: those of one level from `kpis.progress.due.counted`; equal ones go by the code of the
    area.
    """
    mine = rows[rows["kpi"] == kpi].sort_values("area_code", kind="stable")
    return with_lacking(mine).head(most)

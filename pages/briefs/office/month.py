"""The figures of the report of the province: what the snapshot holds of a period, read once."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data.store.snapshot import Snapshot
from kpis.catalogue.catalogue import Catalogue, Kpi
from kpis.catalogue.catalogue import load as load_catalogue
from kpis.catalogue.vocabulary import Level
from kpis.measure.extent import Extent, extent
from kpis.measure.readings import measure
from kpis.periods import Period
from kpis.province import WHOLE
from pages.briefs.units.asked import Asked, Connection, units
from pages.briefs.units.facts import Facts, facts, fitting
from pages.briefs.units.gathered import difficulty_names, published_on
from pages.text import formats
from pages.text.language import Language


@dataclass(frozen=True)
class Month:
    """What a report tells of."""

    period: Period
    language: Language
    catalogue: Catalogue
    reach: Extent
    province: Facts
    communes: Facts
    names: dict[str, str]  # of the communes
    difficulties: dict[str, str]  # the names of difficulties by their codes
    told: tuple[tuple[str, str], ...]  # what stands under the last item
    is_demonstration: bool


def month_of(
    con: Connection,
    snapshot: Snapshot,
    store: Path,
    period: str | None,
    language: Language,
) -> Month:
    """What a report of a period tells of; None stands for the last month of the data.

    KpiError for a period that the data do not hold.
    """
    reach, catalogue = extent(con), load_catalogue()
    when = Period.parse(period) if period else Period.containing("month", reach.last_month)
    reach.require(when)
    vintage = reach.base_vintage(when)
    of = [Asked(level.value, vintage, when) for level in (Level.WHOLE, Level.COMMUNE)]
    province, communes = (facts(con, store, catalogue, one) for one in of)
    rows = units(con, of[1])
    told = dict(con.execute("select key, value from mart_data").fetchall())
    return Month(
        period=when,
        language=language,
        catalogue=catalogue,
        reach=reach,
        province=province,
        communes=communes,
        names=dict(zip(rows["area_code"], rows["area_name"], strict=True)),
        difficulties=difficulty_names(con, language),
        told=((language.t("Source"), published_on(told, snapshot, language)),),
        is_demonstration=told.get("is_demonstration") == "true",
    )


def now_and_before(con: Connection, kpi: Kpi, month: Month) -> tuple[dict, dict | None, str]:
    """The reading of the province, that of the period before, and how that is called."""
    when = fitting(con, kpi, month.period)
    earlier = when.previous()
    periods = [one for one in (earlier, when) if one.last_month >= month.reach.first_month]
    vintage = month.reach.base_vintage(month.period)
    rows = measure(con, kpi, WHOLE, periods, vintage).to_dict("records")
    name = formats.inside(formats.period(earlier.code, month.language), month.language)
    return rows[-1], rows[0] if len(rows) > 1 else None, name


def of_province(month: Month, kpi: Kpi) -> dict:
    """How the province stands with one indicator: its row of `province.standing`."""
    return next(dict(row) for (id, _), row in month.province.standing.items() if id == kpi.id)


def of_units(kpi: Kpi, month: Month) -> pd.DataFrame:
    """The communes with one indicator, the best first."""
    rows = [dict(row) for (id, _), row in month.communes.standing.items() if id == kpi.id]
    found = pd.DataFrame(rows).sort_values(["rank", "area_code"], na_position="last")
    return found.assign(area_name=found["area_code"].map(month.names)).reset_index(drop=True)

"""The open tables, made from a connection to the marts of a snapshot.

Each has the columns of `pages.open_data.columns` in their order, None where a text has nothing.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa

from kpis.catalogue.catalogue import Catalogue, Kpi
from kpis.catalogue.vocabulary import Frequency
from kpis.measure.extent import Extent, extent
from kpis.measure.other_units import reported, review
from kpis.measure.parts import FORM, MARK, TOPIC
from kpis.measure.query import review_query
from kpis.measure.readings import with_none
from kpis.periods import Kind, Period
from pages.open_data.columns import CATALOGUE, CROSSWALK, READINGS, TARGETS, UNITS, Table

SQL = Path(__file__).parent / "sql"


def readings(found: pd.DataFrame, catalogue: Catalogue, is_demonstration: bool) -> pd.DataFrame:
    """Readings as `kpis.measure` returns them, as the open table READINGS."""
    return found.assign(
        unit=found["kpi"].map({kpi.id: str(kpi.unit) for kpi in catalogue.values()}),
        is_estimate=(found["comparability"] == "estimated").to_numpy(),
        reported_month=found["reported_month"].dt.date,
        is_demonstration=is_demonstration,
    )[READINGS.names].pipe(_plain, READINGS)


def every_reading(con, catalogue: Catalogue, kpi: Kpi) -> Iterator[pd.DataFrame]:
    """All readings of an indicator, part by part: each level on each vintage.

    Of each month, or of each year where that is how often its source is renewed.
    """
    made_up = is_demonstration(con)
    reach, periods, base = _reported(con, kpi)
    for level in kpi.levels:
        for vintage in reach.vintages:
            found = review(con, base, [kpi], level, periods, vintage)
            yield readings(found, catalogue, made_up)


def readings_as_arrow(con, kpi: Kpi) -> Iterator[pa.Table]:
    """The same rows as `every_reading`, READINGS too, without an object of Python for each cell."""
    reach, periods, base = _reported(con, kpi)
    columns = {
        "unit": f"'{kpi.unit}'",  # parameters would have each query planned twice
        "is_estimate": "comparability is not distinct from 'estimated'",
        "reported_month": "cast(reported_month as date)",
        "is_demonstration": str(is_demonstration(con)).lower(),
    }
    select = ", ".join(f"{columns.get(name, name)} as {name}" for name in READINGS.names)
    for level in kpi.levels:
        for vintage in reach.vintages:
            con.register("base", base)  # the table that the query asks
            found = review_query([kpi], level, periods, vintage, reach)
            yield con.sql(f"select {select} from ({found})").to_arrow_table()


def _reported(con, kpi: Kpi) -> tuple[Extent, list[Period], pa.Table]:
    """How far the data reach, the periods in which an indicator is renewed, what was reported."""
    reach = extent(con)
    kind = Kind.YEAR if kpi.frequency is Frequency.YEAR else Kind.MONTH
    periods = Period.between(kind, reach.first_month, reach.last_month)
    return reach, periods, reported(con, [kpi], periods)


def units(con, level: str | None = None, vintage: str | None = None) -> pd.DataFrame:
    """The units of a level and a vintage, or of all: UNITS."""
    found = con.execute(_sql("units"), {"level": level, "vintage": vintage}).df()
    return found[UNITS.names].pipe(_plain, UNITS)


def crosswalk(con) -> pd.DataFrame:
    """What every unit became or was made of in the other vintages: CROSSWALK."""
    return con.execute(_sql("crosswalk")).df()[CROSSWALK.names].pipe(_plain, CROSSWALK)


def catalogue_of(kpis: Sequence[Kpi]) -> pd.DataFrame:
    """What indicators are, a row each: CATALOGUE."""
    rows = [
        {
            "kpi": kpi.id,
            "group": kpi.group,
            "name_vi": kpi.name.vi,
            "name_en": kpi.name.en,
            "definition_vi": kpi.definition.vi,
            "definition_en": kpi.definition.en,
            "unit": str(kpi.unit),
            "direction": str(kpi.direction),
            "frequency": str(kpi.frequency),
            "levels": " ".join(kpi.levels),
            "breakdown": kpi.breakdown and str(kpi.breakdown),
            "numerator_vi": kpi.numerator_label.vi,
            "numerator_en": kpi.numerator_label.en,
            "denominator_vi": kpi.denominator_label.vi,
            "denominator_en": kpi.denominator_label.en,
            "counts": str(kpi.counts),
            "source": f"{kpi.source}: {kpi.numerator} ÷ {kpi.denominator}",
            "legal_basis": "; ".join(kpi.legal_basis) or None,
            "confirmation": str(kpi.value_status),
        }
        for kpi in kpis
    ]
    return pd.DataFrame(rows, columns=CATALOGUE.names).pipe(_plain, CATALOGUE)


def targets_of(kpis: Sequence[Kpi]) -> pd.DataFrame:
    """The targets of indicators, a row a year: TARGETS."""
    rows = [
        {
            "kpi": kpi.id,
            "year": goal.year,
            "value": goal.value,
            "min": goal.min,
            "max": goal.max,
            "status": str(goal.status),
            "source": goal.source,
        }
        for kpi in kpis
        for goal in kpi.targets
    ]
    numbers = dict.fromkeys(("value", "min", "max"), "float64")
    return pd.DataFrame(rows, columns=TARGETS.names).astype(numbers).pipe(_plain, TARGETS)


def is_demonstration(con) -> bool:
    """Whether the data of a snapshot are invented."""
    query = "select value from mart_data where key = 'is_demonstration'"
    return con.execute(query).fetchall() == [("true",)]


def parts(con, kpi: Kpi) -> list[str]:
    """What an indicator is split into: topics, then forms, as `kpis.measure.parts` has them.

    No forms of a count of people: nothing is hidden among them.
    """
    query = "select code from mart_code where list = ? order by sort, code"
    found = {one: con.execute(query, [one]).fetchall() for one in (TOPIC, FORM)}
    forms = [] if kpi.is_personal else [f"{MARK}{code}" for (code,) in found[FORM]]
    return [*(str(code) for (code,) in found[TOPIC]), *forms]


def _plain(found: pd.DataFrame, table: Table) -> pd.DataFrame:
    """The rows with days as days, and None where a text or a day has nothing."""
    days = [column.name for column in table.columns if column.type == "date"]
    for name in days:
        if pd.api.types.is_datetime64_any_dtype(found[name]):
            found = found.assign(**{name: found[name].dt.date})
    texts = [column.name for column in table.columns if column.type == "string"]
    return with_none(found, [*texts, *days])


def _sql(name: str) -> str:
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")

"""The SQL of one KPI for many periods at once, from its stanza and the templates in kpis/sql."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from kpis.asked import date_literal, period_rows, span_rows
from kpis.expressions import columns, only_sums
from kpis.extent import Extent
from kpis.kpi import Kpi
from kpis.periods import Period
from kpis.vocabulary import Level, Time

SQL = Path(__file__).parent / "sql"


def readings_query(
    kpi: Kpi,
    level: Level,
    periods: Sequence[Period],
    vintage: str | None,
    part: str | None,
    extent: Extent,
) -> str:
    """The query whose rows are the readings of a KPI; `part` is the value of its breakdown."""
    return base_query(kpi, periods, vintage, part, extent) + _template("view.sql").format(
        level=level
    )


def base_query(
    kpi: Kpi, periods: Sequence[Period], vintage: str | None, part: str | None, extent: Extent
) -> str:
    """The beginning of such a query: the tables `period` and `base` of a KPI."""
    return _template("base.sql").format(
        periods=period_rows([kpi], periods, vintage, extent),
        spans=",\n        ".join(row for p in periods for row in span_rows(kpi, p, extent)),
        source_rows=_source_rows(kpi, part),
        source_level=kpi.source_level,
        kpi=kpi.id,
        parts=", ".join(_parts(kpi)),
        numerator=kpi.numerator,
        denominator=kpi.denominator,
        numerator_rows=f"{kpi.time.numerator}_row",
        denominator_rows=f"{kpi.time.denominator}_row",
    )


def reported_query(kpi: Kpi, periods: Sequence[Period], extent: Extent) -> str:
    """The query whose rows are the base units of a KPI with both sides."""
    return base_query(kpi, periods, None, None, extent) + "select * from base"


def review_query(
    kpis: Sequence[Kpi], level: Level, periods: Sequence[Period], vintage: str, extent: Extent
) -> str:
    """The readings of KPIs on other units, from a table `base` that a connection holds."""
    rows = period_rows(kpis, periods, vintage, extent)
    return _template("review.sql").format(periods=rows) + _template("view.sql").format(level=level)


def _source_rows(kpi: Kpi, part: str | None) -> str:
    used = list(dict.fromkeys(columns(kpi.numerator) + columns(kpi.denominator)))
    if part is None:
        condition = [f"({kpi.where})"] if kpi.where else []
        condition += [f"month <= {date_literal(kpi.valid_to)}"] if kpi.valid_to else []
        condition += [f"{column} is not null" for column in used]
        names = list(dict.fromkeys(["vintage", "area_code", "month", *used]))
        return _template("source_rows.sql").format(
            columns=", ".join(names), source=kpi.source, condition=" and ".join(condition)
        )
    taken = {column: _column_of_part(kpi, column) for column in used}
    keys = [f"whole.{key}" for key in ("vintage", "area_code", "month")]
    return _template("source_rows_split.sql").format(
        columns=", ".join(keys + [f"{sql} as {column}" for column, sql in taken.items()]),
        source=kpi.source,
        split=kpi.breakdown,
        chosen="'" + part.replace("'", "''") + "'",
        condition=" and ".join(f"{sql} is not null" for sql in taken.values()),
    )


def _column_of_part(kpi: Kpi, column: str) -> str:
    """A flow is that of the part, zero where the part has no row; a stock is that of the whole."""
    flows = columns(kpi.numerator) if kpi.time.numerator is Time.FLOW else ()
    flows += columns(kpi.denominator) if kpi.time.denominator is Time.FLOW else ()
    if column not in flows:
        return f"whole.{column}"
    return f"case when part.area_code is null then 0 * whole.{column} else part.{column} end"


def _parts(kpi: Kpi) -> list[str]:
    """The columns of a row, of which a base unit has its part; what is only counted stays whole."""
    used = list(dict.fromkeys(columns(kpi.numerator) + columns(kpi.denominator)))
    if not (only_sums(kpi.numerator) and only_sums(kpi.denominator)):
        return [f"source_row.{column}" for column in used]
    return [f"to_base.weight * source_row.{column} as {column}" for column in used]


@cache
def _template(name: str) -> str:
    return (SQL / name).read_text(encoding="utf-8")

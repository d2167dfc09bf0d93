"""The SQL of one KPI for many periods at once, from its stanza and the templates in kpis/sql."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from kpis.catalogue.expressions import columns, only_sums
from kpis.catalogue.kpi import Kpi
from kpis.catalogue.vocabulary import Frequency, Level, Time
from kpis.measure.extent import Extent
from kpis.measure.parts import BY_FORM, FORM, column_of
from kpis.periods import Period, months_later


def is_applicable(kpi: Kpi, period: Period) -> bool:
    """Whether a KPI means anything in a period: annual ones in years only, none after its end."""
    if kpi.frequency is Frequency.YEAR and period.kind != "year":
        return False
    return kpi.valid_to is None or period.first_month <= kpi.valid_to


def is_collected(kpi: Kpi, period: Period, extent: Extent) -> bool:
    """Whether what a KPI rests on was sent up to a period; what has to be sent always counts so."""
    if kpi.collected is None:
        return True
    first = extent.collected.get(kpi.collected)
    return first is not None and first <= period.last_month


def period_rows(
    kpis: Sequence[Kpi], periods: Sequence[Period], vintage: str | None, extent: Extent
) -> str:
    """The rows of the table `period`: what a KPI makes of each, and the units on which it is seen.

    They are numbered in the order of the KPIs and of time, which is that of the readings.
    """
    in_time = sorted(periods, key=lambda period: (period.first_month, period.code))
    rows = []
    for place, (kpi, period) in enumerate((kpi, period) for kpi in kpis for period in in_time):
        base = extent.base_vintage(period)
        values = [
            str(place),
            f"'{kpi.id}'",
            f"'{kpi.source_level}'",
            str(kpi.unit.scale),
            f"'{period.code}'",
            date_literal(period.first_month),
            date_literal(period.last_month),
            f"'{base}'",
            f"'{vintage or base}'",
            _truth(is_applicable(kpi, period)),
            _truth(is_collected(kpi, period, extent)),
            _truth(extent.is_open(period)),
        ]
        rows.append(f"({', '.join(values)})")
    return ",\n        ".join(rows)


def months_read(kpi: Kpi, period: Period, extent: Extent) -> set[date]:
    """The months that a KPI reads for a period."""
    sides = {kpi.time.numerator, kpi.time.denominator}
    inside = set(period.months) if sides - {Time.STOCK} else set[date]()
    return inside | (_fresh_months(kpi, period, extent) if Time.STOCK in sides else set())


def span_rows(kpi: Kpi, period: Period, extent: Extent) -> list[str]:
    """The rows of the table `span`: the months that a KPI reads for a period."""
    inside, fresh = set(period.months), _fresh_months(kpi, period, extent)
    if not is_applicable(kpi, period):
        inside = fresh = set()
    return [
        f"('{period.code}', '{extent.base_vintage(period)}', {date_literal(month)},"
        f" {_truth(month in inside)}, {_truth(month in fresh)})"
        for month in sorted(months_read(kpi, period, extent))
    ]


def _fresh_months(kpi: Kpi, period: Period, extent: Extent) -> set[date]:
    if kpi.frequency is Frequency.YEAR:
        return set(period.months)  # the row of the year itself, in whatever month it stands
    end = extent.last_reported(period)
    return {months_later(end, -age) for age in range(kpi.staleness_months)}


def _truth(value: bool) -> str:
    return "true" if value else "false"


def date_literal(month: date) -> str:
    """A day as SQL writes it."""
    return f"date '{month.isoformat()}'"


SQL = Path(__file__).parents[1] / "sql"
ROWS = {Time.FLOW: "flow_row", Time.STOCK: "stock_row", Time.EXPOSURE: "flow_row"}
# Where both sides are sums of the same rows: the template that counts them, the rows that a cycle
# may move, and which of these: of stocks without a look at stock_row, which takes longer.
COUNTED = {
    ("flow_row", "flow_row"): ("counted.sql", "flow_row", ""),
    ("stock_row", "stock_row"): (
        "counted_last.sql",
        "carried where is_fresh",
        " and counted.month = own.month",
    ),
}


def readings_query(
    kpi: Kpi,
    level: Level,
    periods: Sequence[Period],
    vintage: str | None,
    part: str | None,
    extent: Extent,
    hidden: str | None = None,
) -> str:
    """The query whose rows are the readings of a KPI; `part` is one of those of `parts`.

    `hidden` is the relation that has the rows of mart_hidden; without one nothing is hidden, which
    is quicker.
    """
    begun = base_query(kpi, periods, vintage, part, extent, hidden=hidden)
    return begun + _view(level, hides=hidden is not None)


def base_query(
    kpi: Kpi,
    periods: Sequence[Period],
    vintage: str | None,
    part: str | None,
    extent: Extent,
    keys: Sequence[str] = (),
    hidden: str | None = None,
) -> str:
    """The beginning of such a query: the tables `period` and `base` of a KPI.

    `keys` are columns of its mart that `source_row` has besides those that are read.
    """
    sides = ROWS[kpi.time.numerator], ROWS[kpi.time.denominator]
    counted, moving, is_last = COUNTED.get(sides, ("counted_apart.sql", sides[0], ""))
    moved = ""
    if hidden is not None:
        moved = "union all\n" + _template("moved.sql").format(
            hidden=hidden, kpi=kpi.id, chosen=_text(part or ""), rows=moving, is_last=is_last
        )
    return _template("base.sql").format(
        periods=period_rows([kpi], periods, vintage, extent),
        spans=",\n        ".join(row for p in periods for row in span_rows(kpi, p, extent)),
        source_rows=source_rows(kpi, part, extent, keys),
        source_level=kpi.source_level,
        parts=", ".join(_parts(kpi)),
        counted=_template(counted).format(
            kpi=kpi.id,
            numerator=kpi.numerator,
            denominator=kpi.denominator,
            numerator_rows=sides[0],
            denominator_rows=sides[1],
        ),
        moved=moved,
    )


def reported_query(
    kpi: Kpi, periods: Sequence[Period], extent: Extent, hidden: str | None = None
) -> str:
    """The query whose rows are the table `base` of a KPI: its base units, and what hides them."""
    return base_query(kpi, periods, None, None, extent, hidden=hidden) + "select * from base"


def review_query(
    kpis: Sequence[Kpi], level: Level, periods: Sequence[Period], vintage: str, extent: Extent
) -> str:
    """The readings of KPIs on other units, from a table `base` that a connection holds."""
    rows = period_rows(kpis, periods, vintage, extent)
    return _template("review.sql").format(periods=rows) + _view(level, hides=True)


def _view(level: Level, hides: bool) -> str:
    """What carries the table `base` onto the areas shown; quicker where nothing is hidden."""
    marked, apart = ("base.cycle", ", base.cycle") if hides else ("false as is_hidden", "")
    summed = _template("view_sums.sql").format(level=level, marked=marked, apart=apart)
    if hides:
        summed = _template("view_hidden.sql").format(sums=summed)
    return _template("view.sql").format(level=level, summed=summed)


def source_rows(kpi: Kpi, part: str | None, extent: Extent, keys: Sequence[str] = ()) -> str:
    """The query for the rows of its mart that a KPI reads, with the columns that it reads."""
    used = list(dict.fromkeys(columns(kpi.numerator) + columns(kpi.denominator)))
    if kpi.collected is not None and kpi.collected not in extent.collected:
        nothing = ", ".join(f"null::bigint as {column}" for column in [*keys, *used])
        return _template("no_rows.sql").format(columns=nothing)
    if part is None:
        condition = [f"({kpi.where})"] if kpi.where else []
        condition += [f"month <= {date_literal(kpi.valid_to)}"] if kpi.valid_to else []
        condition += [f"{column} is not null" for column in used]
        names = list(dict.fromkeys(["vintage", "area_code", "month", *keys, *used]))
        return _template("source_rows.sql").format(
            columns=", ".join(names), source=kpi.source, condition=" and ".join(condition)
        )
    taken = {column: _column_of_part(kpi, column) for column in used}
    own = [f"whole.{key}" for key in ("vintage", "area_code", "month", *keys)]
    split, code = column_of(part)
    flows = [column for column in used if column in _flows(kpi)]
    return _template(f"source_rows_{'form' if split == FORM else 'split'}.sql").format(
        columns=", ".join(own + [f"{sql} as {column}" for column, sql in taken.items()]),
        source=kpi.source,
        split=kpi.breakdown,
        parts=BY_FORM.get(kpi.source, ""),
        sums=", ".join(f"cast(sum({column}) as bigint) as {column}" for column in flows),
        chosen=_text(code),
        condition=" and ".join(f"{sql} is not null" for sql in taken.values()),
    )


def _flows(kpi: Kpi) -> list[str]:
    """The columns that are summed over the months of a period."""
    flows = columns(kpi.numerator) if kpi.time.numerator is Time.FLOW else ()
    return [*flows, *(columns(kpi.denominator) if kpi.time.denominator is Time.FLOW else ())]


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _column_of_part(kpi: Kpi, column: str) -> str:
    """A flow is that of the part, zero where the part has no row; people are those of the whole."""
    if column not in _flows(kpi):
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

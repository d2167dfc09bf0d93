"""`kpis values`: a row an indicator and area."""

import argparse
import sys

from kpis.catalogue.catalogue import Catalogue, check, load
from kpis.commands import options
from kpis.commands.rows import write
from kpis.measure.readings import measure_many
from kpis.periods import Period
from kpis.store import connect, store_directory

COLUMNS = (
    *("kpi", "level", "vintage", "area_code", "area_name", "period"),
    *("numerator", "denominator", "value", "missing_reason", "comparability"),
)


def add(commands: options.Commands) -> None:
    """Adds the command and its options."""
    parser = commands.add_parser(
        "values",
        help="the values of KPIs",
        description="One row per KPI and area; a value that is missing has its reason instead.",
    )
    parser.add_argument("--kpi", metavar="ID", help="one KPI (default: all of the level)")
    options.add_level(parser)
    options.add_period(parser)
    options.add_vintage(parser)
    options.add_breakdown(parser)
    options.add_store(parser)
    options.add_format(parser)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Prints the rows; KpiError where the question has no answer."""
    catalogue = load()
    kpis = [catalogue.find(asked.kpi)] if asked.kpi else list(catalogue.values())
    if asked.breakdown and not asked.kpi:
        kpis = [kpi for kpi in kpis if kpi.breakdown]
    period = Period.parse(asked.period)
    with connect(asked.store or store_directory()) as con:
        check(Catalogue({kpi.id: kpi for kpi in kpis}, catalogue.groups), con)
        readings = measure_many(con, kpis, asked.level, [period], asked.vintage, asked.breakdown)
    write(readings.to_dict("records"), COLUMNS, asked.format, sys.stdout)

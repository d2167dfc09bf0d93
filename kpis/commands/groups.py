"""`kpis groups`: the groups of an area, a row each."""

import argparse
import sys

from kpis.commands import options
from kpis.commands.rows import write
from kpis.network import register
from kpis.periods import Period
from kpis.store import connect, store_directory

NAMES = {"group_code": "group", "village_name": "village"}  # of columns, as they are printed


def add(commands: options.Commands) -> None:
    """Adds the command and its options."""
    parser = commands.add_parser(
        "groups",
        help="the groups of an area: village, members, reports, difficulties",
        description=(
            "One row per group that exists at the end of the period. One that was set up under"
            " newer units than those asked for has no area of these."
        ),
    )
    parser.add_argument("--area", metavar="CODE", help="a commune, district or the province")
    options.add_period(parser)
    options.add_vintage(parser)
    options.add_store(parser)
    options.add_format(parser)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Prints the rows; KpiError where the area or the period is not known."""
    with connect(asked.store or store_directory()) as con:
        period = Period.parse(asked.period)
        found = register.register(con, period, asked.vintage, asked.area)
    days = {name: found[name].dt.strftime("%Y-%m-%d") for name in register.DAYS}
    rows = found.assign(**days).rename(columns=NAMES).to_dict("records")
    columns = [NAMES.get(name, name) for name in register.COLUMNS]
    write(rows, columns, asked.format, sys.stdout)

"""`kpis forecast`: the months to come of any series in a file."""

import argparse
import sys
from pathlib import Path

from kpis.catalogue.vocabulary import Direction, Unit
from kpis.commands.options import Commands, add_format, finite, one_of
from kpis.commands.rows import write
from kpis.errors import KpiError
from kpis.forecast import series
from kpis.forecast.history import LEAST_MONTHS
from kpis.periods import Kind, Period


def add(commands: Commands) -> None:
    """Adds the command and its options."""
    parser = commands.add_parser(
        "forecast",
        help="forecasts of any series in a file",
        description=(
            "One row per series and month to come: value, intervals of 80 % and 95 %, and for each"
            " target the probability (0 to 1; beyond two years ahead not below 0.05 nor above"
            " 0.95) that the value of the month reaches it, and its class."
        ),
    )
    parser.add_argument(
        "--series",
        required=True,
        metavar="FILE.csv",
        type=Path,
        help=f"columns {', '.join(series.COLUMNS)}; at least {LEAST_MONTHS} months each",
    )
    parser.add_argument("--until", metavar="MONTH", default="2030-12", help="default: 2030-12")
    parser.add_argument(
        "--target",
        metavar="VALUE",
        type=finite,
        action="append",
        default=[],
        help="in the unit of the values; as often as there are targets",
    )
    parser.add_argument("--direction", type=one_of(["up", "down"]), default="up", help="up or down")
    parser.add_argument(
        "--unit",
        type=one_of([Unit.PERCENT, Unit.COUNT]),
        default="percent",
        help="percent: a part of a whole, told as 0–100; count: any ratio of the two",
    )
    add_format(parser)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Prints the rows; KpiError names each line that cannot be used."""
    until, direction, unit = Period.parse(asked.until), Direction(asked.direction), Unit(asked.unit)
    if until.kind is not Kind.MONTH:
        raise KpiError(f"--until {asked.until} is no month. Write it as 2030-12.")
    targets = list(dict.fromkeys(asked.target))
    found = series.answer(asked.series, until, targets, direction, unit)
    write(found, series.columns(targets), asked.format, sys.stdout)

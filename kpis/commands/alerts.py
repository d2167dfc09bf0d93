"""`kpis alerts`: what the rules find, a row an alert."""

import argparse
import sys
from pathlib import Path

from kpis.alerts import rules
from kpis.alerts.evaluate import COLUMNS, evaluate
from kpis.catalogue.catalogue import check, load
from kpis.commands import options
from kpis.commands.rows import write
from kpis.store import connect, store_directory


def add(commands: options.Commands) -> None:
    """Adds the command and its options."""
    parser = commands.add_parser(
        "alerts",
        help="what the rules of kpis/alerts.toml find",
        description="One row per rule, KPI and area in the last period of the data.",
    )
    parser.add_argument(
        "--rules", metavar="FILE", type=Path, default=rules.RULES, help="other rules"
    )
    options.add_store(parser)
    options.add_format(parser)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Evaluates the rules and prints the rows; KpiError where that cannot be answered."""
    catalogue = load()
    chosen = rules.load(catalogue, asked.rules)
    with connect(asked.store or store_directory()) as con:
        check(catalogue, con)
        found = evaluate(con, catalogue, chosen)
    write(found.to_dict("records"), COLUMNS, asked.format, sys.stdout)

"""The command `python -m kpis alerts`: what the rules find in the published snapshot."""

import argparse
import sys
from pathlib import Path

from kpis.alerting.rules import RULES, load
from kpis.alerts import COLUMNS, evaluate
from kpis.catalogue import Catalogue, check
from kpis.output import write
from kpis.store import connect, store_directory


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command, but for the format, which every command has."""
    parser.add_argument("--rules", metavar="FILE", type=Path, default=RULES, help="other rules")
    parser.add_argument("--store", type=Path, help="default: DX_STORE, else the project's store")


def run(catalogue: Catalogue, asked: argparse.Namespace) -> None:
    """Evaluates the rules and prints a row an alert; KpiError where that cannot be answered."""
    rules = load(catalogue, asked.rules)
    with connect(asked.store or store_directory()) as con:
        check(catalogue, con)
        found = evaluate(con, catalogue, rules)
    write(found.to_dict("records"), COLUMNS, asked.format, sys.stdout)

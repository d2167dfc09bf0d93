"""`kpis effect`: what the work of the groups goes with."""

import argparse
import sys

from kpis.catalogue.taught import taught
from kpis.commands.options import Commands, add_format, add_store
from kpis.commands.rows import write
from kpis.errors import KpiError, nearest
from kpis.measure import published
from kpis.store import connect, store_directory

COLUMNS = (
    *("topic", "service", "form", "lag", "estimate", "low_95", "high_95", "leads", "placebo"),
    *("communes", "months", "verdict", "reason", "level", "detectable", "difference", "corrected"),
    "tests",
)


def add(commands: Commands) -> None:
    """Adds the command and its options."""
    parser = commands.add_parser(
        "effect",
        help="what the work of the groups goes with",
        description=(
            "One row per topic and months of work before (lag), and per form: the points (of the"
            " province's share) that 10 more assists per 1,000 adults a month go with after so many"
            " months, its interval of 95 %, whether the checks held, and what may be said. It is"
            " association, not proof."
        ),
    )
    parser.add_argument("--topic", metavar="TOPIC", help="one topic (default: all)")
    add_store(parser)
    add_format(parser)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Prints what the last publish found about the work on the topics, or on one."""
    topics = [one.topic for one in taught()]
    if asked.topic and asked.topic not in topics:
        near = nearest(asked.topic, topics)
        raise KpiError(f"No service is named for a topic “{asked.topic}”. {near}")
    with connect(asked.store or store_directory()) as con:
        found = published.effects(con, asked.topic)
    write(found.to_dict("records"), COLUMNS, asked.format, sys.stdout)

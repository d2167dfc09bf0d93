"""`kpis explain`: the lines of files behind a value."""

import argparse
import json
import sys

from kpis.catalogue.catalogue import Catalogue, check, load
from kpis.commands import options, values
from kpis.commands.rows import plain, write_lines
from kpis.explain import trace
from kpis.periods import Period
from kpis.store import connect_with_raw, store_directory


def add(commands: options.Commands) -> None:
    """Adds the command and its options."""
    parser = commands.add_parser(
        "explain",
        help="the lines of files behind a value",
        description=(
            "One row per line of a file, side and month for which it counts; amount times weight"
            " adds up to the numerator and the denominator, which --format json states too. A value"
            " that is missing has no lines."
        ),
    )
    parser.add_argument("--kpi", required=True, metavar="ID", help="one KPI")
    options.add_level(parser)
    parser.add_argument("--area", required=True, metavar="CODE", help="a unit of that level")
    options.add_period(parser)
    options.add_vintage(parser)
    options.add_breakdown(parser)
    options.add_store(parser)
    options.add_format(parser)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Prints the lines, in json under the value itself; KpiError where it has no answer."""
    catalogue = load()
    kpi, period = catalogue.find(asked.kpi), Period.parse(asked.period)
    question = trace.Question(
        kpi, asked.level, asked.area, period, asked.vintage, asked.breakdown
    )  # fmt: skip
    con, raw = connect_with_raw(asked.store or store_directory())
    with con:
        check(Catalogue({kpi.id: kpi}, catalogue.groups), con)
        with trace.trace(con, raw, question) as found:
            if asked.format == "csv":
                write_lines(found.each(), trace.COLUMNS, sys.stdout)
            else:
                _write_json(found)


def _write_json(found: trace.Trace) -> None:
    head = {name: plain(found.reading[name]) for name in values.COLUMNS}
    begun = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    sys.stdout.write(f'{begun},\n "lines": [')
    for place, row in enumerate(found.each()):  # a million of them are not held at once
        line = dict(zip(trace.COLUMNS, map(plain, row), strict=True))
        comma = "," if place else ""
        sys.stdout.write(f"{comma}\n  {json.dumps(line, ensure_ascii=False)}")
    sys.stdout.write("\n ]\n}\n")

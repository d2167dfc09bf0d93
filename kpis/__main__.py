"""The command line: `python -m kpis list`, `values`, `explain`, `groups`, `alerts`, `forecast` …"""

import os
import sys
from collections.abc import Sequence

import duckdb

from kpis.commands import alerts, effect, explain, forecast, groups, listing, values
from kpis.commands.options import Parser
from kpis.errors import KpiError

COMMANDS = (listing, values, explain, groups, alerts, forecast, effect)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit code is 0, or 2 with a message when it cannot be answered."""
    asked = _parser().parse_args(arguments)
    try:
        asked.run(asked)
        sys.stdout.flush()
    except KpiError as error:
        print(f"kpis: {error}", file=sys.stderr)
        return 2
    except duckdb.Error as error:
        print(f"kpis: the snapshot cannot answer, publish again: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):  # a reader has seen enough, as with `| head`
            print(f"kpis: cannot be read or written: {error.strerror}.", file=sys.stderr)
            return 2
    return 0


def _parser() -> Parser:
    parser = Parser(
        prog="python -m kpis", description="The KPIs and their values in the published snapshot."
    )
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="list|values|explain|groups|alerts|forecast|effect"
    )
    for command in COMMANDS:
        command.add(commands)
    return parser


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
    sys.stderr.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main())

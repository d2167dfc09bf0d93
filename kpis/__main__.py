"""The command line: `python -m kpis list`, `values`, `explain`, `groups`, `alerts`, `forecast` …"""

import argparse
import csv
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn, TextIO

import duckdb
import numpy as np

from kpis.alerts import rules
from kpis.alerts.evaluate import COLUMNS, evaluate
from kpis.catalogue.catalogue import Catalogue, check, load
from kpis.catalogue.kpi import Kpi
from kpis.catalogue.taught import taught
from kpis.catalogue.vocabulary import Direction, Level, Unit
from kpis.errors import KpiError, nearest
from kpis.explain import trace
from kpis.forecast import series
from kpis.forecast.history import LEAST_MONTHS
from kpis.measure import published
from kpis.measure.readings import measure_many
from kpis.network import register
from kpis.periods import EXAMPLES, Kind, Period
from kpis.store import connect, connect_with_raw, store_directory

Cell = str | float | int | None
FORMATS = ("csv", "json")
VALUE_COLUMNS = (
    *("kpi", "level", "vintage", "area_code", "area_name", "period"),
    *("numerator", "denominator", "value", "missing_reason", "comparability"),
)
LIST_COLUMNS = (
    *("kpi", "group", "name_vi", "name_en", "unit", "direction", "frequency", "levels"),
    *("breakdown", "targets", "source", "numerator", "denominator"),
)
EFFECT_COLUMNS = (
    *("topic", "service", "form", "lag", "estimate", "low_95", "high_95", "leads", "placebo"),
    *("communes", "months", "verdict", "reason", "level", "detectable", "difference", "corrected"),
    "tests",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit code is 0, or 2 with a message when it cannot be answered."""
    asked = _parser().parse_args(arguments)
    try:
        if asked.command == "list":
            _list(load(), asked.format)
        elif asked.command == "alerts":
            _alerts(load(), asked)
        elif asked.command == "forecast":
            _forecast(asked)
        elif asked.command == "groups":
            _groups(asked)
        elif asked.command == "effect":
            _effect(asked)
        elif asked.command == "explain":
            _explain(load(), asked)
        else:
            _values(load(), asked)
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


def _plain(value: object) -> Cell:
    if value is None or value != value:
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() else float(value)
    return value if isinstance(value, int) else str(value)


def _text(cell: Cell) -> str:
    """A cell as CSV has it: every digit of a number, with a point and without an exponent."""
    if cell is None:
        return ""
    if isinstance(cell, str):  # what begins like a formula is shown, not computed
        return re.sub(r"^(?=\s*[=+\-@＝＋－＠])", "'", cell)
    return np.format_float_positional(cell, trim="-") if isinstance(cell, float) else str(cell)


def _alerts(catalogue: Catalogue, asked: argparse.Namespace) -> None:
    """Evaluates the rules and prints a row an alert; KpiError where that cannot be answered."""
    chosen = rules.load(catalogue, asked.rules)
    with connect(asked.store or store_directory()) as con:
        check(catalogue, con)
        found = evaluate(con, catalogue, chosen)
    write(found.to_dict("records"), COLUMNS, asked.format, sys.stdout)


def _forecast(asked: argparse.Namespace) -> None:
    """Forecasts the series of a file; KpiError names each line that cannot be used."""
    until, direction, unit = Period.parse(asked.until), Direction(asked.direction), Unit(asked.unit)
    if until.kind is not Kind.MONTH:
        raise KpiError(f"--until {asked.until} is no month. Write it as 2030-12.")
    targets = list(dict.fromkeys(asked.target))
    found = series.answer(asked.series, until, targets, direction, unit)
    write(found, series.columns(targets), asked.format, sys.stdout)


def _groups(asked: argparse.Namespace) -> None:
    """Prints the groups of an area, a row each; KpiError where it or the period is not known."""
    with connect(asked.store or store_directory()) as con:
        period = Period.parse(asked.period)
        found = register.register(con, period, asked.vintage, asked.area)
    days = {name: found[name].dt.strftime("%Y-%m-%d") for name in register.DAYS}
    names = {"group_code": "group", "village_name": "village"}
    rows = found.assign(**days).rename(columns=names).to_dict("records")
    columns = [names.get(name, name) for name in register.COLUMNS]
    write(rows, columns, asked.format, sys.stdout)


def _effect(asked: argparse.Namespace) -> None:
    """Prints what the last publish found about the work on the topics, or on one."""
    topics = [one.topic for one in taught()]
    if asked.topic and asked.topic not in topics:
        near = nearest(asked.topic, topics)
        raise KpiError(f"No service is named for a topic “{asked.topic}”. {near}")
    with connect(asked.store or store_directory()) as con:
        found = published.effects(con, asked.topic)
    write(found.to_dict("records"), EFFECT_COLUMNS, asked.format, sys.stdout)


def _list(catalogue: Catalogue, form: str) -> None:
    rows = [
        {
            "kpi": kpi.id,
            "group": kpi.group,
            "name_vi": kpi.name.vi,
            "name_en": kpi.name.en,
            "unit": kpi.unit.value,
            "direction": kpi.direction.value,
            "frequency": kpi.frequency.value,
            "levels": " ".join(kpi.levels),
            "breakdown": kpi.breakdown and kpi.breakdown.value,
            "targets": _targets(kpi),
            "source": kpi.source,
            "numerator": kpi.numerator,
            "denominator": kpi.denominator,
        }
        for kpi in catalogue.values()
    ]
    write(rows, LIST_COLUMNS, form, sys.stdout)


def _targets(kpi: Kpi) -> str:
    asked = [
        (t.year, f"{t.min:g}–{t.max:g}" if t.value is None else f"{t.value:g}", t.status)
        for t in kpi.targets
    ]
    return "; ".join(f"{year}: {value} ({status})" for year, value, status in asked)


def _values(catalogue: Catalogue, asked: argparse.Namespace) -> None:
    kpis = [catalogue.find(asked.kpi)] if asked.kpi else list(catalogue.values())
    if asked.breakdown and not asked.kpi:
        kpis = [kpi for kpi in kpis if kpi.breakdown]
    period = Period.parse(asked.period)
    with connect(asked.store or store_directory()) as con:
        check(Catalogue({kpi.id: kpi for kpi in kpis}, catalogue.groups), con)
        readings = measure_many(con, kpis, asked.level, [period], asked.vintage, asked.breakdown)
    write(readings.to_dict("records"), VALUE_COLUMNS, asked.format, sys.stdout)


def _explain(catalogue: Catalogue, asked: argparse.Namespace) -> None:
    """Prints the lines of files behind a value, in JSON under the value itself."""
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
                return
            head = {name: _plain(found.reading[name]) for name in VALUE_COLUMNS}
            begun = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
            sys.stdout.write(f'{begun},\n "lines": [')
            for place, row in enumerate(found.each()):  # a million of them are not held at once
                line = dict(zip(trace.COLUMNS, map(_plain, row), strict=True))
                comma = "," if place else ""
                sys.stdout.write(f"{comma}\n  {json.dumps(line, ensure_ascii=False)}")
            sys.stdout.write("\n ]\n}\n")


def _one_of(words: Iterable[str]) -> Callable[[str], str]:
    """A reader of an argument that may be one of some words, and names the nearest otherwise."""
    valid = [str(word) for word in words]

    def word(text: str) -> str:
        if text not in valid:
            raise argparse.ArgumentTypeError(f"not “{text}”. {nearest(text, valid)}")
        return text

    return word


def _finite(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not np.isfinite(number):
        raise argparse.ArgumentTypeError(f"not “{text}”: a number is needed, such as 80.")
    return number


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, as every other refusal; the usage is what --help is for."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"kpis: {message} (see {self.prog} --help)\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m kpis", description="The KPIs and their values in the published snapshot."
    )
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="list|values|explain|groups|alerts|forecast|effect"
    )
    listing = commands.add_parser("list", help="the catalogue of KPIs")
    values = commands.add_parser(
        "values",
        help="the values of KPIs",
        description="One row per KPI and area; a value that is missing has its reason instead.",
    )
    values.add_argument("--kpi", metavar="ID", help="one KPI (default: all of the level)")
    values.add_argument(
        "--level", required=True, metavar="LEVEL", type=_one_of(Level), help=", ".join(Level)
    )
    values.add_argument("--period", required=True, metavar="PERIOD", help=EXAMPLES)
    values.add_argument("--vintage", help="units of this vintage (default: those then in force)")
    values.add_argument(
        "--breakdown", metavar="TOPIC", help="only this topic, or form:CODE (default: all)"
    )
    values.add_argument("--store", type=Path, help="default: DX_STORE, else the project's store")
    explain = commands.add_parser(
        "explain",
        help="the lines of files behind a value",
        description=(
            "One row per line of a file, side and month for which it counts; amount times weight"
            " adds up to the numerator and the denominator, which --format json states too. A value"
            " that is missing has no lines."
        ),
    )
    explain.add_argument("--kpi", required=True, metavar="ID", help="one KPI")
    explain.add_argument(
        "--level", required=True, metavar="L", type=_one_of(Level), help=", ".join(Level)
    )
    explain.add_argument("--area", required=True, metavar="CODE", help="a unit of that level")
    explain.add_argument("--period", required=True, metavar="P", help=EXAMPLES)
    explain.add_argument(
        "--vintage", metavar="V", help="units of this vintage (default: those then in force)"
    )
    explain.add_argument(
        "--breakdown", metavar="TOPIC", help="only this topic, or form:CODE (default: all)"
    )
    explain.add_argument("--store", type=Path, help="default: DX_STORE, else the project's store")
    groups = commands.add_parser(
        "groups",
        help="the groups of an area: village, members, reports, difficulties",
        description=(
            "One row per group that exists at the end of the period. One that was set up under"
            " newer units than those asked for has no area of these."
        ),
    )
    groups.add_argument("--area", metavar="CODE", help="a commune, district or the province")
    groups.add_argument("--period", required=True, metavar="PERIOD", help=EXAMPLES)
    groups.add_argument("--vintage", help="units of this vintage (default: those then in force)")
    groups.add_argument("--store", type=Path, help="default: DX_STORE, else the project's store")
    alerts = commands.add_parser(
        "alerts",
        help="what the rules of kpis/alerts.toml find",
        description="One row per rule, KPI and area in the last period of the data.",
    )
    add_arguments(alerts)
    forecast = commands.add_parser(
        "forecast",
        help="forecasts of any series in a file",
        description=(
            "One row per series and month to come: value, intervals of 80 % and 95 %, and for each"
            " target the probability (0 to 1; beyond two years ahead not below 0.05 nor above"
            " 0.95) that the value of the month reaches it, and its class."
        ),
    )
    forecast.add_argument(
        "--series",
        required=True,
        metavar="FILE.csv",
        type=Path,
        help=f"columns {', '.join(series.COLUMNS)}; at least {LEAST_MONTHS} months each",
    )
    forecast.add_argument("--until", metavar="MONTH", default="2030-12", help="default: 2030-12")
    forecast.add_argument(
        "--target",
        metavar="VALUE",
        type=_finite,
        action="append",
        default=[],
        help="in the unit of the values; as often as there are targets",
    )
    forecast.add_argument(
        "--direction", type=_one_of(["up", "down"]), default="up", help="up or down"
    )
    forecast.add_argument(
        "--unit",
        type=_one_of([Unit.PERCENT, Unit.COUNT]),
        default="percent",
        help="percent: a part of a whole, told as 0–100; count: any ratio of the two",
    )
    effect = commands.add_parser(
        "effect",
        help="what the work of the groups goes with",
        description=(
            "One row per topic and months of work before (lag), and per form: the points (of the"
            " province's share) that 10 more assists per 1,000 adults a month go with after so many"
            " months, its interval of 95 %, whether the checks held, and what may be said. It is"
            " association, not proof."
        ),
    )
    effect.add_argument("--topic", metavar="TOPIC", help="one topic (default: all)")
    effect.add_argument("--store", type=Path, help="default: DX_STORE, else the project's store")
    for command in (listing, values, explain, groups, alerts, forecast, effect):
        command.add_argument(
            "--format", metavar="FORMAT", type=_one_of(FORMATS), default="csv", help="csv or json"
        )
    return parser


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command, but for the format, which every command has."""
    parser.add_argument(
        "--rules", metavar="FILE", type=Path, default=rules.RULES, help="other rules"
    )
    parser.add_argument("--store", type=Path, help="default: DX_STORE, else the project's store")


def write(
    rows: Iterable[Mapping[Any, object]], columns: Sequence[str], form: str, out: TextIO
) -> None:
    """Writes the named columns of rows as csv or json."""
    if form == "json":
        table = [{column: _plain(row[column]) for column in columns} for row in rows]
        json.dump(table, out, ensure_ascii=False, indent=1)
        out.write("\n")
        return
    write_lines(([row[column] for column in columns] for row in rows), columns, out)


def write_lines(rows: Iterable[Sequence[object]], columns: Sequence[str], out: TextIO) -> None:
    """Writes rows of cells as csv, one after the other."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_written(cell) for cell in row] for row in rows)


@lru_cache(maxsize=65536, typed=True)  # of many lines most cells are those of others
def _written(cell: object) -> str:
    return _text(_plain(cell))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
    sys.stderr.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main())

"""`kpis list`: the catalogue, a row an indicator."""

import argparse
import sys

from kpis.catalogue.catalogue import load
from kpis.catalogue.kpi import Kpi
from kpis.commands.options import Commands, add_format
from kpis.commands.rows import write

COLUMNS = (
    *("kpi", "group", "name_vi", "name_en", "unit", "direction", "frequency", "levels"),
    *("breakdown", "targets", "source", "numerator", "denominator"),
)


def add(commands: Commands) -> None:
    """Adds the command and its options."""
    parser = commands.add_parser("list", help="the catalogue of KPIs")
    add_format(parser)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Prints the rows."""
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
        for kpi in load().values()
    ]
    write(rows, COLUMNS, asked.format, sys.stdout)


def _targets(kpi: Kpi) -> str:
    asked = [
        (t.year, f"{t.min:g}–{t.max:g}" if t.value is None else f"{t.value:g}", t.status)
        for t in kpi.targets
    ]
    return "; ".join(f"{year}: {value} ({status})" for year, value, status in asked)

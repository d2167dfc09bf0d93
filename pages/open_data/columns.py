"""The columns of each open table: said once, for the API's description and the data package.

Types are those of Table Schema (https://specs.frictionlessdata.io/table-schema/).
"""

from dataclasses import dataclass
from typing import Any

from kpis.catalogue.vocabulary import (
    Comparability,
    Confirmation,
    Direction,
    Frequency,
    Level,
    Missing,
    Unit,
)


@dataclass(frozen=True)
class Column:
    """A column: its name, its type in Table Schema, what it means.

    `values`: all that can stand there; `is_filled`: no cell is empty.
    """

    name: str
    type: str
    meaning: str
    values: tuple[str, ...] = ()
    is_filled: bool = False


@dataclass(frozen=True)
class Table:
    """An open table: its columns, and those that tell its rows apart."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """The names of its columns."""
        return [column.name for column in self.columns]


def text(name: str, meaning: str, *values: str, is_filled: bool = True) -> Column:
    """A column of texts, in every row unless it says otherwise."""
    return Column(name, "string", meaning, values, is_filled)


LEVEL = text("level", "Level of the unit.", *Level)
VINTAGE = text("vintage", "Set of administrative units that the row is seen on.")
MADE_UP = Column(
    "is_demonstration", "boolean", "true: the figures are invented, for demonstration.", (), True
)
OF_A_SIDE = "Sum over the base units that have both sides; empty where nothing is known."
READINGS = Table(
    "readings",
    "A reading an indicator, unit and period; one without a value says why.",
    (
        text("kpi", "Indicator: an id of the catalogue."),
        text("unit", "What the value is measured in; percent is 0–100.", *Unit),
        LEVEL,
        VINTAGE,
        text("area_code", "Code of the unit; it names a unit together with level and vintage."),
        text("area_name", "Name of the unit."),
        text("period", "2026-10, 2026-Q3, 2026-H1 or 2026."),
        Column("numerator", "number", OF_A_SIDE),
        Column("denominator", "number", OF_A_SIDE),
        Column("value", "number", "numerator ÷ denominator × 100, 1000 or 1, by the unit."),
        text("missing_reason", "Why there is no value; never zero.", *Missing, is_filled=False),
        Column(
            "is_estimate", "boolean", "true: parts of divided units were apportioned.", (), True
        ),
        text(
            "comparability", "How the reading came onto the unit.", *Comparability, is_filled=False
        ),
        Column("units_reported", "integer", "Base units that reported.", (), True),
        Column("units_expected", "integer", "Base units that were to report.", (), True),
        Column("reported_month", "date", "First day of the last month that is used."),
        MADE_UP,
    ),
    ("kpi", "level", "vintage", "area_code", "period"),
)
UNITS = Table(
    "units",
    "Administrative units: a unit is a vintage, a level and a code.",
    (
        VINTAGE,
        LEVEL,
        text("code", "Code of the unit."),
        text("name", "Name with its type."),
        text("type", "Type: xã, phường, huyện …"),
        text("parent_code", "Unit above it, of the same vintage.", is_filled=False),
        text("parent_name", "Name of that unit.", is_filled=False),
        Column("valid_from", "date", "First day in force."),
        Column("valid_to", "date", "Last day in force; empty: still in force."),
        text("successor_code", "Units of the next vintage that took it in.", is_filled=False),
        text("legal_act", "Act that set it up.", is_filled=False),
    ),
    ("vintage", "level", "code"),
)
CROSSWALK = Table(
    "crosswalk",
    "Which unit of a vintage holds how much of a unit of another.",
    (
        LEVEL,
        text("source_vintage", "Vintage of the unit that is carried over."),
        text("source_code", "Its code."),
        text("target_vintage", "Vintage that it is carried to."),
        text("target_code", "Unit of that vintage that holds a part of it."),
        Column("weight", "number", "Share of its people, 0–1; empty: nobody can tell."),
        Column("is_whole", "boolean", "true: all of it, nothing is apportioned.", (), True),
    ),
    ("level", "source_vintage", "source_code", "target_vintage", "target_code"),
)
CATALOGUE = Table(
    "catalogue",
    "The indicators: what each one is.",
    (
        text("kpi", "Id of the indicator."),
        text("group", "Id of its group."),
        text("name_vi", "Name in Vietnamese."),
        text("name_en", "Name in English."),
        text("definition_vi", "Definition in Vietnamese."),
        text("definition_en", "Definition in English."),
        text("unit", "What the value is measured in.", *Unit),
        text("direction", "Which way is better.", *Direction),
        text("frequency", "How often its source is renewed.", *Frequency),
        text("levels", "Levels at which it is measured, with spaces between."),
        text("breakdown", "What it can be split by.", is_filled=False),
        text("numerator_vi", "What the numerator counts, in Vietnamese."),
        text("numerator_en", "What the numerator counts, in English."),
        text("denominator_vi", "What the denominator counts, in Vietnamese."),
        text("denominator_en", "What the denominator counts, in English."),
        text("source", "Table that it is computed from, and the two sums."),
        text("legal_basis", "Acts that ask for it, with “; ” between.", is_filled=False),
        text("confirmation", "How far it is known from a published source.", *Confirmation),
    ),
    ("kpi",),
)
TARGETS = Table(
    "targets",
    "The targets of the indicators for the province.",
    (
        text("kpi", "Id of the indicator."),
        Column("year", "integer", "Year at whose end it is due.", (), True),
        Column("value", "number", "What is to be reached; empty for a range."),
        Column("min", "number", "Lower end of a range."),
        Column("max", "number", "Upper end of a range."),
        text("status", "How far the target is known from a published source.", *Confirmation),
        text("source", "Where it stands."),
    ),
    ("kpi", "year"),
)
TABLES = (READINGS, UNITS, CROSSWALK, CATALOGUE, TARGETS)


def table_schema(table: Table) -> dict[str, Any]:
    """A table as Table Schema says it."""
    fields = []
    for column in table.columns:
        limits: dict[str, Any] = {"required": True} if column.is_filled else {}
        if column.values:
            limits["enum"] = [str(value) for value in column.values]
        field: dict[str, Any] = {"name": column.name, "type": column.type}
        field["description"] = column.meaning
        fields.append({**field, "constraints": limits} if limits else field)
    return {"fields": fields, "primaryKey": list(table.key), "missingValues": [""]}

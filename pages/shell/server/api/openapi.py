"""The description of the API, as OpenAPI 3.1 has it (https://spec.openapis.org/oas/v3.1.0)."""

from functools import cache
from typing import Any

from kpis.catalogue.vocabulary import Level
from kpis.periods import EXAMPLES
from pages.open_data.columns import CATALOGUE, READINGS, TARGETS, UNITS, Column, Table, both
from pages.shell.server.api.asked import FORMATS, LANG, PARAMETERS, USUAL
from pages.shell.server.api.limits import A_SECOND, AT_ONCE
from pages.text.language import LANGUAGES
from pages.text.words import dashboard_in_both

Schema = dict[str, Any]
TYPES = {"date": "string"}  # of Table Schema, where JSON Schema has another word
WORDS: dict[str, tuple[str, Schema]] = {  # of each parameter: what it means, what it may be
    "kpi": ("An indicator: an id of /catalogue.", {"type": "string"}),
    "level": ("The level of the units.", {"type": "string", "enum": [str(one) for one in Level]}),
    "area": ("One unit, by its code.", {"type": "string"}),
    "period": (f"One period. {EXAMPLES}", {"type": "string"}),
    "from": ("The first period; of the kind of `to`.", {"type": "string"}),
    "to": ("The last period; of the kind of `from`.", {"type": "string"}),
    "vintage": (
        "The set of units that figures are seen on; of values, those in force at the end of each"
        " period where none is named.",
        {"type": "string"},
    ),
    "topic": (
        "A topic of an indicator that is split.",
        {"type": "string"},
    ),
    LANG: (
        "The language of what is refused, in the same form; without it that of Accept-Language.",
        {"type": "string", "enum": list(LANGUAGES), "default": USUAL},
    ),
    "format": ("What is sent.", {"type": "string", "enum": list(FORMATS), "default": FORMATS[0]}),
}
SAID = {
    "snapshot": "Which data these are: the snapshot, its months and units",
    "catalogue": "The indicators and their targets",
    "units": "Administrative units",
    "values": "Readings of an indicator: both sums, the value, or why there is none",
    "boundaries": "Boundaries of units as GeoJSON (RFC 7946)",
}
TABLES = {"catalogue": CATALOGUE, "units": UNITS, "values": READINGS}
REFUSALS = {
    "400": "A parameter that is not understood, with the word that is",
    "404": "An indicator, unit, period or address that there is not, with the nearest that is",
    "429": "Too many requests: Retry-After says how many seconds to wait",
    "503": "The data cannot be read just now",
}


@cache
def document() -> dict[str, Any]:
    """The description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": dashboard_in_both(),
            "version": "1",
            "description": (
                "For reading. An answer is that of one snapshot of the data and has its ETag: send"
                " it as If-None-Match, and what did not change is not sent again."
                f" A client may ask {AT_ONCE} times at once, then {A_SECOND:g} a second."
                " Invented figures say so: is_demonstration, and the header X-Demonstration-Data."
                " Missing is not zero: missing_reason."
            ),
        },
        "servers": [{"url": "/api/v1"}],
        "paths": {f"/{address}": {"get": _operation(address)} for address in PARAMETERS},
        "components": {
            "schemas": {
                **{table.name: _row(table) for table in (*TABLES.values(), TARGETS)},
                "error": {
                    "type": "object",
                    "required": ["status", "error"],
                    "properties": {"status": {"type": "integer"}, "error": {"type": "string"}},
                },
            }
        },
    }


def _operation(address: str) -> dict[str, Any]:
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/error"}}}
    refusals = {code: {"description": said, "content": error} for code, said in REFUSALS.items()}
    return {
        "operationId": address,
        "summary": SAID[address],
        "parameters": [_parameter(address, name) for name in (*PARAMETERS[address], LANG)],
        "responses": {
            "200": {
                "description": SAID[address],
                "headers": {
                    "ETag": {"schema": {"type": "string"}},
                    "X-Demonstration-Data": {"schema": {"type": "string", "enum": ["true"]}},
                },
                "content": _content(address),
            },
            "304": {"description": "What If-None-Match names is still good"},
            **refusals,
        },
    }


def _parameter(address: str, name: str) -> dict[str, Any]:
    said, schema = WORDS[name]
    is_needed = (address, name) == ("values", "kpi")
    return {
        "name": name,
        "in": "query",
        "required": is_needed,
        "description": said,
        "schema": schema,
    }


def _content(address: str) -> dict[str, Any]:
    facts: Schema = {
        "snapshot": {"type": "string"},
        "published_at": {"type": ["string", "null"], "format": "date-time"},
        "is_demonstration": {"type": "boolean"},
        "note": {"type": "string"},
    }
    if address == "boundaries":
        collection = {"type": {"const": "FeatureCollection"}, "features": {"type": "array"}}
        schema = {"type": "object", "properties": {**facts, **collection}}
        return {"application/geo+json": {"schema": schema}}
    if address not in TABLES:
        return {"application/json": {"schema": {"type": "object", "properties": facts}}}
    row: Schema = {"$ref": f"#/components/schemas/{TABLES[address].name}"}
    if address == "catalogue":
        more = {"targets": {"type": "array", "items": {"$ref": "#/components/schemas/targets"}}}
        row = {"allOf": [row, {"type": "object", "properties": more}]}
    table = {"count": {"type": "integer"}, "rows": {"type": "array", "items": row}}
    schema = {"type": "object", "properties": {**facts, **table}}
    return {
        "application/json": {"schema": schema},
        "text/csv": {"schema": {"type": "string"}},
    }


def _row(table: Table) -> Schema:
    properties = {column.name: _field(column) for column in table.columns}
    return {"type": "object", "description": both(table.meaning), "properties": properties}


def _field(column: Column) -> Schema:
    kind = TYPES.get(column.type, column.type)
    found: Schema = {"type": kind if column.is_filled else [kind, "null"]}
    if column.type == "date":
        found["format"] = "date"
    if column.values:
        found["enum"] = [*map(str, column.values), *([] if column.is_filled else [None])]
    return {**found, "description": both(column.meaning)}

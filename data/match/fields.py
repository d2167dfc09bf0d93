"""What kind of value each field of an export holds, as its SQL file says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from data import sql_files
from data.exports import Export, exports

READ = re.compile(r"\bas_(\w+)\((\w+)\) as \2,")


class Kind(StrEnum):
    """The name of the macro that reads a cell, without its `as_`."""

    COUNT = "count"
    AMOUNT = "amount"
    VALUE = "value"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    LEVEL = "level"
    CODE = "code"
    TEXT = "text"


@dataclass(frozen=True)
class FieldKind:
    """How a field is read; `list` names its code list, whose codes stand in it one or `many`."""

    kind: Kind
    list: str = ""
    is_many: bool = False


@cache
def field_kinds(export_name: str) -> Mapping[str, FieldKind]:
    """Field → kind, in file order. A field that the SQL does not read is a KeyError."""
    export = named(export_name)
    text = sql_files.load("raw", f"raw_{export.name}").text
    read = {field: Kind(kind) for kind, field in READ.findall(text)}
    lists = export.lists | export.many
    return MappingProxyType(
        {
            field: FieldKind(read[field], lists.get(field, ""), field in export.many)
            for field in export.fields
        }
    )


@cache
def named(export_name: str) -> Export:
    """The export of a name; KeyError if there is none."""
    return {export.name: export for export in exports()}[export_name]

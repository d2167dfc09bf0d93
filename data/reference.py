"""What does not come with the exports: units of all vintages, code lists, units of indicators."""

import os
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from data import province
from data.refusal import Bilingual, RefusedError

CODE_LISTS = Path(__file__).parent / "code_lists"
INDICATORS = Path(__file__).parents[1] / "kpis" / "definitions"
# The list of units of the province; DX_UNITS names another one, or one of other vintages.
IS_OWN_LIST = not os.environ.get("DX_UNITS")
UNITS_CSV = Path(os.environ.get("DX_UNITS") or province.FOLDER / "units.csv")
UNIT_COLUMNS = (
    *("vintage", "level", "code", "name", "type", "parent_code", "valid_from", "valid_to"),
    *("successor_code", "straddles", "legal_act"),
)


def load_units(con: duckdb.DuckDBPyConnection, units_csv: Path) -> None:
    """Fill text_unit from the list of units; RefusedError when it cannot be read."""
    try:
        _read(con, str(units_csv), UNIT_COLUMNS).create("text_unit_read")
    except duckdb.Error as error:
        raise RefusedError(
            units_csv,
            Bilingual("không đọc được danh mục đơn vị.", f"the list of units is no use: {error}"),
            Bilingual("Hãy khôi phục tệp này.", "Restore this file."),
        ) from error
    con.execute("create or replace table text_unit as from text_unit_read")
    con.execute("drop table text_unit_read")


def load_code_lists(con: duckdb.DuckDBPyConnection) -> None:
    """Make text_code of data/code_lists: the name of a file is the list's."""
    files = [str(path) for path in sorted(CODE_LISTS.glob("*.csv"))]
    rows = _read(con, files, ("code", "name_vi", "name_en", "sort"), filename=True)
    named = rows.project("parse_filename(filename, true) as list, * exclude (filename)")
    named.create_view("text_code", replace=True)


def load_indicators(con: duckdb.DuckDBPyConnection) -> None:
    """Fill raw_indicator: the code, the unit (percent, ratio, per_1000) and the highest target of
    the province of each indicator, NULL where it has none.
    """
    con.execute("create or replace table raw_indicator (code varchar, unit varchar, target double)")
    codes, units, targets = zip(*_indicators(), strict=True)
    query = "insert into raw_indicator select unnest(?), unnest(?), unnest(?)"
    con.execute(query, [codes, units, targets])


@cache  # an import of a few lines would spend a tenth of its time with them
def _indicators() -> list[tuple[str, str, float | None]]:
    own = province.own_targets()
    return [
        (code, stanza["unit"], max(_values(own.get(code, stanza)), default=None))
        for path in sorted(INDICATORS.glob("*.toml"))
        for code, stanza in tomllib.loads(path.read_text(encoding="utf-8")).items()
        if "unit" in stanza  # but for the names of groups
    ]


def _values(stanza: dict[str, Any]) -> list[float]:
    return [float(target["value"]) for target in stanza.get("targets", []) if "value" in target]


def _read(
    con: duckdb.DuckDBPyConnection,
    path: str | list[str],
    columns: tuple[str, ...],
    *,
    filename: bool = False,
) -> duckdb.DuckDBPyRelation:
    return con.read_csv(
        path,  # type: ignore[arg-type,unused-ignore] # several files too, which 1.5 does not declare
        header=True,
        sep=",",
        quotechar='"',
        escapechar='"',
        columns=dict.fromkeys(columns, "VARCHAR"),
        auto_detect=False,
        filename=filename,
    )

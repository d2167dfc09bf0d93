"""What must hold before a snapshot is published: no line lost, all units there, data worth it."""

from pathlib import Path

import duckdb

from data import province
from data.reference import IS_OWN_LIST
from data.refusal import Bilingual, RefusedError

FEW = 100  # up to so many lines set aside, an export is published whatever the share


def require_invariants(con: duckdb.DuckDBPyConnection, units_csv: Path) -> None:
    """Refuse marts that contradict themselves; AssertionError where a line was lost by us."""
    _require_units(con, units_csv)
    for file, rows_in, accepted, quarantined, blanks, in_force, waiting in con.execute(
        "select file, rows_in, accepted, quarantined, blanks, in_force, waiting from mart_export"
    ).fetchall():
        known = rows_in == accepted + quarantined + blanks
        if not known or in_force > accepted or waiting > quarantined:
            raise AssertionError(
                f"{file}: {rows_in} lines in, {accepted} accepted ({in_force} in force),"
                f" {quarantined} set aside, {blanks} blank"
            )


def require_worth(con: duckdb.DuckDBPyConnection) -> None:
    """Refuse a directory of exports that would empty the pages: no month, or unreadable lines."""
    for export, file, rows_in, accepted, quarantined in con.execute(
        "select export, file, rows_in, accepted, quarantined from mart_export"
    ).fetchall():
        if quarantined > FEW and quarantined > accepted:
            raise _mostly_unreadable(con, export, file, rows_in, quarantined)
    _require_months(con)


def _require_units(con: duckdb.DuckDBPyConnection, units_csv: Path) -> None:
    if not IS_OWN_LIST:
        return
    query = "select vintage, level, count(*) from mart_unit group by vintage, level"
    found = {(vintage, level): n for vintage, level, n in con.execute(query).fetchall()}
    told = province.told().get("counts", {})  # as the resolutions count them
    meant = {(v, level): n for v, levels in told.items() for level, n in levels.items()}
    wrong = {key: found.get(key, 0) for key, n in meant.items() if found.get(key, 0) != n}
    if wrong:
        text = ", ".join(f"{v} {lv}: {n} ≠ {meant[v, lv]}" for (v, lv), n in wrong.items())
        raise RefusedError(
            units_csv,
            Bilingual(f"số đơn vị không đúng ({text}).", f"the number of units is wrong ({text})."),
            Bilingual("Hãy khôi phục danh mục đơn vị.", "Restore the list of units."),
        )


def _mostly_unreadable(
    con: duckdb.DuckDBPyConnection, export: str, file: str, rows_in: int, quarantined: int
) -> RefusedError:
    line, field, rule, text = con.execute(
        "select line, field, rule, text from mart_reject where export = ? order by line limit 1",
        [export],
    ).fetchall()[0]
    vi, en = con.execute(
        "select name_vi, name_en from mart_code where list = 'rule' and code = ?", [rule]
    ).fetchall()[0]
    return RefusedError(
        file,
        Bilingual(
            f"{quarantined} trong {rows_in} dòng không dùng được; dòng đầu tiên: {vi}"
            f" ({field}: “{text}”).",
            f"{quarantined} of {rows_in} lines are no use; the first: {en} ({field}: “{text}”).",
        ),
        Bilingual("Hãy xuất lại tệp cho đúng dạng.", "Export the file again in the right form."),
        line,
    )


def _require_months(con: duckdb.DuckDBPyConnection) -> None:
    if not con.execute("select 1 from mart_data where key = 'last_month'").fetchall():
        raise RefusedError(
            "bao_cao.csv",
            Bilingual(
                "không có tháng nào: cả bao_cao và su_dung_dich_vu đều trống.",
                "there is no month at all: both bao_cao and su_dung_dich_vu are empty.",
            ),
            Bilingual("Hãy gửi số liệu ít nhất một tháng.", "Send the data of one month at least."),
        )

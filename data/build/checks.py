"""The checks: each file of data/sql/checks is a claim and returns the rows that break it."""

import duckdb

from data import sql_files

SEVERITIES = ("error", "warning")


def run_checks(con: duckdb.DuckDBPyConnection) -> None:
    """Fill mart_check (one row a check) and mart_check_row (one row an offender)."""
    con.execute(
        "create or replace table mart_check (check_id varchar, claim varchar, claim_vi varchar,"
        " severity varchar, offenders bigint)"
    )
    con.execute(
        "create or replace table mart_check_row (check_id varchar, vintage varchar,"
        " level varchar, area_code varchar, month date, detail varchar)"
    )
    for check in sql_files.ordered("checks"):
        severity = check.comment("Severity")
        if severity not in SEVERITIES or not check.comment("Claim"):
            raise ValueError(f"{check.name}.sql needs a claim and a severity in its header")
        con.execute(
            "insert into mart_check_row select ?, vintage, level, area_code, month, detail"
            f" from ({check.text}) order by month, area_code, detail",
            [check.name],
        )
        con.execute(
            "insert into mart_check select ?, ?, ?, ?, count(*) from mart_check_row"
            " where check_id = ?",
            [check.name, check.comment("Claim"), check.comment("Vi"), severity, check.name],
        )

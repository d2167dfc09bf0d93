"""The checks: each file of data/sql/checks is a claim and returns the rows that break it."""

from data import sql_files
from data.build.tables import Tables

SEVERITIES = ("error", "warning")
CHECK_COLUMNS = ("vintage", "level", "area_code", "month", "detail")  # of who breaks a claim


def claims() -> list[tuple[str, str, str, str]]:
    """Of each check its name, its claim in English and in Vietnamese, and its severity.

    ValueError where the header of a file has no claim or no severity.
    """
    found = []
    for check in sql_files.ordered("checks"):
        severity, claim = check.comment("Severity"), check.comment("Claim")
        if severity not in SEVERITIES or not claim:
            raise ValueError(f"{check.name}.sql needs a claim and a severity in its header")
        found.append((check.name, claim, check.comment("Vi"), severity))
    return found


def run_checks(tables: Tables) -> None:
    """Fill mart_check (one row a check) and mart_check_row (one row an offender).

    Of a check that reads nothing that changed, the rows are those that are served.
    """
    con, checks = tables.con, sql_files.ordered("checks")
    same = [check.name for check in checks if not tables.is_changed(check)]
    con.execute(
        "create or replace table mart_check_row (check_id varchar, vintage varchar,"
        " level varchar, area_code varchar, month date, detail varchar)"
    )
    if same:
        con.execute(
            "insert into mart_check_row from served.mart_check_row"
            " where list_contains(?, check_id) order by rowid",
            [same],
        )
    stated = claims()
    is_joined = bool(same)  # of rows of before and new ones
    for check in (one for one in checks if one.name not in same):
        months = tables.months_of(check)
        if months is not None:
            tables.need_later(check.reads)
            months.insert_later(check, "mart_check_row")
            is_joined = True
        else:
            tables.need(check.reads)
            con.execute(
                f"insert into mart_check_row select ?, {', '.join(CHECK_COLUMNS)}"
                f" from ({check.text}) order by month, area_code, detail",
                [check.name],
            )
    if is_joined:  # and in the order in which all of them are run
        con.execute(
            "create or replace table mart_check_row as from mart_check_row"
            " order by list_position($order, check_id), month, area_code, detail",
            {"order": [check.name for check in checks]},
        )
    con.execute(
        """
        create or replace table mart_check as
        with known as (
            select unnest($claims, recursive := false) as claim
        )
        select
            claim[1] as check_id,
            claim[2] as claim,
            claim[3] as claim_vi,
            claim[4] as severity,
            cast((select count(*) from mart_check_row where check_id = claim[1]) as bigint)
                as offenders
        from known
        """,
        {"claims": [list(one) for one in stated]},
    )

"""From a column of a mart to the lines of an export: which lines count, and how much of each.

What `data/sql/core` and `data/sql/mart` sum up is told here line by line. A column that no
indicator reads yet needs its row here before one can be explained.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kpis.errors import KpiError

MONTH_OF = "cast(date_trunc('month', line.{}) as date)"
TERM = re.compile(r"\s*(sum|count)\(\s*([a-z_0-9]+)\s*\)\s*")


@dataclass(frozen=True)
class Source:
    """An export as its raw file has it: the columns of a line's unit, month, group and topic."""

    unit: str = "line.commune_code"
    month: str = "line.month"
    group: str = "null::varchar"
    topic: str = "null::varchar"


SOURCES = {
    "bao_cao": Source(group="line.group_code"),
    "dan_so": Source(),
    "dich_vu_cong": Source(unit="cell.area_code"),
    "ho_so": Source(),
    "ho_so_cong_viec": Source(unit="line.unit_code"),
    "hoat_dong": Source(
        month=MONTH_OF.format("activity_date"), group="line.group_code", topic="line.topic"
    ),
    "kinh_te_so": Source(unit="line.unit_code"),
    "su_dung_dich_vu": Source(),
    "tap_huan": Source(
        unit="line.unit_code", month=MONTH_OF.format("training_date"), topic="line.topic"
    ),
    "thanh_vien": Source(group="line.group_code"),
    "to_cong_nghe_so": Source(group="line.group_code"),
}


@dataclass(frozen=True)
class Trail:
    """The lines behind a column: `way` is a file of kpis/sql/explain, `amount` what a line adds.

    `once`: what the mart counts once, however many lines tell of it; "" where each line counts.
    """

    export: str
    way: str
    amount: str
    once: str = ""


SENT = "line.state in ('da_gui', 'da_duyet', 'da_khoa') and line.sent_date is not null"
REPORTS = {  # as core_report judges a report
    "reports_due": "1",
    "reports_sent": f"case when {SENT} then 1 end",
    "reports_on_time": f"case when {SENT} and line.sent_date <= line.due_date then 1 end",
}
LISTED = {  # as mart_network_month sums up the lists of members
    **{name: f"line.{name}" for name in ("members", "trained", "women", "youth_union")},
    **{name: f"line.{name}" for name in ("firm_staff", "zalo_followers")},
    "groups_listed": "case when line.members is not null then 1 end",
    "members_training_known": "case when line.trained is not null then line.members end",
    "members_women_known": "case when line.women is not null then line.members end",
    "members_youth_known": "case when line.youth_union is not null then line.members end",
    "members_firm_known": "case when line.firm_staff is not null then line.members end",
    "members_zalo_known": "case when line.zalo_followers is not null then line.members end",
    "small_groups": "case when line.members < 4 then 1 end",
    "large_groups": "case when line.members > 6 then 1 end",
}
OF_COMMUNE = "case when line.level = 'commune' then {} end"
EVENING = "case when line.form = 'buoi_toi_cong_an' then line.sessions end"
GROUPS = Trail("to_cong_nghe_so", "of_register", "1", "group_code")
PEOPLE = ("residents", "adults", "people_15plus", "working_age", "households", "villages")


def _cells(export: str, way: str, *names: str) -> dict[str, Trail]:
    """Columns that are the cells of a line, or their sum."""
    return {name: Trail(export, way, f"line.{name}") for name in names}


POPULATION = _cells("dan_so", "of_year", *PEOPLE, "insured")
KEYS = {"mart_dossier_month": ("handling_level",), "mart_group_month": ("group_code",)}
KEYS |= dict.fromkeys(("mart_economy_year", "mart_work_file_month"), ("level",))
KEYS |= {"mart_activity_month": ("topic",)}

TRAILS: Mapping[str, Mapping[str, Trail]] = {
    "mart_activity_month": {
        **_cells("hoat_dong", "of_unit", "sessions", "people", "assists", "distinct_people"),
        **_cells("hoat_dong", "of_unit", "first_uses", "households_visited", "households_new"),
        "evening_sessions": Trail("hoat_dong", "of_unit", EVENING),
        "adults": POPULATION["adults"],
    },
    "mart_dossier_month": {
        **_cells("ho_so", "of_unit", "received", "online", "digitised", "with_fee", "fee_online"),
        **_cells("ho_so", "of_unit", "on_time", "satisfied", "responses"),
    },
    "mart_economy_year": {
        **_cells("kinh_te_so", "of_unit", "digital_value_added", "grdp", "ecommerce_revenue"),
        **_cells("kinh_te_so", "of_unit", "retail_revenue", "smes", "smes_on_platform"),
        **_cells("kinh_te_so", "of_unit", "shop_units", "online_shops"),
    },
    "mart_group_month": {
        **{name: Trail("thanh_vien", "of_group", LISTED[name]) for name in ("members", "trained")},
        **{name: Trail("bao_cao", "of_group", amount) for name, amount in REPORTS.items()},
        "is_active": Trail("hoat_dong", "of_group", "1", "group_code"),
        "count is_active": GROUPS,
    },
    "mart_network_month": {
        **{name: Trail("thanh_vien", "of_group", amount) for name, amount in LISTED.items()},
        **{name: POPULATION[name] for name in ("residents", "adults", "households", "villages")},
        "groups": GROUPS,
        "villages_with_group": Trail("to_cong_nghe_so", "of_register", "1", "village_code"),
        "households_reached": Trail("hoat_dong", "so_far", "line.households_new"),
        "people_assisted": Trail("hoat_dong", "so_far", "line.distinct_people"),
        "trainings": Trail("tap_huan", "of_unit", OF_COMMUNE.format("1")),
        "training_attendance": Trail("tap_huan", "of_unit", OF_COMMUNE.format("line.attending")),
    },
    "mart_procedure_month": _cells(
        "dich_vu_cong", "of_unit", "eligible_procedures", "full_process_procedures"
    ),
    "mart_report_month": {
        name: Trail("bao_cao", "of_unit", amount) for name, amount in REPORTS.items()
    },
    "mart_service_month": {
        **_cells("su_dung_dich_vu", "of_unit", "online_service_users", "eid_level2_accounts"),
        **_cells("su_dung_dich_vu", "of_unit", "payment_account_people", "epayment_people"),
        **_cells("su_dung_dich_vu", "of_unit", "e_signature_adults", "telehealth_adults"),
        **_cells("su_dung_dich_vu", "of_unit", "vssid_accounts", "smartphone_adults"),
        **_cells("su_dung_dich_vu", "of_unit", "health_record_people", "skilled_people"),
        **_cells("su_dung_dich_vu", "of_unit", "fibre_households", "covered_villages"),
        **POPULATION,
    },
    "mart_work_file_month": _cells("ho_so_cong_viec", "of_unit", "work_files", "work_files_online"),
}


def trails(source: str, expression: str) -> list[Trail]:
    """The lines behind one side of an indicator: of each column that it sums up or counts.

    KpiError where nobody has said how a column comes from lines.
    """
    known = TRAILS.get(source, {})
    found = []
    for term in expression.split("+"):
        match = TERM.fullmatch(term)
        name = f"count {match[2]}" if match and match[1] == "count" else match and match[2]
        if name not in known:
            raise KpiError(
                f"“{expression}” of {source} cannot be followed to the lines of files:"
                " kpis/explain/trails.py does not say how."
            )
        found.append(known[str(name)])
    return found

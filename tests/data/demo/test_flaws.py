"""The flaws on purpose are there, all of them and no others, and only after 2023."""

from collections.abc import Callable
from pathlib import Path

import pytest

UNREADABLE = [
    ("hoat_dong", "31/02/2025"),
    ("hoat_dong", "12 nguoi"),
    ("hoat_dong", "hoc_truc_tuyen"),
    ("hoat_dong", "99999"),
    ("bao_cao", "2025-13-10"),
    ("thanh_vien", "năm"),
    ("su_dung_dich_vu", "khoảng 5000"),
    ("ho_so", "13/2026"),
]


@pytest.mark.parametrize(("export", "text"), UNREADABLE)
def test_an_unreadable_cell_stands_in_one_row(demo_exports: Path, export: str, text: str) -> None:
    content = (demo_exports / f"{export}.csv").read_text(encoding="utf-8-sig")
    assert content.count(f";{text};") + content.count(f"\n{text};") == 1


def test_no_other_cell_is_unreadable(rows: Callable) -> None:
    """Cells that must be there and cannot be read, by export; hoat_dong: people, assists, date."""
    required = {
        "hoat_dong": ["activity_date", "people", "assists", "sessions", "first_uses"],
        "bao_cao": ["month", "due_date"],
        "thanh_vien": ["month", "members"],
        "ho_so": ["month", "received", "online", "responses"],
        "ho_so_cong_viec": ["month", "work_files"],
        "dan_so": ["residents", "adults", "households", "villages", "insured"],
        "to_cong_nghe_so": ["set_up_date"],
        "to_quan_ly": ["set_up_date", "people"],
        "chi_tieu": ["target_value", "issued_date", "year"],
    }
    bad = {}
    for export, fields in required.items():
        counts = ", ".join(f"count(*) filter ({field} is null)" for field in fields)
        (bad[export],) = rows(f"select {counts} from {export}")
    assert bad.pop("hoat_dong") == (1, 1, 1, 0, 0)
    assert bad.pop("thanh_vien") == (0, 1)
    assert bad.pop("ho_so") == (1, 0, 0, 0)
    assert all(set(counts) == {0} for counts in bad.values()), bad


def test_three_stocks_jump_by_more_than_three_times(rows: Callable) -> None:
    stocks = [
        "online_service_users", "eid_level2_accounts", "payment_account_people", "epayment_people",
        "e_signature_adults", "telehealth_adults", "vssid_accounts", "smartphone_adults",
        "health_record_people", "skilled_people", "fibre_households", "covered_villages",
    ]  # fmt: skip
    jumps = []
    for stock in stocks:
        jumps += rows(
            f"select '{stock}', strftime(b.month, '%m/%Y') from su_dung_dich_vu a "
            "join su_dung_dich_vu b on a.commune_code = b.commune_code "
            f"and b.month = a.month + interval 1 month where b.{stock} > 3 * a.{stock} "
            "and a.month not in ('2024-08-01', '2025-06-01') order by b.month"
        )
    assert jumps == [("e_signature_adults", m) for m in ("03/2025", "05/2025", "10/2025")]


def test_five_groups_have_too_many_or_too_few_members(rows: Callable) -> None:
    odd = rows(
        "select strftime(month, '%m/%Y'), members from thanh_vien "
        "where members not between 3 and 10 order by month, members"
    )
    assert odd == [("03/2025", 11), ("05/2025", 12), ("09/2025", 11), ("09/2025", 12),
                   ("11/2025", 2)]  # fmt: skip


def test_three_reports_come_under_the_successor(rows: Callable) -> None:
    early = rows(
        "select strftime(month, '%m/%Y') from bao_cao where month < '2024-09-01' "
        "and commune_code <> substr(group_code, 3, 5)"
    )
    assert early == [("08/2024",)] * 3


def test_keys_are_unique(rows: Callable) -> None:
    keys = {
        "to_cong_nghe_so": "group_code",
        "to_quan_ly": "management_code",
        "hoat_dong": "activity_code",
        "thanh_vien": "month, group_code",
        "bao_cao": "month, group_code",
        "su_dung_dich_vu": "month, commune_code",
        "ho_so": "month, commune_code, handling_level",
        "ho_so_cong_viec": "month, level, unit_code",
        "dich_vu_cong": "month",
        "kinh_te_so": "year, level, unit_code",
        "dan_so": "year, commune_code",
        "chi_tieu": "kpi, level, unit_code, year, issued_date",
    }
    for export, key in keys.items():
        assert rows(f"select {key} from {export} group by all having count(*) > 1") == [], export

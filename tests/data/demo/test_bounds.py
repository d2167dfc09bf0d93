"""No part is larger than its whole, in any row, at any date; a query finds what breaks a claim."""

from collections.abc import Callable

import pytest

STOCKS = {
    "online_service_users": "adults",
    "eid_level2_accounts": "adults",
    "payment_account_people": "people_15plus",
    "epayment_people": "residents",
    "e_signature_adults": "adults",
    "telehealth_adults": "adults",
    "vssid_accounts": "insured",
    "smartphone_adults": "adults",
    "health_record_people": "residents",
    "skilled_people": "working_age",
    "fibre_households": "households",
    "covered_villages": "villages",
}
WITHIN_A_ROW = {
    "hoat_dong": [
        "first_uses > assists",
        "distinct_people > assists",
        "assists > people",
        "households_new > households_visited",
        "form <> 'den_nha' and households_visited > 0",
        "least(sessions, people) < 1 or least(households_new, distinct_people, first_uses) < 0",
    ],
    "thanh_vien": ["greatest(women, youth_union, firm_staff, trained) > members", "members < 2"],
    "ho_so": [
        "greatest(online, digitised, on_time, with_fee, responses) > received",
        "fee_online > with_fee",
        "satisfied > responses",
    ],
    "ho_so_cong_viec": ["work_files_online > work_files"],
    "dich_vu_cong": ["full_process_procedures > eligible_procedures"],
    "to_quan_ly": ["telecom_staff > people"],
    "kinh_te_so": [
        "smes_on_platform > smes",
        "online_shops > shop_units",
        "digital_value_added > grdp",
        "ecommerce_revenue > retail_revenue",
    ],
    "dan_so": [
        "adults > people_15plus or people_15plus > residents or households > residents",
        "working_age > people_15plus or insured > residents",
    ],
}


@pytest.mark.parametrize(
    ("export", "breach"), [(e, breach) for e, claims in WITHIN_A_ROW.items() for breach in claims]
)
def test_a_part_is_within_its_whole(rows: Callable, export: str, breach: str) -> None:
    assert rows(f"select * from {export} where {breach} limit 3") == []


@pytest.mark.parametrize(("stock", "of"), STOCKS.items())
def test_a_stock_is_within_its_population(rows: Callable, stock: str, of: str) -> None:
    joined = "su_dung_dich_vu join denominators using (month, commune_code)"
    assert rows(f"select * from {joined} where {stock} > {of} limit 3") == []
    assert rows(f"select count(*) > 8000 from {joined} where {stock} is not null") == [(True,)]


@pytest.mark.parametrize(
    ("new", "of"), [("households_new", "households"), ("distinct_people", "adults")]
)
def test_a_running_total_stays_within_the_population(rows: Callable, new: str, of: str) -> None:
    """The communes of 2022 (in the group code) are summed up to the unit in force each month."""
    over = rows(
        f"""
        with monthly as (
            select substr(group_code, 3, 5) as base,
                cast(date_trunc('month', activity_date) as date) as month, sum({new}) as new
            from hoat_dong where activity_date is not null group by 1, 2
        ), months as (select distinct month from monthly), running as (
            select base, months.month, sum(new) as total
            from months join monthly on monthly.month <= months.month group by 1, 2
        ), unit as (
            select substr(group_code, 3, 5) as base, month, mode(commune_code) as commune_code
            from bao_cao group by 1, 2
        )
        select month, commune_code, sum(total), any_value({of}) as people
        from running join unit using (base, month)
        join denominators using (month, commune_code)
        group by all having sum(total) > people
        """
    )
    assert over == []


def test_groups_work_within_their_life(rows: Callable) -> None:
    outside = rows(
        "select activity_code from hoat_dong join to_cong_nghe_so using (group_code) "
        "where activity_date < set_up_date or activity_date > closed_date"
    )
    assert outside == []
    assert rows("select 1 from hoat_dong anti join to_cong_nghe_so using (group_code)") == []


def test_a_report_is_sent_or_has_no_date(rows: Callable) -> None:
    breach = "(state in ('da_gui', 'da_duyet', 'da_khoa')) <> (sent_date is not null)"
    # The one exception is the unreadable date.
    assert len(rows(f"select * from bao_cao where {breach}")) == 1
    unsent = "state in ('chua_gui', 'nhap')"
    assert rows(f"select 1 from bao_cao where {unsent} and difficulties is not null") == []
    assert rows("select 1 from bao_cao where due_date <> month + interval '1 month 9 days'") == []

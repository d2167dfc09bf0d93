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
    "thanh_vien": [
        "greatest(women, youth_union, firm_staff, trained, coalesce(zalo_followers, 0)) > members",
        "members < 2",
        "(zalo_followers is null) <> (month < '2023-01-01')",
    ],
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


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("export", "breach"), [(e, breach) for e, claims in WITHIN_A_ROW.items() for breach in claims]
)
def test_a_part_is_within_its_whole(rows: Callable, export: str, breach: str) -> None:
    assert rows(f"select * from {export} where {breach} limit 3") == []


@pytest.mark.sweep
@pytest.mark.parametrize(("stock", "of"), STOCKS.items())
def test_a_stock_is_within_its_population(rows: Callable, stock: str, of: str) -> None:
    joined = "su_dung_dich_vu join denominators using (month, commune_code)"
    assert rows(f"select * from {joined} where {stock} > {of} limit 3") == []
    assert rows(f"select count(*) > 8000 from {joined} where {stock} is not null") == [(True,)]


@pytest.mark.sweep
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


def test_users_are_clearly_fewer_than_their_online_dossiers(rows: Callable) -> None:
    """Of 12 months of units of one vintage, in every commune that reported all of them."""
    ((least, most, count),) = rows(
        """
        with monthly as (
            select month, commune_code, sum(online) as online from ho_so
            where month is not null group by 1, 2
        ), yearly as (
            select later.month, later.commune_code, sum(earlier.online) as online
            from monthly later join monthly earlier on earlier.commune_code = later.commune_code
                and earlier.month between later.month - interval 11 month and later.month
            where later.month between '2023-08-01' and '2024-08-01'
                or later.month between '2026-06-01' and '2026-10-01'
            group by 1, 2 having count(*) = 12
        )
        select min(online / online_service_users), max(online / online_service_users), count(*)
        from yearly join su_dung_dich_vu using (month, commune_code)
        """
    )
    assert 1.6 < least < most < 2.6 and count > 2500


def test_dossiers_are_one_to_two_a_year_and_adult(rows: Callable) -> None:
    yearly = rows(
        "with d as (select year(month) as year, sum(received) as received from ho_so group by 1) "
        "select received / (select sum(adults) from dan_so where dan_so.year = d.year) "
        "from d where year between 2023 and 2025"
    )
    assert all(1.0 < value < 1.5 for (value,) in yearly) and len(yearly) == 3


@pytest.mark.parametrize(
    ("topic", "stock"),
    [
        ("dvctt", "online_service_users"),
        ("cong_dan_so", "eid_level2_accounts"),
        ("bhxh_dt", "vssid_accounts"),
        ("thanh_toan", "epayment_people"),
    ],
)
def test_groups_teach_fewer_first_uses_than_there_are_new_users(
    rows: Callable, topic: str, stock: str
) -> None:
    """From 09/2022 to 10/2026, in every unit of 2025; a stock that fell is not counted as less."""
    taught = dict(
        rows(
            f"""
            with home as (
                select distinct substr(group_code, 3, 5) as base,
                    last_value(commune_code) over (partition by substr(group_code, 3, 5)
                        order by month rows between unbounded preceding and unbounded following)
                        as unit
                from bao_cao where month >= '2025-07-01'
            ), taught as (
                select unit, sum(first_uses) as uses from hoat_dong
                join home on base = substr(group_code, 3, 5) where topic = '{topic}' group by 1
            ), grown as (
                select unit, max({stock}) filter (month >= '2026-06-01') as last,
                from su_dung_dich_vu join (select distinct unit from home) on unit = commune_code
                where month >= '2025-07-01' group by 1
            ), began as (
                select unit, sum({stock}) as first from su_dung_dich_vu
                join home on base = commune_code where month = '2022-10-01' group by 1
            )
            select unit, uses / (last - first) from taught join grown using (unit)
            join began using (unit)
            """
        )
    )
    assert len(taught) == 57
    assert min(taught.values()) > 0.2 and max(taught.values()) < 0.95


def test_groups_are_no_more_than_villages(rows: Callable) -> None:
    assert rows(
        "with g as (select month, commune_code, count(*) as groups from thanh_vien group by all) "
        "select 1 from g join denominators using (month, commune_code) where groups > villages"
    ) == []  # fmt: skip


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

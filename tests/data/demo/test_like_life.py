"""The data look like life: seasons, S-curves, late reports, leaders, laggards, silent communes."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from data.demo.facts import dissolved


def share(rows: Callable, stock: str, of: str, month: str) -> float:
    """Percent of the province in a month, of the communes that reported."""
    ((value,),) = rows(
        f"select 100 * sum({stock}) / sum({of}) from su_dung_dich_vu "
        f"join denominators using (month, commune_code) where month = '{month}' "
        f"and {stock} is not null"
    )
    return value


@pytest.mark.parametrize(
    ("stock", "of", "month", "published"),
    [
        ("payment_account_people", "people_15plus", "2022-12-01", 79.6),  # "almost 80 %"
        ("smartphone_adults", "adults", "2024-12-01", 85.5),
    ],
)
def test_stocks_go_through_the_published_values(
    rows: Callable, stock: str, of: str, month: str, published: float
) -> None:
    assert share(rows, stock, of, month) == pytest.approx(published, abs=0.15)


def test_some_targets_of_2025_are_met_and_some_missed(rows: Callable) -> None:
    targets = {
        ("online_service_users", "adults"): 40,
        ("payment_account_people", "people_15plus"): 80,
        ("epayment_people", "residents"): 50,
        ("e_signature_adults", "adults"): 50,
        ("telehealth_adults", "adults"): 30,
        ("skilled_people", "working_age"): 70,
        ("fibre_households", "households"): 80,
        ("health_record_people", "residents"): 90,
        ("smartphone_adults", "adults"): 80,
    }
    met = {s for (s, of), value in targets.items() if share(rows, s, of, "2025-12-01") >= value}
    assert met == {
        "online_service_users", "payment_account_people", "epayment_people", "fibre_households",
        "smartphone_adults",
    }  # fmt: skip


def test_work_files_of_2023_are_the_published_ones(rows: Callable) -> None:
    shares = dict(
        rows(
            "select level, round(100 * sum(work_files_online) / sum(work_files), 1) "
            "from ho_so_cong_viec where year(month) = 2023 group by level"
        )
    )
    assert shares == {"tinh": 100.0, "huyen": 100.0, "xa": pytest.approx(80.0, abs=0.2)}


def test_tet_makes_a_dip(rows: Callable) -> None:
    count = dict(
        rows("select strftime(activity_date, '%m/%Y'), count(*) from hoat_dong group by 1")
    )
    assert count["02/2024"] < 0.55 * count["03/2024"]
    assert count["02/2026"] < 0.55 * count["03/2026"]
    assert count["01/2025"] + count["02/2025"] < 1.5 * count["03/2025"]


def test_some_report_late_or_never_and_the_last_month_is_not_all_in(rows: Callable) -> None:
    months = rows(
        "select avg((sent_date is not null and sent_date <= due_date)::int), "
        "avg((sent_date is not null)::int) from bao_cao group by month order by month"
    )
    on_time, sent = zip(*months, strict=True)
    assert min(on_time) > 0.72 and max(on_time[-12:]) < 0.95
    assert sum(on_time[:12]) < sum(on_time[-13:-1]) - 0.5
    assert sent[-1] < min(sent[-8:-1]) - 0.02


def test_few_who_do_not_report_are_active(rows: Callable) -> None:
    ((sent, unsent),) = rows(
        """
        with active as (select distinct group_code, cast(date_trunc('month', activity_date) as date)
            as month from hoat_dong)
        select avg((active.month is not null)::int) filter (sent_date is not null),
            avg((active.month is not null)::int) filter (sent_date is null)
        from bao_cao left join active using (group_code, month)
        """
    )
    assert 0.9 < sent < 0.99 and unsent < 0.2


def test_reach_and_help_end_where_they_should(rows: Callable) -> None:
    ((reach, helped, evenings),) = rows(
        """
        select sum(households_new) / (select sum(households) from dan_so where year = 2026),
            sum(distinct_people) / (select sum(adults) from dan_so where year = 2026),
            sum(sessions) filter (form = 'buoi_toi_cong_an') / sum(sessions) from hoat_dong
        """
    )
    assert 0.80 < reach < 0.88
    assert 0.52 < helped < 0.65
    assert 0.23 < evenings < 0.28


def test_first_uses_differ_by_topic(rows: Callable) -> None:
    shares = dict(
        rows(
            "select topic, sum(first_uses) / sum(assists) from hoat_dong group by topic "
            "having count(*) > 1"
        )
    )
    assert len(shares) == 8
    assert 0.10 < min(shares.values()) < 0.20 and 0.40 < max(shares.values()) < 0.55


def test_evenings_with_the_police_differ_by_district_and_quarter(rows: Callable) -> None:
    ((between, within),) = rows(
        """
        with quarterly as (
            select d.district, date_trunc('quarter', activity_date) as quarter,
                sum(sessions) filter (form = 'buoi_toi_cong_an') / sum(sessions) as share
            from hoat_dong join district d on d.base = substr(group_code, 3, 5)
            where activity_date is not null group by 1, 2
        ), mean as (select district, avg(share) as share from quarterly group by 1)
        select (select max(share) - min(share) from mean),
            (select min(m) from (select max(share) - min(share) as m from quarterly
                where quarter >= '2023-01-01' group by district))
        """
    )
    assert between > 0.10 and within > 0.03


def test_groups_were_set_up_over_a_year_and_a_half_and_slip_where_communes_merge(
    rows: Callable,
) -> None:
    covered = dict(
        rows(
            "select strftime(month, '%Y-%m'), count(*) / 2160 from thanh_vien "
            "where month is not null group by 1"
        )
    )
    assert 0.5 < covered["2022-09"] < 0.75 < covered["2023-02"] < 0.97
    assert 0.99 < covered["2023-11"] < 1 == covered["2023-12"]
    for before, after in (("2024-08", "2024-09"), ("2025-06", "2025-07")):
        assert covered[after] < covered[before] - 0.005
    assert covered["2026-10"] > 0.995
    residents = rows(
        "select residents / groups from (select month, commune_code, count(*) as groups "
        "from thanh_vien group by all) join denominators using (month, commune_code) "
        "where month = '2022-09-01'"
    )
    assert sum(value > 3000 for (value,) in residents) < 0.15 * len(residents)


def test_a_commune_whose_groups_dissolved_loses_users_and_wins_them_back(rows: Callable) -> None:
    base, (last, wait) = next(iter(dissolved().items()))
    ((groups,),) = rows(f"select villages from dan_so where commune_code = '{base}' limit 1")
    held = [
        count
        for (count,) in rows(
            "select count(*) from thanh_vien where month >= '2024-10-01' "
            f"and substr(group_code, 3, 5) = '{base}' group by month order by month"
        )
    ]
    assert (last, held[4], held[-1]) == ("02/2025", groups, groups) and wait == 7
    assert min(held) < 0.5 * groups


def test_silent_communes_send_nothing_at_all(rows: Callable) -> None:
    """Communes without any sent report in a month: no services, dossiers or activities either."""
    rows(
        "create or replace temp table silent as select month, commune_code from bao_cao "
        "group by all having count(sent_date) = 0 and count(*) > 4"
    )
    ((count, december),) = rows("select count(*), count(*) filter (month(month) = 12) from silent")
    assert 20 < count < 80 and december == 0
    for export in ("su_dung_dich_vu", "ho_so"):
        assert rows(f"select * from {export} semi join silent using (month, commune_code)") == []
    assert rows(
        "select 1 from hoat_dong a join silent s on s.commune_code = a.commune_code "
        "and s.month = date_trunc('month', a.activity_date)"
    ) == []  # fmt: skip


def test_communes_name_what_they_lack(rows: Callable) -> None:
    """Fewer smartphones where reports name devices, less fibre where they name lines."""
    for code, stock, of in (
        ("thiet_bi", "smartphone_adults", "adults"),
        ("duong_truyen", "fibre_households", "households"),
        ("nhan_thuc", "skilled_people", "working_age"),
    ):
        ((link, least, most),) = rows(
            f"""
            with named as (
                select commune_code,
                    avg(contains(coalesce(difficulties, ''), '{code}')::int) as named
                from bao_cao where month >= '2025-07-01' and sent_date is not null group by 1
            )
            select corr(named, {stock} / {of}), min(named), max(named)
            from named join su_dung_dich_vu using (commune_code)
            join denominators using (month, commune_code) where month = '2025-12-01'
            """
        )
        assert link < -0.25 and most > 3 * least, code


def test_some_cells_are_empty_which_is_not_zero(rows: Callable) -> None:
    ((empty, zero),) = rows(
        "select count(*) - count(telehealth_adults) + count(*) - count(fibre_households) "
        "+ count(*) - count(skilled_people) + count(*) - count(smartphone_adults), "
        "count(*) filter (least(telehealth_adults, fibre_households, e_signature_adults) = 0) "
        "from su_dung_dich_vu"
    )
    assert 5 < empty < 60 and zero == 0


def test_targets_of_areas_are_dated_in_three_years(rows: Callable) -> None:
    ((years, areas, kpis),) = rows(
        "select list_sort(list(distinct year(issued_date))), count(distinct level || unit_code), "
        "count(distinct kpi) from chi_tieu"
    )
    assert years == [2023, 2024, 2025, 2026]
    assert 35 <= areas <= 60 and kpis == 5
    assert rows("select 1 from chi_tieu where decision not like '%(trình diễn)%'") == []


def test_ever_more_members_follow_the_zalo_oa(rows) -> None:
    shares = rows(
        "select year(month), sum(zalo_followers) / sum(members) from thanh_vien"
        " where zalo_followers is not null group by all order by all"
    )
    assert [year for year, _ in shares] == [2023, 2024, 2025, 2026]
    assert shares[0][1] > 0.15 and shares[-1][1] < 0.95
    assert all(after[1] > before[1] + 0.05 for before, after in pairwise(shares))


def test_who_was_trained_in_12_months_attended_about_one_training(rows) -> None:
    """Of all members and of those of each commune of 2022: eager ones hold more."""
    for month, trained in rows(
        "select month, sum(trained) from thanh_vien where month in"
        " ('2023-12-01', '2024-12-01', '2025-12-01', '2026-10-01') group by month"
    ):
        ((attended,),) = rows(
            f"select sum(attending) from tap_huan where training_date <= date '{month}'"
            f" + interval 1 month and training_date > date '{month}' - interval 11 month"
        )
        assert 1.0 < attended / trained < 1.5, month
    ((likeness,),) = rows(
        """
        with held as (
            select unit_code as commune_code, sum(attending) as attended from tap_huan
            where level = 'xa' and training_date < '2024-09-01' group by 1
        ), listed as (
            select commune_code, sum(trained) as trained from thanh_vien
            where month < '2024-09-01' group by 1
        )
        select corr(coalesce(attended, 0), trained) from listed left join held using (commune_code)
        """
    )
    assert likeness > 0.4


def test_the_households_of_the_villages_are_those_of_their_commune(rows) -> None:
    ((most, least, count),) = rows(
        """
        with summed as (
            select year, commune_code, sum(households) as households, count(*) as villages
            from ho_thon group by all
        )
        select max(dan_so.households - summed.households - summed.villages),
            min(dan_so.households - summed.households), count(*)
        from dan_so left join summed using (year, commune_code)
        """
    )
    assert most <= 0 <= least and count > 700

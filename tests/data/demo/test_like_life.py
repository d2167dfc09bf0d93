"""The data look like life: seasons, S-curves, late reports, leaders, laggards, silent communes."""

from collections.abc import Callable

import pytest


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
    assert 0.83 < reach < 0.87
    assert 0.55 < helped < 0.65
    assert 0.23 < evenings < 0.27


def test_first_uses_differ_by_topic(rows: Callable) -> None:
    shares = dict(
        rows(
            "select topic, sum(first_uses) / sum(assists) from hoat_dong group by topic "
            "having count(*) > 1"
        )
    )
    assert len(shares) == 8
    assert 0.25 < min(shares.values()) < 0.30 and 0.55 < max(shares.values()) < 0.60


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


def test_laggards_name_what_holds_them_back(rows: Callable) -> None:
    """The 8 communes of 2025 that lag most in online services name one difficulty much more."""
    rows(
        "create or replace temp table lag as select commune_code from su_dung_dich_vu "
        "join denominators using (month, commune_code) where month = '2025-12-01' "
        "order by online_service_users / adults limit 8"
    )
    for code in ("thiet_bi", "duong_truyen", "kinh_phi", "ky_nang"):
        share = dict(
            rows(
                f"select lag.commune_code, avg(contains(coalesce(difficulties, ''), '{code}')::int)"
                " from bao_cao join lag using (commune_code) where month >= '2025-07-01' "
                "and sent_date is not null group by 1"
            )
        )
        assert max(share.values()) > 0.4 and min(share.values()) < 0.3, code


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

"""The law: its anchors, its maps, what falls, what groups cause, and that it goes on to 2030."""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from data.demo import law, months
from data.demo.facts import dissolved
from data.demo.indicators import INDICATORS, STOCKS, TOPICS
from data.demo.shocks import slow_district

SERVICES = [*STOCKS, "online"]
LAST = months.COUNT - 1


@pytest.fixture(scope="module")
def world() -> law.World:
    return law.world()


@pytest.fixture(scope="module")
def table() -> pa.Table:
    return law.continued()


def weights(world: law.World, name: str) -> np.ndarray:
    """The denominators of an indicator (226 × 100)."""
    of = INDICATORS[name].of
    return world.law.received if of == "received" else world.population.by_month(of, months.HORIZON)


def province(world: law.World, name: str) -> np.ndarray:
    """The province's share by month of the law."""
    of = weights(world, name)
    return (world.law.shares[name] * of).sum(axis=0) / of.sum(axis=0)


def on_units(world: law.World, name: str, month: int) -> np.ndarray:
    """The shares of the 57 units of 2025."""
    of = weights(world, name)[:, month]
    unit = world.places.unit[2]
    return np.bincount(unit, world.law.shares[name][:, month] * of) / np.bincount(unit, of)


@pytest.mark.parametrize("name", INDICATORS)
def test_the_province_goes_through_the_anchor(world: law.World, name: str) -> None:
    row = INDICATORS[name]
    assert province(world, name)[months.numbered(row.when)] == pytest.approx(row.anchor, abs=1e-4)
    share = world.law.shares[name]
    assert share.shape == (226, 100) and row.low <= share.min() and share.max() < 1


def test_maps_of_two_services_are_alike_but_not_the_same(world: law.World) -> None:
    """226 communes of 2022 and 57 of 2025, in the last month; other top fives, other last fives."""
    for shares in (
        [world.law.shares[name][:, LAST] for name in SERVICES],
        [on_units(world, name, LAST) for name in SERVICES],
    ):
        found = np.corrcoef(shares)[np.triu_indices(len(SERVICES), 1)]
        assert found.min() > 0.3 and found.max() < 0.8
        for order in (np.argsort(shares), np.argsort(-np.array(shares))):
            ends = [set(row[:5]) for row in order]
            assert all(len(a & b) < 5 for a, b in combinations(ends, 2))


def test_maps_of_another_seed_are_neither() -> None:
    other = law.world(7)
    found = np.corrcoef([other.law.shares[name][:, LAST] for name in SERVICES])
    assert found.min() > 0.25 and found[np.triu_indices(len(SERVICES), 1)].max() < 0.85


def test_some_services_fall_for_a_while(world: law.World) -> None:
    falls = {name: -np.diff(province(world, name)[: months.COUNT]) for name in SERVICES}
    fallen = {name for name, steps in falls.items() if steps.max() > 0.002}
    assert fallen == {
        *("online_service_users", "payment_account_people", "epayment_people"),
        "e_signature_adults",
    }
    # Certificates of one district after the other expire: by a tenth in a district.
    inside = world.places.district[0] == world.places.districts[0].index("362")
    share = world.law.shares["e_signature_adults"][inside].mean(axis=0)
    given = months.numbered("09/2023")
    assert share[given + 30] < 0.93 * share[given + 24]
    assert share[-1] > 1.3 * share[given + 24]


def test_a_district_falls_behind_and_catches_up(world: law.World) -> None:
    inside = world.places.district[0] == world.places.districts[0].index(str(slow_district().unit))
    for name in ("online_service_users", "eid_level2_accounts", "online"):
        share = world.law.shares[name]
        gap = share[inside].mean(axis=0) - share[~inside].mean(axis=0)
        before, worst, after = (
            gap[months.numbered(month)] for month in ("05/2023", "05/2024", "09/2025")
        )
        assert worst < before - 0.08 and after > worst + 0.06, name


@pytest.mark.parametrize("name", [name for name, row in INDICATORS.items() if row.topic])
def test_the_work_of_groups_has_the_effect_that_is_stated(world: law.World, name: str) -> None:
    """Steps of the exponent on the work of the month before, within communes and within months."""
    row, made = INDICATORS[name], world.law
    k = TOPICS.index(str(row.topic))
    high = law.ceilings(name, world.places, world.factors)[:, None]
    part = (made.shares[name] - row.low) / (high - row.low)
    steps = np.diff(np.log(part / (1 - part)), axis=1)[:, 16:LAST]
    done = made.work.intensity * made.work.mix[k] * made.coverage
    done = (done / done.mean(axis=0))[:, 16:LAST]
    slow = world.places.district[0] == world.places.districts[0].index(str(slow_district().unit))
    # these slip for other reasons, too
    calm = ~slow & ~np.isin(world.places.base, list(dissolved()))
    steps, done = steps[calm], done[calm]
    for values in (steps, done):
        values -= values.mean(axis=0)
        values -= values.mean(axis=1, keepdims=True)
    found = float((steps * done).sum() / (done**2).sum())
    assert found == pytest.approx(row.effect, abs=0.0025)


def test_the_effect_can_be_found_in_the_exports(rows: Callable) -> None:
    """E-identity: new accounts by activities a village, of communes of 2022 to 07/2024."""
    found = rows(
        """
        with work as (
            select substr(group_code, 3, 5) as commune_code, count(*) as work,
                cast(date_trunc('month', activity_date) as date) as month
            from hoat_dong where topic = 'cong_dan_so' group by all
        ), stock as (
            select commune_code, month, ln(share / (0.97 - share)) as level
            from (select commune_code, month, eid_level2_accounts / adults as share
                from su_dung_dich_vu join denominators using (month, commune_code))
        ), joined as (
            select a.commune_code, a.month, b.level - a.level as step, work / villages as work
            from stock a join stock b on b.commune_code = a.commune_code
                and b.month = a.month + interval 1 month
            join work on work.commune_code = a.commune_code and work.month = a.month
            join denominators d on d.commune_code = a.commune_code and d.month = a.month
            where a.month between '2023-01-01' and '2024-06-01' and a.month <> '2022-12-01'
        ), relative as (
            select commune_code, month, step - avg(step) over (partition by month) as step,
                work / avg(work) over (partition by month) - 1 as work from joined
        ), within as (
            select step - avg(step) over (partition by commune_code) as step,
                work - avg(work) over (partition by commune_code) as work from relative
        )
        select regr_slope(step, work), count(*) from within
        """
    )
    ((slope, count),) = found
    assert count > 3500
    assert slope == pytest.approx(INDICATORS["eid_level2_accounts"].effect, abs=0.006)


@pytest.mark.sweep
def test_the_law_goes_on_without_a_change_of_what_was(table: pa.Table) -> None:
    assert table.column_names == [
        *("kpi", "column", "commune_code", "month", "numerator", "denominator", "share")
    ]
    assert table.num_rows == len(INDICATORS) * 226 * 100
    early = law.continued(until="2026-10").to_pydict()
    kept = [day.isoformat() <= "2026-10-01" for day in table["month"].to_pylist()]
    assert early == table.filter(pa.array(kept)).to_pydict()
    with pytest.raises(ValueError, match="2022-09 to 2030-12, not 2031-01"):
        law.continued(until="2031-01")


def test_the_exports_are_made_from_the_law(table: pa.Table, rows: Callable) -> None:
    """Stocks of the communes of 2022 and, summed up, of those of 2025: but for the noise."""
    unit = dict(
        rows(
            "select distinct substr(group_code, 3, 5), commune_code from bao_cao "
            "where month = '2026-09-01'"
        )
    )
    law_of = table.to_pandas()
    law_of["month"] = law_of["month"].astype(str)
    law_of["unit"] = law_of["commune_code"].map(unit)
    for name in STOCKS:
        mine = law_of[law_of["column"] == name]
        for key, month in (("commune_code", "2023-12-01"), ("unit", "2026-09-01")):
            expected = mine[mine["month"] == month].groupby(key)["numerator"].sum()
            told = dict(
                rows(
                    f"select commune_code, {name} from su_dung_dich_vu where month = '{month}' "
                    f"and {name} is not null"
                )
            )
            assert len(told) > 40
            for code, value in told.items():
                assert value == pytest.approx(expected[code], rel=0.007, abs=1), (name, code)


@pytest.mark.parametrize("name", INDICATORS)
def test_the_page_tells_the_constants(name: str) -> None:
    page = Path(__file__).parents[3] / "docs" / "demonstration-law.md"
    (line,) = [row for row in page.read_text("utf-8").splitlines() if row.startswith(f"| `{name}`")]
    row = INDICATORS[name]
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    low, high = cells[1].removesuffix(" (line)").removesuffix(" %").split(" → ")
    assert [float(low), *map(float, high.split(", "))] == pytest.approx(
        [100 * row.low, *(100 * end for end in row.high)]
    )
    assert (float(cells[2]), cells[3]) == (row.speed, f"{100 * row.anchor:g} % {row.when}")
    assert tuple(map(float, cells[4].split(", "))) == row.loadings and float(cells[5]) == row.own
    assert cells[6].strip("`") == (row.topic or "–")
    assert float(cells[7].replace("–", "0")) == row.effect

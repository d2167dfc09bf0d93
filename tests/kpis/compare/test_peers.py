"""Peers by conditions: by hand, and against scipy's distance."""

import numpy as np
import pandas as pd
import pytest
from scipy.spatial.distance import cdist

from kpis.compare.peers import CONDITIONS, conditions, peers, standing
from kpis.errors import KpiError
from kpis.periods import Period


def units(**columns):
    """Units a, b, c … with the conditions given, the others the same for all."""
    count = len(next(iter(columns.values())))
    told = {name: columns.get(name, [1.0] * count) for name in CONDITIONS}
    return pd.DataFrame({"area_code": list("abcdefghijkl")[:count], **told})


def test_by_hand():
    # sizes 1, 3: of 1, 3, 5, 7 the standard deviation is √5; starts of 0, 0, 4, 4 have one of 2
    found = peers(units(size=[1, 3, 5, 7], start=[0, 0, 4, 4]), "a", 2)
    assert found.used == ("size", "start")
    assert found.units["area_code"].tolist() == ["b", "c"]
    assert found.units["distance"].tolist() == pytest.approx([2 / 5**0.5, (16 / 5 + 4) ** 0.5])


def test_the_distance_is_scipys():
    table = np.random.default_rng(2).normal(size=(12, 3)) * [1, 30, 8]
    rows = units(**dict(zip(CONDITIONS, table.T, strict=True)))
    found = peers(rows, "c", 11).units.set_index("area_code")["distance"]
    other = cdist(table[[2]], table, "seuclidean", V=table.var(axis=0))[0]
    expected = pd.Series(other, rows["area_code"]).drop("c")
    pd.testing.assert_series_equal(found.sort_index(), expected.sort_index(), check_names=False)


def test_what_is_not_known_is_no_peer():
    rows = units(size=[1, 2, np.nan, 4], start=[1, 2, 3, 9])
    found = peers(rows, "a")
    assert found.unknown == ("c",) and found.units["area_code"].tolist() == ["b", "d"]
    with pytest.raises(KpiError, match="not known"):
        peers(rows, "c")
    with pytest.raises(KpiError, match="There is no unit"):
        peers(rows, "z")
    with pytest.raises(KpiError, match="No condition"):
        peers(units(size=[1, 1]), "a")


def test_a_condition_known_of_no_unit_does_not_count():
    found = peers(units(size=[1, 2, 4], start=[np.nan] * 3), "a")
    assert found.used == ("size",)


def test_how_peers_stand():
    values = pd.Series({"a": 10.0, "b": 30.0, "c": np.nan, "d": 50.0})
    found = standing(values, ["b", "c", "d"])
    assert (found.median, found.low, found.high, found.known) == (40, 30, 50, 2)
    assert standing(values, ["c"]).known == 0


@pytest.mark.parametrize(
    ("level", "vintage"), [("commune", "2022"), ("commune", "2025"), ("district", "2024")]
)
def test_conditions_of_the_sample(marts, level, vintage):
    found = conditions(marts, level, vintage, Period.parse("2024-06"))
    assert len(found) == len(
        marts.sql(f"from mart_unit where level = '{level}' and vintage = '{vintage}'")
    )
    known = found["urban_pct"].dropna()
    assert known.between(0, 100).all()
    if level == "commune" and vintage == "2022":
        types = dict(
            marts.execute("select code, type from mart_unit where vintage = '2022'").fetchall()
        )
        for row in found.dropna().itertuples():
            assert row.urban_pct == (100 if types[row.area_code] in ("Phường", "Thị trấn") else 0)

"""Local clusters: by hand on a grid, against esda's own example, and what is left out."""

import subprocess
import sys
import warnings

import esda
import libpysal
import numpy as np
import pytest
from libpysal.weights import W, lat2W

from geo.neighbours import clusters as module
from geo.neighbours.clusters import clusters, of_weights


def named(grid: W) -> W:
    """The same neighbours, under texts as codes of units are."""
    return W(
        {f"{i:03}": [f"{j:03}" for j in near] for i, near in grid.neighbors.items()},
        silence_warnings=True,
    )


def test_morans_i_of_a_grid_is_that_of_the_hand() -> None:
    # 9 units, rook: the left column 1, the rest 0. Mean 1/3, squared deviations 3·4/9 + 6·1/9 = 2.
    # Row-standardised, z_i times the mean z of the neighbours: a left corner (2/3)(2/3−1/3)/2,
    # that is 1/9, twice; left middle (2/3)(2/3+2/3−1/3)/3 = 2/9; middle top (−1/3)(2/3−1/3−1/3)/3,
    # that is 0, twice; the centre (−1/3)(2/3−1)/4 = 1/36; right corners 1/9, twice;
    # right middle 1/9.
    # Sum 2/9 + 2/9 + 0 + 1/36 + 2/9 + 1/9 = 29/36; I = (9/9)·(29/36)/2 = 29/72.
    values = {f"{i:03}": 1.0 if i % 3 == 0 else 0.0 for i in range(9)}
    found = of_weights(named(lat2W(3, 3)), values)
    assert found.moran == pytest.approx(29 / 72)


def test_a_block_of_high_values_is_a_cluster_and_a_hole_in_it_an_outlier() -> None:
    grid = named(lat2W(12, 12, rook=False))
    rng = np.random.default_rng(3)
    values = {f"{r * 12 + c:03}": float(rng.normal()) for r in range(12) for c in range(12)}
    for r in range(5):
        for c in range(5):
            values[f"{r * 12 + c:03}"] = 9.0 + r / 10
    values["026"] = -1.0  # row 2, column 2: all eight around it are high
    found = of_weights(grid, values)
    assert found.kinds["013"] == "high_high"
    assert found.kinds["026"] == "low_high"
    assert found.kinds["130"] == "not_significant"
    assert found.p < 0.001


def test_the_statistic_is_that_of_esdas_documented_example() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        w = libpysal.io.open(libpysal.examples.get_path("desmith.gal")).read()
        y = np.array(libpysal.io.open(libpysal.examples.get_path("desmith.txt")).by_col["z"])
    found = of_weights(w, dict(zip(w.id_order, y.tolist(), strict=True)))
    z = y - y.mean()
    dense = w.full()[0]
    dense = dense / dense.sum(axis=1, keepdims=True)
    # esda's documentation prints -0.114 for local.I[0] of this file
    local = z * (dense @ z) / (z @ z / (len(z) - 1))
    assert local[0] == pytest.approx(-0.11409277, abs=1e-6)
    assert found.moran == pytest.approx(float(z @ dense @ z / (z @ z)))


def test_chance_alone_makes_no_clusters() -> None:
    values = {f"{i:03}": float(v) for i, v in enumerate(np.random.default_rng(5).normal(size=196))}
    found = of_weights(named(lat2W(14, 14)), values)
    assert sum(kind != "not_significant" for kind in found.kinds.values()) <= 2
    assert found.p > 0.05


def test_the_same_values_give_the_same_answer_whatever_else_draws() -> None:
    noise = np.random.default_rng(11).normal(size=400)  # many units at the edge of chance
    values = {f"{i:03}": float(noise[i]) + i / 200 + (i % 20) / 10 for i in range(400)}
    grid = named(lat2W(20, 20))
    first = of_weights(grid, values)
    np.random.seed(1)
    np.random.random(77)
    assert of_weights(grid, values) == first


def test_the_cutoff_is_that_of_benjamini_and_hochberg() -> None:
    p = np.array([0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216])
    # of ten tests the second is the last below its k·0.05/10: 0.008 < 0.010, 0.039 > 0.015
    assert esda.fdr(p, module.ALPHA) == pytest.approx(0.010)


def test_units_without_neighbours_or_values_are_named_or_left_out() -> None:
    grid = named(lat2W(4, 4))
    near = {code: list(others) for code, others in grid.neighbors.items()} | {"isle": []}
    values = {code: float(i) for i, code in enumerate(near)}
    values["001"] = values["004"] = float("nan")  # the corner 000 has no neighbour with a value
    found = of_weights(W(near, silence_warnings=True), values)
    assert set(found.alone) == {"isle", "000"}
    assert found.kinds.keys() == near.keys() - {"isle", "000", "001", "004"}


@pytest.mark.parametrize(
    "values", [{}, {f"{i:03}": 4.0 for i in range(9)}, {"000": 1.0, "001": 2.0}]
)
def test_nothing_is_tested_where_there_is_nothing_to_tell_apart(values: dict[str, float]) -> None:
    found = of_weights(named(lat2W(3, 3)), values)
    assert not found.kinds and np.isnan(found.moran)


def test_the_communes_of_the_province_have_neighbours() -> None:
    from geo.map.served import map_units

    units = map_units("2022", "commune")
    values = dict(zip(units["code"], units["lat"], strict=True))  # as alike as neighbours can be
    found = clusters("2022", "commune", values)
    assert len(found.kinds) + len(found.alone) == len(units)
    assert found.moran > 0.8
    assert {"high_high", "low_low"} <= set(found.kinds.values())


def test_esda_is_imported_with_the_first_clusters_and_not_before() -> None:
    code = "import sys, geo.neighbours.clusters; print('esda' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"

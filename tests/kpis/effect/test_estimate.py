"""The regression: a value worked out by hand, and PanelOLS of linearmodels on panels."""

import math
import warnings

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t as student

from kpis.effect.estimate import estimate, without_effects
from kpis.effect.model import after, growth
from tests.kpis.effect.simulated import world

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of what linearmodels itself imports
    from linearmodels.panel import PanelOLS


def test_a_slope_that_is_worked_out_by_hand():
    """Three communes, five months; x is 1 in one cell, less the means of its commune and month.

    There 1 − 1/5 − 1/3 + 1/15 = 8/15 is left, in another commune 1/15, or −1/3 + 1/15 = −4/15 in
    the same month. y is 3 in that cell and 1 in two of the second commune, so the slope is
    (3 · 8 + 1 − 4) / 15 over 8/15: 21/8.
    """
    x, y = np.zeros((3, 5)), np.zeros((3, 5))
    x[0, 1], y[0, 1], y[1, :2] = 1, 3, 1
    commune, month = np.indices(x.shape)
    left = without_effects(x.reshape(-1, 1), commune.ravel(), month.ravel()).reshape(x.shape)
    assert left[0, 1] == pytest.approx(8 / 15)
    assert left[1, :2] == pytest.approx([1 / 15, -4 / 15])
    found = estimate(y, [x], commune, month)
    assert found is not None
    assert found.value() == pytest.approx(21 / 8)
    assert (found.rows, found.communes, found.months) == (15, 3, 5)


@pytest.mark.parametrize("gaps", [0, 150])
@pytest.mark.parametrize("is_plain", [True, False])
def test_it_is_that_of_linearmodels(gaps, is_plain):
    """Coefficients, and errors but for the degrees of freedom that effects take.

    PanelOLS counts all effects or none; here those inside a commune are not counted.
    """
    made = world(5, effect=0.006)
    level = np.log(made.share / (1 - made.share))
    rng = np.random.default_rng(1)
    level[rng.integers(0, 57, gaps), rng.integers(0, 50, gaps)] = np.nan
    outcome, explaining = growth(level), after(made.work)
    commune, month = np.indices(level.shape)
    within = commune if is_plain else commune * 100 + (49 - month) // 12
    across = month if is_plain else made.district[:, None] * 100 + month
    found = estimate(outcome, explaining, within, across)
    assert found is not None

    columns = dict(zip("yabc", [outcome, *explaining], strict=True))
    rows = pd.DataFrame({name: values.ravel() for name, values in columns.items()})
    rows = rows.assign(own=within.ravel(), on=across.ravel(), commune=commune.ravel())
    rows = rows.assign(time=month.ravel()).dropna().set_index(["commune", "time"], drop=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = PanelOLS(rows["y"], rows[["a", "b", "c"]], other_effects=rows[["own", "on"]])
        other = model.fit(
            cov_type="clustered", clusters=rows[["commune"]], auto_df=False, count_effects=False
        )
    assert found.coefficients == pytest.approx(other.params.to_numpy(), rel=1e-7)
    counted = len(rows) - rows["on"].nunique() - 3  # PanelOLS: all rows less the coefficients
    ratio = (len(rows) - 1) / counted * 57 / 56 * (len(rows) - 3) / len(rows)
    errors = np.sqrt(np.diag(found.covariance) / ratio)
    assert errors == pytest.approx(other.std_errors.to_numpy(), rel=1e-6)
    low, high = found.interval()
    far = student.ppf(0.975, 56) * math.sqrt(found.covariance[0, 0])
    assert (low, high) == pytest.approx((found.value() - far, found.value() + far))


def test_what_the_effects_tell_whole_is_no_variation():
    made = world(3)
    commune, month = np.indices(made.share.shape)
    outcome = growth(np.log(made.share))
    same_everywhere = np.tile(np.arange(50.0), (57, 1))
    assert estimate(outcome, [same_everywhere], commune, month) is None
    assert estimate(outcome, [made.work, 2 * made.work], commune, month) is None
    assert estimate(np.full(outcome.shape, np.nan), [made.work], commune, month) is None

"""A reading that is away in one month and back in the next is no reading of a stock."""

from dataclasses import replace

import numpy as np
import pytest

from kpis.catalogue.kpi import Sides
from kpis.catalogue.vocabulary import Time
from kpis.forecast.history import history, slips
from kpis.store import connect

NAN = float("nan")


@pytest.mark.parametrize(
    ("series", "slip"),
    [
        pytest.param([24.2, 2.5, 26.7], 1, id="a digit was lost"),
        pytest.param([24.2, 255.0, 26.7], 1, id="a digit too many"),
        pytest.param([24.2, 8.0, 25.0], 1, id="just above threefold"),
        pytest.param([24.0, 9.0, 25.0], None, id="less than threefold"),
        pytest.param([2.5, 26.0, 27.0], None, id="it jumps and stays"),
        pytest.param([2.0, 8.0, 40.0], None, id="it grows threefold each month"),
        pytest.param([24.2, 2.5, 2.6], None, id="it falls and stays"),
        pytest.param([24.2, 25.0, 2.5], None, id="the last month cannot be judged"),
        pytest.param([24.2, 0.0, 25.0], 1, id="nobody for a month"),
        pytest.param([0.0, 0.0, 0.0], None, id="nobody ever"),
        pytest.param([24.2, NAN, 25.0], None, id="not reported"),
        pytest.param([NAN, 2.5, 25.0], None, id="nothing before"),
        pytest.param([24.2, 2.5], None, id="two months only"),
    ],
)
def test_a_slip(series, slip):
    found = np.flatnonzero(slips(np.array([series]))[0]).tolist()
    assert found == ([] if slip is None else [slip])


def test_a_stock_is_forecast_without_its_slips_and_a_flow_with_all(demo_store, catalogue):
    with connect(demo_store) as con:
        stock = history(con, catalogue["e_signature_share"], "commune", "2025")
        sessions = replace(catalogue["e_signature_share"], time=Sides(Time.FLOW, Time.STOCK))
        flow = history(con, sessions, "commune", "2025")
    at = 12 * 3  # 09/2025, from 09/2022 on: a commune lost the last digit of its certificates
    (place,) = np.flatnonzero(slips(flow.values)[:, at])
    one, told = stock.values[place], flow.values[place]
    assert np.isnan(one[at]) and not np.isnan(one[[at - 1, at + 1]]).any()
    assert told[at] == pytest.approx(told[[at - 1, at + 1]].mean() / 10, rel=0.05)

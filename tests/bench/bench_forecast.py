"""All forecasts: how long they take, how far they miss, and how often their intervals hold.

The floor is the reading of what they are made from: all KPIs at all levels in all months.
"""

import time
from datetime import date

import pytest

from kpis.forecast.forecast import backtest, forecast, probability, study
from kpis.measure.readings import measure
from kpis.periods import Period

SECONDS = 90  # what a publish may spend on forecasts, on two cores
FIRST, LAST = date(2022, 9, 1), date(2026, 10, 1)


def _read(con, catalogue, vintage) -> None:
    for kpi in catalogue.values():
        periods = Period.between(str(kpi.frequency), FIRST, LAST)
        for level in kpi.levels:
            measure(con, kpi, level, periods, vintage)


@pytest.mark.parametrize("vintage", ["2025", "2024", "2022"])
def test_all_forecasts(marts, catalogue, told, stopwatch, capsys, vintage):
    began = time.perf_counter()
    studies = [study(marts, kpi, vintage) for kpi in catalogue.values()]
    rows = 0
    for whole in studies:
        for level in whole.levels:
            rows += len(forecast(marts, whole, level))
            probability(marts, whole, level, 2030)
    report = backtest(marts, studies)
    seconds = time.perf_counter() - began
    floor = stopwatch(lambda: _read(marts, catalogue, vintage), times=1)
    told(f"all forecasts on the units of {vintage}, {rows:,} rows", seconds, floor)
    shown = report[report["origins"] > 0].drop(columns=["insufficient", "origins"])
    means = report.groupby("level")[["mase", "coverage_80", "coverage_95"]].mean()
    with capsys.disabled():
        print(f"\n{shown.round(3).to_string(index=False)}\n\n{means.round(3).to_string()}")
    assert seconds < SECONDS

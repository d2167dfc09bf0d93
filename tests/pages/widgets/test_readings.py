"""Many indicators of the province at once: the same as each indicator by itself."""

import pandas as pd
import pytest

from data.store.snapshot import current
from pages.shell.periods import fitting_period
from pages.shell.served import Served, catalogue
from pages.widgets.readings import momentum_of, progress_of

OF_PROVINCE = [kpi for kpi in catalogue().values() if "province" in kpi.levels]
PERIODS = ["2026-10", "2025-06", "2024-08", "2024-Q3", "2025-H2", "2024", "2022-12"]


@pytest.mark.sweep
@pytest.mark.parametrize("period", PERIODS)
def test_they_are_those_of_each(served_demo, period):
    served = Served(current(served_demo).name)
    for kpi in OF_PROVINCE:
        code = fitting_period(kpi, period, served)
        alike(progress_of(served, kpi, code), served.progress(kpi.id, "province", code))
        alone = served.momentum(kpi.id, "province", code, None, 2030)
        alike(momentum_of(served, kpi, code, 2030), alone)


def alike(many: pd.DataFrame, alone: pd.DataFrame) -> None:
    left, right = (frame.reset_index(drop=True) for frame in (many, alone))
    pd.testing.assert_frame_equal(left, right, check_dtype=False, rtol=1e-9)

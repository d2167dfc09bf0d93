"""Readings of a stock that cannot be true: away in one month, back in the next."""

import numpy as np
import numpy.typing as npt

from kpis.forecasting.scale import Array

AWAY = 3.0  # times what stands before and after, or that part of it: the rule of a jump
BACK = 1.5  # times by which those two may differ

Flags = npt.NDArray[np.bool_]


def slips(values: Array) -> Flags:
    """Series × time: whether a value lies threefold above or below both its neighbours.

    What people own or have does not go away for a month: a digit was lost in writing. Who jumps and
    stays is not one of them, nor can the last month be judged.
    """
    found = np.zeros(values.shape, dtype=bool)
    if values.shape[1] < 3:
        return found
    with np.errstate(divide="ignore", invalid="ignore"):
        level = np.log(values)
        before, here, after = level[:, :-2], level[:, 1:-1], level[:, 2:]
        nearest = np.minimum(np.abs(here - before), np.abs(here - after))
        same_side = np.sign(here - before) == np.sign(here - after)
        is_back = np.abs(after - before) <= np.log(BACK)
        found[:, 1:-1] = same_side & is_back & (nearest > np.log(AWAY))
    return found

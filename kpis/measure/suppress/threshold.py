"""How many people a published count of people has at least: configuration."""

import os

from kpis.errors import KpiError

NAMED_BY = "DX_SMALL_NUMBERS"
DEFAULT = 5  # counts of 1 to 4 are hidden
MOST = 100


def threshold() -> int:
    """The least count of people that is published; 0: nothing is hidden.

    KpiError where the environment says anything but 0 or a whole number from 2 to 100: below 1
    there is nothing that could be hidden.
    """
    said = os.environ.get(NAMED_BY, "").strip()
    if not said:
        return DEFAULT
    if said.isdecimal() and (int(said) == 0 or 2 <= int(said) <= MOST):
        return int(said)
    raise KpiError(
        f"{NAMED_BY} must be 0 (hide nothing) or a whole number from 2 to {MOST}, not “{said}”."
    )

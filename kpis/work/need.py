"""Does the work go where the need is: work by fifths of communes, by adoption before it."""

from collections.abc import Container, Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd

# Topic → the indicator that shows whether people use what it teaches.
TAUGHT: Mapping[str, str] = MappingProxyType(
    {
        "dvctt": "online_service_users",
        "cong_dan_so": "eid_level2_share",
        "bhxh_dt": "vssid_share",
        "thanh_toan": "epayment_account_share",
        "tmdt": "online_shop_share",
    }
)
FIFTHS = 5


def fifths(adoption: pd.DataFrame, work: pd.DataFrame, hidden: Container[str] = ()) -> pd.DataFrame:
    """Fifths of the communes by adoption, the lowest first, and the work that went to each.

    `adoption` and `work` are readings of the same communes: a share, and assists (numerator) over
    adults × months (denominator). Only communes with both count. Columns: fifth (1 to 5), units,
    users and of (both sides of the adoption), assists, adult_months. Where there are fewer than
    five communes there are no fifths: no row. The assists are NaN where a commune is `hidden`.
    """
    sides = ["area_code", "numerator", "denominator"]
    known = adoption.loc[adoption["value"].notna(), [*sides, "value"]]
    done = work.loc[work["value"].notna(), sides]
    both = known.merge(done, on="area_code", suffixes=("", "_done"))
    both = both.sort_values(["value", "area_code"])
    if len(both) < FIFTHS:
        both = both.head(0)
    fifth = np.arange(len(both)) * FIFTHS // max(len(both), 1)
    columns = {"users": "numerator", "of": "denominator"}
    columns |= {"assists": "numerator_done", "adult_months": "denominator_done"}
    sums = {
        name: np.bincount(fifth, both[column].to_numpy(float)) for name, column in columns.items()
    }
    units = np.bincount(fifth)
    is_hidden = np.array([code in hidden for code in both["area_code"]], dtype=bool)
    lacking = np.isin(np.arange(len(units)), fifth[is_hidden])
    sums["assists"] = np.where(lacking, np.nan, sums["assists"])
    return pd.DataFrame({"fifth": np.arange(len(units)) + 1, "units": units, **sums})

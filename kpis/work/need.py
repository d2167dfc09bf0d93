"""Does the work go where the need is: work by fifths of communes, by adoption before it."""

from collections.abc import Mapping
from types import MappingProxyType

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


def fifths(adoption: pd.DataFrame, work: pd.DataFrame) -> pd.DataFrame:
    """Fifths of the communes by adoption, the lowest first, and the work that went to each.

    `adoption` and `work` are readings of the same communes: a share, and assists (numerator) over
    adults × months (denominator). Only communes with both count. Columns: fifth (1 to 5), units,
    users and of (both sides of the adoption), assists, adult_months. Where there are fewer than
    five communes there are no fifths: no row.
    """
    known = adoption.loc[
        adoption["value"].notna(), ["area_code", "value", "numerator", "denominator"]
    ]
    done = work.loc[work["value"].notna(), ["area_code", "numerator", "denominator"]]
    done = done.rename(columns={"numerator": "assists", "denominator": "adult_months"})
    both = known.merge(done, on="area_code").sort_values(["value", "area_code"])
    if len(both) < FIFTHS:
        return pd.DataFrame(columns=["fifth", "units", "users", "of", "assists", "adult_months"])
    both["fifth"] = [at * FIFTHS // len(both) + 1 for at in range(len(both))]
    return (
        both.groupby("fifth")
        .agg(
            units=("area_code", "size"),
            users=("numerator", "sum"),
            of=("denominator", "sum"),
            assists=("assists", "sum"),
            adult_months=("adult_months", "sum"),
        )
        .reset_index()
    )

"""The change of each unit from one period to another."""

import numpy as np
import pandas as pd

from kpis.catalogue.vocabulary import Comparability


def changes(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Readings whose value is the second minus the first, with both as `first` and `second`.

    Of the units of the second, which are those of the first. One that is an estimate in either is
    an estimate; one that lacks a value has the reason of that, of both the later one's.
    """
    columns = ["value", "comparability", "missing_reason"]
    before = first.set_index("area_code")[columns].reindex(second["area_code"])
    before.index = second.index
    is_lacking = before["value"].isna() | second["value"].isna()
    both = [rows["comparability"].to_numpy(object) for rows in (before, second)]

    def is_either(mark: str) -> np.ndarray:
        return np.asarray((both[0] == mark) | (both[1] == mark), dtype=bool)

    exact, estimated, not_comparable = (mark.value for mark in Comparability)
    marks = np.full(len(second), exact, dtype=object)
    marks[is_either(estimated)] = estimated
    marks[is_lacking.to_numpy()] = None
    marks[is_either(not_comparable)] = not_comparable
    reason = second["missing_reason"].where(second["value"].isna(), before["missing_reason"])
    return second.assign(
        value=second["value"] - before["value"],
        first=before["value"],
        second=second["value"],
        first_comparability=before["comparability"],
        second_comparability=second["comparability"],
        first_reason=before["missing_reason"],
        second_reason=second["missing_reason"],
        comparability=pd.Series(marks, second.index, dtype=object),
        missing_reason=reason.where(is_lacking, None),
    )

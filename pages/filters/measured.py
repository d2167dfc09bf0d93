"""What of readings a condition can be on: the value and both sides, titled and as they are read."""

import numpy as np
import pandas as pd

from geo.map.edges import shown
from kpis.catalogue.kpi import Kpi
from pages.text import formats
from pages.text.language import Language


def titles(kpi: Kpi, words: Language) -> dict[str, str]:
    """What the columns are called, by their names in readings."""
    numerator, denominator = map(words.pick, (kpi.numerator_label, kpi.denominator_label))
    return {
        "value": words.t("Value"),
        "numerator": formats.title(numerator),
        "denominator": formats.title(denominator),
    }


def as_read(rows: pd.DataFrame, kpi: Kpi) -> dict[str, np.ndarray]:
    """The same columns of readings with the decimals with which they are written."""
    decimals = {"value": formats.DECIMALS[kpi.unit], "numerator": 0, "denominator": 0}
    return {name: shown(rows[name].to_numpy(dtype=float), most) for name, most in decimals.items()}

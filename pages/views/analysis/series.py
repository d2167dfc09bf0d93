"""All periods of all units, packed for the browser: the same text until the indicator changes."""

import json
import zlib
from base64 import b64encode

import numpy as np
import pandas as pd

from geo.map.edges import shown
from kpis.periods import Period
from kpis.province import WHOLE
from pages.shell.periods import offered
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.language import Language


def packed(content: object) -> str:
    """JSON, deflated, as text: a tenth of its size."""
    text = json.dumps(content, separators=(",", ":"), ensure_ascii=False)
    return b64encode(zlib.compress(text.encode())).decode()


def series_id(served: Served, selection: Selection) -> str:
    """Names the series of an indicator on the units shown: another text where they are others."""
    kind = Period.parse(selection.period).kind
    one = selection
    return "/".join((served.name, one.kpi, one.level, one.vintage, one.topic, kind, one.lang))


def series(served: Served, selection: Selection) -> str:
    """The packed values of every unit and of the province in all periods of the kind, in time.

    `values` by code: whole numbers of the last digit, the first and then the steps between those
    that are known; None where there is none.
    """
    kind = str(Period.parse(selection.period).kind)
    return served.once(
        _series, selection.kpi, selection.level, selection.vintage, selection.topic, kind,
        selection.language,
    )  # fmt: skip


def _series(
    served: Served, kpi: str, level: str, vintage: str, topic: str, kind: str, words: Language
) -> str:
    codes = list(reversed(offered(kind, served)))
    one = catalogue()[kpi]
    decimals = formats.DECIMALS[one.unit]
    rows = served.measure(kpi, level, codes, vintage, topic or None)
    values = {str(code): _steps(part, codes, decimals) for code, part in rows.groupby("area_code")}
    whole: list[int | None] = []
    if WHOLE in one.levels:
        parts = served.measure(kpi, WHOLE, codes, vintage, topic or None)
        whole = _steps(parts, codes, decimals)
    periods = [formats.period(code, words) for code in codes]
    return packed({"codes": codes, "periods": periods, "values": values, "whole": whole})


def _steps(part: pd.DataFrame, codes: list[str], decimals: int) -> list[int | None]:
    known = part.set_index("period")["value"].reindex(codes).to_numpy(dtype=float)
    found, last = list[int | None](), 0
    for number in np.rint(shown(known, decimals) * 10**decimals):
        found.append(None if np.isnan(number) else int(number) - last)
        last = last if np.isnan(number) else int(number)
    return found

"""The table of totals: what the units of each vintage add up to, beside the province itself."""

from html import escape

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import table
from pages.widgets.units_shown import Total, agrees, value_of


def totals_table(totals: list[Total], whole: pd.Series | None, kpi: Kpi, words: Language) -> str:
    """The HTML table, one row a vintage and one of the province; folds into cards on a phone."""
    t = words.t
    titles = [
        t("Administrative units"),
        t("Number of units"),
        t("Exact"),
        t("Estimate"),
        t("Not comparable"),
        t("Without figures"),
        formats.title(words.pick(kpi.numerator_label)),
        formats.title(words.pick(kpi.denominator_label)),
        t("Value"),
        t("Against the province"),
    ]
    rows = [_of_units(one, whole, kpi, words) for one in totals]
    if whole is not None:
        blank = [formats.MISSING] * 5
        cells = [str(whole["area_name"]), *blank, *_sides(whole, kpi, words), formats.MISSING]
        rows.append(cells)
    numbers = range(1, len(titles))
    kinds = {0: "name", **dict.fromkeys(numbers, "num")}
    return table(titles, [[*map(escape, row)] for row in rows], "board totals", kinds, numbers)


def _of_units(total: Total, whole: pd.Series | None, kpi: Kpi, words: Language) -> list[str]:
    t = words.t
    counts = (total.units, total.exact, total.estimated, total.not_comparable, total.silent)
    verdict = formats.MISSING
    if whole is not None:
        verdict = t("agrees") if agrees(total, whole) else t("differs")
    return [
        t("Units of {vintage}", vintage=total.vintage),
        *(formats.number(count, words) for count in counts),
        *_sides(total, kpi, words),
        verdict,
    ]


def _sides(total: Total | pd.Series, kpi: Kpi, words: Language) -> list[str]:
    sides = (total.numerator, total.denominator)
    return [*(formats.number(side, words) for side in sides), value_of(total, kpi, words)]

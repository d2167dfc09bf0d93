"""The table of totals: what the units of each vintage add up to, beside the province itself."""

from html import escape

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from pages.text import formats
from pages.text.language import Language
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
    rows = [_row(_of_units(one, whole, kpi, words), titles) for one in totals]
    if whole is not None:
        blank = [formats.MISSING] * 5
        cells = [str(whole["area_name"]), *blank, *_sides(whole, kpi, words), formats.MISSING]
        rows.append(_row(cells, titles))
    head = "".join(
        f"<th scope='col'{' class=num' if place else ''}>{escape(title)}</th>"
        for place, title in enumerate(titles)
    )
    head, body = f"<thead><tr>{head}</tr></thead>", f"<tbody>{''.join(rows)}</tbody>"
    return f"<table class='board totals'>{head}{body}</table>"


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


def _row(cells: list[str], titles: list[str]) -> str:
    first, *rest = cells
    body = "".join(
        f"<td class='num' data-label='{escape(title, quote=True)}'>{escape(cell)}</td>"
        for title, cell in zip(titles[1:], rest, strict=True)
    )
    return f"<tr class='row'><td class='name'>{escape(first)}</td>{body}</tr>"

"""The overview as a file: where every indicator stands, and how the communes moved."""

import pandas as pd

from kpis.province import WHOLE
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text import words as words_of
from pages.text.results import YEAR, became, verdict_title
from pages.text.verdicts import result
from pages.views.overview.movers import moves
from pages.views.overview.standings import Standing, of_year, standings, verdicts
from pages.widgets.files.contents import as_written, known, period
from pages.widgets.files.download import buttons
from pages.widgets.standings import YEARS
from pages.widgets.verdicts import is_due


def download(served: Served, selection: Selection) -> None:
    """Draws the buttons: the indicators, and in the workbook the moves of the communes too."""
    t = selection.language.t
    buttons(
        lambda: table(served, selection),
        t("Download these figures"),
        f"overview-{selection.period}",
        *(served, selection, ("period", "compare"), list(catalogue())),
        more={t("Changes of the communes"): lambda: moves_table(served, selection)},
    )


def table(served: Served, selection: Selection) -> pd.DataFrame:
    """One line an indicator, or a unit where it has no value of the province."""
    every = served.once(standings, selection.period, selection.compare)
    lines = [_line(served, one, row, selection) for one in every for row in _units(one)]
    return pd.DataFrame(lines)


def _units(one: Standing) -> list[dict[str, object]]:
    """A row an area, of whatever target year."""
    return list({row["area_code"]: row for row in one.rows}.values())


def _line(
    served: Served, one: Standing, row: dict[str, object], selection: Selection
) -> dict[str, object]:
    words, t, kpi = selection.language, selection.language.t, one.kpi
    decimals = formats.DECIMALS[kpi.unit] + 1
    names = served.names(one.level, str(row["vintage"]))
    values = pd.Series([row["value"], one.change], dtype="float64")
    value, change = as_written(values, decimals)
    reason = row["missing_reason"]
    return {
        t("Indicator"): words.pick(kpi.name),
        t("Period"): period(one.period, served, words),
        t("Administrative units"): row["vintage"],
        t("Code"): row["area_code"],
        t("Unit"): names.get(str(row["area_code"]), ""),
        t("Value"): words_of.missing(reason, words) if isinstance(reason, str) else value,
        t("Change"): change,
        t("Units with a value"): row["units_reported"],
        t("All units"): row["units_expected"],
        **{title: text for year in YEARS for title, text in _goal(served, one, row, year, words)},
        **known(served, words),
    }


def _goal(served: Served, one: Standing, row: dict[str, object], year: int, words):  # type: ignore[no-untyped-def]
    """Title and text of the target of a year and of how it is met: the verdict once it is over."""
    t, kpi = words.t, one.kpi
    mine = [o for o in of_year(one.rows, year) if o["area_code"] == row["area_code"]]
    yield t("Target for {year}", year=year), formats.target(kpi, year, words)
    status = (
        words_of.status(mine[0]["status"], words) if mine else words_of.status("no_target", words)
    )
    yield t("Status against {year}", year=year), status
    if year == YEAR:
        is_over = is_due(served, one.period) and one.level == WHOLE
        found = served.once(verdicts, one.period).get(kpi.id) if is_over else None
        yield verdict_title(words), result(found["verdict"], words) if found else ""
        yield t("What became of it"), became(found["since"], words) if found else ""


def moves_table(served: Served, selection: Selection) -> pd.DataFrame:
    """One line a commune and indicator that is a share, in points; the largest rise first."""
    words, t = selection.language, selection.language.t
    every = moves(served, selection.period, selection.compare)
    if every.empty:
        return pd.DataFrame({t("Indicator"): [], t("Unit"): []})
    every = every.sort_values("change", ascending=False)
    return pd.DataFrame(
        {
            t("Indicator"): [words.pick(catalogue()[kpi].name) for kpi in every["kpi"]],
            t("Code"): every["area_code"],
            t("Unit"): every["area_name"],
            t("Before"): as_written(every["before"], 2),
            t("Now"): as_written(every["now"], 2),
            t("Change, points"): as_written(every["change"], 2),
            **known(served, words),
        }
    )

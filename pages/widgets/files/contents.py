"""What is in the files that are taken away: a table, and what the file says of itself."""

from collections.abc import Sequence

import pandas as pd

from data.spreadsheet import csv_file
from geo.map.edges import shown as rounded
from geo.units.table import VINTAGES
from kpis.catalogue.catalogue import Kpi
from kpis.province import PART
from pages.open_data.boundaries import placed
from pages.open_data.files import geojson_lines
from pages.open_data.files import typed as typed_rows
from pages.shell.footer import demonstration
from pages.shell.opened import dated
from pages.shell.periods import name as period_name
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text import words as words_of
from pages.text.comparability import named
from pages.text.language import Language
from pages.widgets.comparability import notes
from pages.widgets.meetings.freezing import Drawn


def as_csv(rows: pd.DataFrame, language: Language) -> bytes:
    """The file of a table as the Excel of that language opens it; no cell is a formula."""
    return csv_file(rows, formats.separators(language)[0])


def as_geojson(
    rows: pd.DataFrame, drawn: Drawn, lines: Sequence[Sequence[str]], words: Language
) -> bytes:
    """The file of a table whose lines are units of a map: one feature a line, with its numbers.

    `lines` are what the file says of itself, where the boundaries are from stands beside them.
    """
    t = words.t
    rows = typed_rows(rows, t("why there is none"))
    nothing = pd.Series("", rows.index)  # of a table without the column
    codes = rows.get(t("Code"), nothing).astype(str)
    vintages = rows.get(t("Administrative units"), nothing).astype(str)
    known = vintages.where(vintages.isin(VINTAGES), drawn.vintage)
    found, said = placed(rows, list(codes), list(known), drawn.level)
    told = {str(line[0]): str(line[1]) for line in lines if len(line) > 1}
    return "".join(geojson_lines(found, {"about": told, **said})).encode()


def about(
    served: Served, selection: Selection, chosen: Sequence[str], kpis: Sequence[str]
) -> list[list[str]]:
    """What a workbook says of itself, a line of cells each.

    The fields of the selection that were `chosen`, the snapshot and the day of its data, and of
    each indicator the unit, the definition, what is counted, and where it and its targets are from.
    """
    words, t = selection.language, selection.language.t
    known = served.fact("as_of_date") or served.fact("last_month")
    lines = [[title, text] for title, text in _chosen(served, selection, chosen) if text]
    lines.append([t("Data as of"), formats.iso_day(known, words) if known else formats.MISSING])
    lines.append([t("Data published"), dated(served.name, words)])
    if served.fact("is_demonstration") == "true":
        lines.append([t("Note"), demonstration(words)])
    if not kpis:
        return lines
    every = (of_kpi(catalogue()[kpi], words) for kpi in dict.fromkeys(kpis))
    return [*lines, [], titles_of_kpi(words), *every]


def titles_of_kpi(words: Language) -> list[str]:
    """The titles of what `of_kpi` says."""
    t = words.t
    return [
        *(t("Indicator"), t("Measured in"), t("Definition"), t("Numerator"), t("Denominator")),
        *(t("Computed from"), t("Targets"), t("Legal basis"), t("Confirmation")),
    ]


def of_kpi(kpi: Kpi, words: Language) -> list[str]:
    """What an indicator is, in words."""
    units = {"percent": "%", "per_1000": words.t("per 1,000"), "ratio": words.t("ratio")}
    targets = [formats.target_sentence(goal, kpi, words) for goal in kpi.targets]
    where = f" · {kpi.where}" if kpi.where else ""
    return [
        words.pick(kpi.name),
        units.get(kpi.unit, words.t("number")),
        words.pick(kpi.definition),
        words.pick(kpi.numerator_label),
        words.pick(kpi.denominator_label),
        f"{kpi.source}: {kpi.numerator} ÷ {kpi.denominator}{where}",
        "\n".join(targets) or words.t("No target"),
        "\n".join(kpi.legal_basis),
        words_of.confirmation(kpi.value_status, words),
    ]


def _chosen(served: Served, selection: Selection, fields: Sequence[str]) -> list[tuple[str, str]]:
    """Title and text of fields of the selection, as its pickers name them; "" for not chosen."""
    words, t, one = selection.language, selection.language.t, selection
    told = {
        "period": lambda: (t("Period"), period(one.period, served, words)),
        "level": lambda: (t("Level"), words_of.level(one.level, one.vintage, words)),
        "vintage": lambda: (t("Administrative units"), one.vintage),
        "district": lambda: (
            words_of.level(PART, one.vintage, words),
            served.names(PART, one.vintage).get(one.district, t("Whole province")),
        ),
        "topic": lambda: (
            t("Topic or form"),
            served.parts(one.kpi, one.lang).get(one.topic, ""),
        ),
        "compare": lambda: (
            t("Change since"),
            t("A year earlier") if one.compare == "year" else t("The period before"),
        ),
        "year": lambda: (t("Target for"), one.year),
    }
    return [told[field]() for field in fields]


def known(served: Served, words: Language) -> dict[str, str]:
    """What a reader must know on every line, which may be copied elsewhere alone."""
    note = demonstration(words) if served.fact("is_demonstration") == "true" else ""
    return {words.t("Note"): note, words.t("Data published"): dated(served.name, words)}


def period(code: str, served: Served, language: Language) -> str:
    """A period as pages name it: where the data do not fill it, with the months they reach."""
    if not isinstance(code, str) or not code:
        return ""
    try:
        return period_name(code, served, language)
    except KeyError:  # of before the data
        return formats.period(code, language)


def as_written(amounts: pd.Series, decimals: int) -> pd.Series:
    """Numbers with so many decimals, as `formats.number` writes them; whole ones stay whole."""
    if pd.api.types.is_integer_dtype(amounts):
        return amounts
    return pd.Series(rounded(amounts.astype("float64").to_numpy(), decimals), index=amounts.index)


def or_why(rows: pd.DataFrame, decimals: int, language: Language) -> pd.Series:
    """The values of readings as numbers; where there is none, in its place the reason of that."""
    values = as_written(rows["value"], decimals)
    is_lacking = values.isna() & rows["missing_reason"].notna()
    if not is_lacking.any():
        return values
    reasons = [words_of.missing(reason, language) for reason in rows["missing_reason"][is_lacking]]
    return values.astype("object").mask(is_lacking, pd.Series(reasons, rows.index[is_lacking]))


def table(
    served: Served, rows: pd.DataFrame, selection: Selection, more: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The readings under the words of the page, one a line; `rows` may be of several target years.

    What a reader must know stands on every line, which may be copied elsewhere alone.
    """
    words, t = selection.language, selection.language.t
    kpi = catalogue()[selection.kpi]
    rows = rows.drop_duplicates(["vintage", "area_code"])
    said = notes(rows, served, selection)
    if served.fact("is_demonstration") == "true":
        said.append(demonstration(words))
    columns = {
        t("Indicator"): words.pick(kpi.name),
        t("Period"): period(selection.period, served, words),
        t("Administrative units"): rows["vintage"],
        t("Code"): rows["area_code"],
        t("Unit"): rows["area_name"],
        formats.title(words.pick(kpi.numerator_label)): as_written(rows["numerator"], 2),
        formats.title(words.pick(kpi.denominator_label)): as_written(rows["denominator"], 2),
        t("Value"): or_why(rows, formats.DECIMALS[kpi.unit] + 1, words),
        t("Comparability"): [named(mark, words) for mark in rows["comparability"]],
        t("Note"): " ".join(said),
        t("Data published"): dated(served.name, words),
    }
    found = pd.DataFrame(columns, index=rows.index)
    if more is not None:
        found = found.join(more)
    return found.reset_index(drop=True)

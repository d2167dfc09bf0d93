"""The files whose lines count: sheet, lines, when each was loaded, and what it replaced."""

from typing import Any

import pandas as pd

from data.access.roles import PROGRAM
from kpis.explain.summary import Summary
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text import formats
from pages.text.language import Language
from pages.text.words import export_name
from pages.widgets.table import table

COUNTS = ("load", "accepted", "in_force", "waiting")


def files_table(served: Served, shown: Selection, found: Summary) -> None:
    """Draws a row a file and sheet, each in force with some of its lines."""
    words = shown.language
    rows = files_file(served, shown, found)
    numbers = list(rows.select_dtypes("number"))
    cells = {
        name: [
            formats.number(cell, words) if name in numbers else str(cell)
            for cell in rows[name].to_list()
        ]
        for name in rows
    }
    table(cells, words.t("Files behind this number"), numbers)


def files_file(served: Served, shown: Selection, found: Summary) -> pd.DataFrame:
    """The same as a table, numbers as numbers."""
    words, t = shown.language, shown.language.t
    files = found.files
    known = served.counted("mart_export", COUNTS).set_index("load")
    loaded = loads(served.history())
    events = [loaded.get(sha, {}) for sha in files["sha256"]]
    of_load = known.loc[files["load"]]
    return formats.without_blanks(
        pd.DataFrame(
            {
                t("Kind of file"): [export_name(code, words) for code in files["export"]],
                t("File"): files["file"],
                t("Sheet"): ["" if pd.isna(n) else str(n) for n in files["sheet"]],
                t("Lines of the numerator"): files["numerator_lines"],
                t("Lines of the denominator"): files["denominator_lines"],
                t("First and last line"): [
                    _span(first, last, words)
                    for first, last in zip(files["first_line"], files["last_line"], strict=True)
                ],
                t("Loaded"): [formats.moment(one.get("at", ""), words) for one in events],
                t("By"): [by(one, words) for one in events],
                t("Lines accepted"): of_load["accepted"].to_list(),
                t("In force today"): of_load["in_force"].to_list(),
                t("Set aside"): of_load["waiting"].to_list(),
                t("Lines it replaced"): [one.get("replaced", 0) for one in events],
            }
        )
    )


def _span(first: int, last: int, words: Language) -> str:
    numbers = [formats.number(line, words) for line in (first, last)]
    return "–".join(dict.fromkeys(numbers))


def loads(events: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """When each file was loaded first, by its hash: at, by, and how many lines it replaced."""
    found = dict[str, dict[str, Any]]()
    for event in events:
        for file in event.get("files", []):
            if sha := file.get("sha256"):
                told = {name: event.get(name, "") for name in ("at", "by")}
                found.setdefault(sha, {**told, "replaced": file.get("replaced", 0)})
    return found


def by(event: dict[str, Any], words: Language) -> str:
    """Who did it; a program is named in words."""
    name = str(event.get("by", ""))
    return words.t("program") if name == PROGRAM else name

"""What was found in the official boundary files in force, when they were built."""

from html import escape
from typing import Any

import streamlit as st

from data.refusal import without_places
from geo.errors import GeoError
from geo.map import served
from geo.official.findings import AREA_CHANGE, AT_HOME
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import facts, label, plain
from pages.views.sources.boundary_sets import Sets, set_name
from pages.widgets.table import table

CHECK = "python -m geo check FILE --vintage 2025 --level commune --code-field ma_xa"
MOST = 10  # lines of a list


def import_reports(sets: Sets, words: Language) -> None:
    """One box a file in force, or how to bring one."""
    t = words.t
    official = [key for key, one in sets.items() if one.report]
    if not official:
        text = t(
            "No official file is in force. Before one is used, this says what is missing, unknown,"
            " overlapping or different in it, by code or by name: {command}"
        )
        st.html(f"<p>{escape(text).format(command=f'<code>{escape(CHECK)}</code>')}</p>")
    for vintage, level in official:
        with st.expander(label(set_name(vintage, level, words)), expanded=True):
            try:
                report = served.import_report(vintage, level)
            except GeoError as problem:
                st.error(plain(without_places(str(problem))), icon=":material/error:")
                continue
            if report is not None:
                _report(report, words)


def _report(report: dict[str, Any], words: Language) -> None:
    t = words.t
    differing = [one for one in report["areas"] if _differs(one)]
    n = formats.number
    st.html(
        facts(
            [
                (
                    t("Units found"),
                    t("{n} of {all}", n=n(report["matched"], words), all=n(report["units"], words)),
                    t("by code") if report["matched_by"] == "code" else t("by name"),
                ),
                (t("Rows left out"), n(len(report["unmatched"]), words), ""),
                (t("Area"), _km2(report["total_km2"], words), _before(report, words)),
                (t("Overlaps"), n(len(report["overlaps"]), words), _sum(report["overlaps"], words)),
                (t("Gaps"), n(len(report["gaps"]), words), _sum(report["gaps"], words)),
                (t("Former land in no unit"), _km2(report["uncovered_km2"], words), ""),
                (t("Slivers closed"), n(len(report["closed"]), words), ""),
                (t("Rings mended"), n(len(report["repaired"]), words), ""),
                (
                    t("Areas that differ by more than {share}%", share=n(100 * AREA_CHANGE, words)),
                    n(len(differing), words),
                    "",
                ),
            ]
        )
    )
    moved = [one["unit"] for one in report["areas"] if _is_elsewhere(one)]
    if moved:
        text = t("Mostly outside their present place; names or codes may be swapped:")
        st.warning(plain(f"{text} {_few(moved)}"), icon=":material/warning:")
    lines = "<br>".join(map(escape, _lines(report, words)))
    st.html(f"<p class='note'>{lines}</p>")
    if differing:
        _areas(differing, words)


def _lines(report: dict[str, Any], words: Language) -> list[str]:
    """What the file was, and the findings that name units, a line each."""
    t = words.t
    lines = [t("File: {file}. Coordinate system: {crs}.", file=report["file"], crs=report["crs"])]
    if report["compared_vi"]:
        before = report["compared_vi"] if words.code == "vi" else report["compared_en"]
        lines.append(t("Compared with: {source}.", source=before))
    named = {
        t("Overlap slightly; the land goes to one of them:"): [
            f"{one['one']} / {one['other']}" for one in report["overlaps"]
        ],
        t("Rows that are no unit of the province, left out:"): [
            one["written"] for one in report["unmatched"]
        ],
        t("Rings mended:"): [one["unit"] for one in report["repaired"]],
    }
    return lines + [f"{text} {_few(names)}" for text, names in named.items() if names]


def _areas(rows: list[dict[str, Any]], words: Language) -> None:
    t = words.t
    figures = {
        t("New, km²"): "km2",
        t("Before, km²"): "present_km2",
        t("New over before"): "ratio",
    }
    shown = {
        title: [formats.number(one[name], words, 2) for one in rows]
        for title, name in figures.items()
    }
    caption = t("Areas that differ by more than {share}%", share=f"{100 * AREA_CHANGE:g}")
    table({t("Unit"): [one["unit"] for one in rows], **shown}, caption, list(figures))


def _differs(area: dict[str, Any]) -> bool:
    return area["ratio"] is not None and abs(area["ratio"] - 1) > AREA_CHANGE


def _is_elsewhere(area: dict[str, Any]) -> bool:
    return area["own"] is not None and area["own"] < AT_HOME


def _before(report: dict[str, Any], words: Language) -> str:
    if report["present_km2"] is None:
        return ""
    return words.t("before: {area}", area=_km2(report["present_km2"], words))


def _sum(found: list[dict[str, Any]], words: Language) -> str:
    return _km2(sum(one["km2"] for one in found), words) if found else ""


def _km2(area: float | None, words: Language) -> str:
    return formats.MISSING if area is None else formats.number(area, words, 2) + " km²"


def _few(names: list[str]) -> str:
    return "; ".join(names[:MOST]) + (" …" if len(names) > MOST else "")

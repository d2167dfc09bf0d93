"""A report on an official file as text, as JSON and as a table that a spreadsheet opens."""

import csv
import io
import json
import re
from dataclasses import asdict
from typing import Any

from geo.boundaries.report import Finding, Report
from geo.official.findings import SHOWN, WITH_REMARKS, findings, verdict

VERDICTS = ("usable", "usable with remarks", "not usable")
COLUMNS = ("kind", "severity", "case", "km2", "present_km2", "ratio")


def text(report: Report) -> str:
    """The report for a person: what was read, what is wrong, what is worth knowing."""
    accuracy = "datum unknown" if report.accuracy_m is None else f"to {report.accuracy_m:g} m"
    lines = [
        f"{report.file}: {report.level}, vintage {report.vintage}, matched by {report.matched_by}",
        f"Coordinates: {report.crs}"
        + (f", converted to WGS 84 ({report.method}; {accuracy})" if report.method else ""),
        f"{report.rows} rows; {report.matched} of {report.units} units; "
        f"{report.total_km2:,.2f} km²" + _compared(report),
    ]
    for one in findings(report):
        lines += [f"{'Error' if one.is_error else 'Remark'}: {_counted(one)}:"]
        lines += [f"  {line}" for line in one.lines[:SHOWN]]
        rest = len(one.lines) - SHOWN
        lines += [f"  and {rest} more"] if rest > 0 else []
    return "\n".join([*lines, f"The file is {VERDICTS[verdict(report)]}."])


def as_dict(report: Report) -> dict[str, Any]:
    """The report with its verdict and its findings in words, for JSON."""
    facts = asdict(report)
    for area, plain in zip(report.areas, facts["areas"], strict=True):
        plain["ratio"] = area.ratio
    found = [asdict(one) for one in findings(report)]
    usable = verdict(report) <= WITH_REMARKS
    return {"verdict": VERDICTS[verdict(report)], "usable": usable, **facts, "findings": found}


def as_json(report: Report) -> str:
    """The same as a text."""
    return json.dumps(as_dict(report), ensure_ascii=False, indent=1)


def as_csv(report: Report) -> str:
    """A line a case of each finding, then a line a unit with its areas."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for one in findings(report):
        severity = "error" if one.is_error else "remark"
        table.writerows([one.kind, severity, _cell(line), "", "", ""] for line in one.lines)
    for area in report.areas:
        present = "" if area.present_km2 is None else f"{area.present_km2:.4f}"
        ratio = "" if area.ratio is None else f"{area.ratio:.4f}"
        table.writerow(["unit", "", _cell(area.unit), f"{area.km2:.4f}", present, ratio])
    return out.getvalue()


def _cell(text: str) -> str:
    """A name of a foreign file that begins like a formula is shown, not computed."""
    return re.sub(r"^(?=\s*[=+\-@＝＋－＠])", "'", text)


def _compared(report: Report) -> str:
    if report.present_km2 is None:
        return ", compared with nothing: no other boundaries are there"
    covered = f", {report.uncovered_km2:,.2f} km² of it uncovered" if report.uncovered_km2 else ""
    return f", at present {report.present_km2:,.2f} km²{covered} ({report.compared_en})"


def _counted(one: Finding) -> str:
    is_single = one.kind in ("wrong_place", "uncovered", "shift", "datum")
    return one.text if is_single else f"{one.text} ({len(one.lines)})"

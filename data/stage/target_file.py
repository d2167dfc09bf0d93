"""Targets of units as a file that can be taken in again: the export chi_tieu."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data.exports import DEMONSTRATION, exports
from data.ledger.personal import is_personal
from data.refusal import Bilingual, RefusedError
from data.spreadsheet import harmless

EXPORT = next(export for export in exports() if export.name == "chi_tieu")
LEVELS = {"country": "nuoc", "province": "tinh", "district": "huyen", "commune": "xa"}
LONGEST = 200  # characters of the name of a decision


@dataclass(frozen=True)
class Decision:
    """The document that sets the targets: its name or number, and its day of issue."""

    text: str
    issued: date


def decision(text: str, issued: date, today: date, in_force: date | None) -> Decision:
    """The document, its spaces single. RefusedError for what the import would set aside.

    That is: no text or a long one, personal data in it, a day to come, or one before the units
    that the targets are for were `in_force`.
    """
    name = " ".join(text.split())
    if not 0 < len(name) <= LONGEST or not name.isprintable() or harmless(name) != name:
        raise _refused(
            "chưa có tên văn bản dùng được.",
            "the name of the document cannot be used.",
            f"Hãy ghi số, ký hiệu văn bản (1 đến {LONGEST} ký tự).",
            f"Write its number (1 to {LONGEST} characters).",
        )
    if is_personal(name):
        raise _refused(
            "tên văn bản có số điện thoại, số định danh hoặc thư điện tử.",
            "the name of the document holds a phone number, ID number or e-mail address.",
            "Hãy ghi số, ký hiệu văn bản, không ghi dữ liệu cá nhân.",
            "Leave personal data out.",
        )
    if issued > today:
        raise _refused(
            "ngày ban hành ở tương lai.",
            "the day of issue is to come.",
            "Hãy chọn ngày đã ban hành văn bản.",
            "Choose the day on which the document was issued.",
        )
    if in_force is not None and issued < in_force:
        raise _refused(
            f"ngày ban hành trước khi các đơn vị này có hiệu lực ({in_force:%d/%m/%Y}).",
            f"it was issued before these units came into force ({in_force:%Y-%m-%d}).",
            "Hãy chọn ngày từ đó trở đi.",
            "Choose that day or a later one.",
        )
    return Decision(name, issued)


def target_file(
    kpi: str,
    level: str,
    year: int,
    values: Mapping[str, float],
    document: Decision,
    is_demonstration: bool,
) -> bytes:
    """The file: a line a unit code of `values`, under the headers that the import knows.

    UTF-8 with a byte order mark, `;` between cells. Where the data are a demonstration the last
    header says so, and what is taken in again counts as one.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    more = [DEMONSTRATION] if is_demonstration else []
    writer.writerow([*EXPORT.fields.values(), *more])
    for code, value in values.items():
        cells = {
            "kpi": kpi,
            "level": LEVELS[level],
            "unit_code": code,
            "year": year,
            "target_value": f"{value:.1f}".removesuffix(".0").replace(".", ","),
            "issued_date": f"{document.issued:%d/%m/%Y}",
            "decision": document.text,
        }
        writer.writerow([*(cells[field] for field in EXPORT.fields), *("" for _ in more)])
    return text.getvalue().encode("utf-8-sig")


def _refused(vi: str, en: str, vi_remedy: str, en_remedy: str) -> RefusedError:
    return RefusedError(EXPORT.file, Bilingual(vi, en), Bilingual(vi_remedy, en_remedy))

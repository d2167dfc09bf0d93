"""The sample in a store to which two files came later: a corrected line, and one activity more."""

from pathlib import Path

import pandas as pd

from data.publish.imports import Order, Request, import_files
from tests.kpis.conftest import SAMPLE
from tests.stores import copy_of

DOSSIERS = "08/2024;13696;xa;30;21;15;12;6;30;9;10"  # 21 online, where 18 stood
ACTIVITY = "H20;20/08/2024;13696;T02;den_nha;dvctt;1;5;5;2;6;4;1"  # the second of T02 in August
BY = "Nguyễn Văn A"


def copied(sample_store: Path, place: Path) -> Path:
    """A copy of the store with the sample."""
    return copy_of(sample_store, place / "store")


def correct(store: Path, place: Path) -> None:
    """Import a workbook, whose second sheet holds DOSSIERS in line 2, and a file with ACTIVITY."""
    workbook, text = place / "ho_so_sua.xlsx", place / "hoat_dong_bo_sung.csv"
    columns, cells = _header("ho_so").split(";"), DOSSIERS.split(";")
    values = [cell if at < 3 else int(cell) for at, cell in enumerate(cells)]
    with pd.ExcelWriter(workbook, engine="xlsxwriter") as book:
        pd.DataFrame({"Ghi chú": []}).to_excel(book, sheet_name="Bìa", index=False)
        pd.DataFrame([values], columns=columns).to_excel(book, sheet_name="Số liệu", index=False)
    text.write_text(f"{_header('hoat_dong')}\n{ACTIVITY}\n", encoding="utf-8-sig")
    outcomes = import_files(Order([Request(workbook), Request(text)], by=BY), store)
    assert [(one.kind, one.accepted, one.replaced) for one in outcomes] == [
        *(("ho_so", 1, 1), ("hoat_dong", 1, 0)),
    ]


def _header(export: str) -> str:
    return (SAMPLE / f"{export}.csv").read_text(encoding="utf-8-sig").splitlines()[0]

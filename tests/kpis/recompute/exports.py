"""The exports as they lie on disk, read by other code than the warehouse's: pandas.

Lines that nobody could use are left out by the few rules below, and not by what the warehouse has
set aside: a line that it loses by mistake must show as a difference.
"""

import csv
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pandas as pd

from tests.kpis.recompute import units

COLUMNS = {  # export → its columns in file order
    "to_cong_nghe_so": "group commune commune_name village village_name set_up closed",
    "thanh_vien": "month commune group members women youth_union firm_staff trained following",
    "hoat_dong": (
        "activity date commune group form topic sessions people households_visited"
        " households_new assists distinct_people first_uses"
    ),
    "bao_cao": "month commune group due sent state difficulties",
    "su_dung_dich_vu": (
        "month commune commune_name online_service_users eid_level2_accounts"
        " payment_account_people epayment_people e_signature_adults telehealth_adults"
        " vssid_accounts smartphone_adults health_record_people skilled_people"
        " fibre_households covered_villages"
    ),
    "ho_so": (
        "month commune handling_level received online digitised with_fee fee_online on_time"
        " satisfied responses"
    ),
    "ho_so_cong_viec": "month level unit work_files work_files_online",
    "dich_vu_cong": "month eligible_procedures full_process_procedures",
    "kinh_te_so": (
        "year level unit digital_value_added grdp ecommerce_revenue retail_revenue smes"
        " smes_on_platform shop_units online_shops"
    ),
    "tap_huan": "training date level unit unit_name course topic attending",
    "ho_thon": "year commune commune_name village village_name households",
    "dan_so": (
        "year commune commune_name residents adults people_15plus working_age households"
        " villages insured population_base"
    ),
}
TEXTS = {
    *("group", "commune", "commune_name", "village", "village_name", "activity", "form", "topic"),
    *("training", "course", "unit_name"),
    *("state", "difficulties", "handling_level", "level", "unit", "population_base"),
}
DAYS = {"set_up", "closed", "date", "due", "sent"}
NEVER_EMPTY = {
    *("month", "year", "date", "set_up", "commune", "group", "members", "sessions", "people"),
    *("assists", "distinct_people", "first_uses", "received", "online", "work_files"),
}
CODE_LISTS = Path(__file__).parents[3] / "data" / "code_lists"
LEFT_OUT: dict[tuple[Path, str], list[int]] = {}  # directory, export → lines, once it was read
LEVELS = {"tinh": "province", "huyen": "district", "xa": "commune"}


def read(directory: Path, export: str) -> pd.DataFrame:
    """One export: months as "2024-07", days as "2024-07-31", empty cells as NaN or "".

    The index is the number of the line in the file.
    """
    names = COLUMNS[export].split()
    frame = pd.read_csv(
        directory / f"{export}.csv",
        sep=";",
        dtype=str,
        keep_default_na=False,
        encoding="utf-8-sig",
        engine="pyarrow",  # five times as fast as the default, on 1.4 million lines
    ).iloc[:, : len(names)]
    frame.columns = pd.Index(names)
    frame.index += 2  # the header is line 1
    usable = pd.Series(True, index=frame.index)
    for name in names:
        text = frame[name]
        if name not in TEXTS:
            frame[name] = _parsed(text, _reader(name))
            usable &= frame[name].notna() | (text == "")
        if name in NEVER_EMPTY:
            usable &= text != ""
        if name in ("form", "topic"):
            usable &= text.isin(_codes(name))
    usable &= _in_a_unit(frame)
    LEFT_OUT[directory, export] = list(frame.index[~usable])
    frame = frame[usable].copy()
    return frame.astype({"year": int}) if "year" in frame else frame


def _parsed(text: pd.Series, reader: Callable[[str], object]) -> pd.Series:
    """Every different text is read once: a column has few of them."""
    return text.map({cell: reader(cell) for cell in text.unique()})


def _reader(name: str) -> Callable[[str], object]:
    if name == "month":
        return lambda cell: _dated(cell, "%m/%Y", "%Y-%m")
    if name in DAYS:
        return lambda cell: _dated(cell, "%d/%m/%Y", "%Y-%m-%d") if cell else ""
    return _number


def _dated(cell: str, written: str, wanted: str) -> str | None:
    try:
        return datetime.strptime(cell, written).strftime(wanted)
    except ValueError:
        return None


def _number(cell: str) -> float:
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return float("nan")


def _codes(name: str) -> set[str]:
    with (CODE_LISTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"] for row in csv.DictReader(file)}


def _in_a_unit(frame: pd.DataFrame) -> pd.Series:
    """Whether the unit of each line is in force on its day."""
    code = next((name for name in ("commune", "unit") if name in frame), None)
    if code is None:
        return pd.Series(True, index=frame.index)
    day = frame[next(name for name in ("month", "date", "set_up", "year") if name in frame)]
    vintages = {one: _vintage(one) for one in day.unique()}
    level = frame["level"].map(LEVELS) if "level" in frame else "commune"
    known = {" ".join(key) for key in units.table()}
    return (day.map(vintages) + " " + level + " " + frame[code]).isin(known)


def _vintage(day: object) -> str:
    if day is None or day != day:
        return ""  # an unreadable day, of no vintage
    return units.in_force(day[:7] if isinstance(day, str) else f"{day:.0f}-12")

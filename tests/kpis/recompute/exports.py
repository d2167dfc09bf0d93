"""The exports as they lie on disk, read by other code than the warehouse's: plain csv."""

import csv
from pathlib import Path

import pandas as pd

COLUMNS = {  # export → its columns in file order
    "to_cong_nghe_so": "group commune commune_name village village_name set_up closed",
    "thanh_vien": "month commune group members women youth_union firm_staff trained",
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
    "dan_so": (
        "year commune commune_name residents adults people_15plus working_age households"
        " villages insured population_base"
    ),
}
TEXTS = {
    *("group", "commune", "commune_name", "village", "village_name", "activity", "form", "topic"),
    *("state", "difficulties", "handling_level", "level", "unit", "population_base"),
}
DAYS = {"set_up", "closed", "date", "due", "sent"}


def read(directory: Path, export: str) -> pd.DataFrame:
    """One export: months as "2024-07", days as "2024-07-31", empty cells as NaN or ""."""
    names = COLUMNS[export].split()
    with (directory / f"{export}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row[: len(names)] for row in csv.reader(file, delimiter=";")][1:]
    frame = pd.DataFrame(rows, columns=names, dtype=object)
    for name in names:
        if name == "month":
            frame[name] = [f"{text[3:]}-{text[:2]}" for text in frame[name]]
        elif name in DAYS:
            frame[name] = [f"{t[6:]}-{t[3:5]}-{t[:2]}" if t else "" for t in frame[name]]
        elif name == "year":
            frame[name] = [int(text) for text in frame[name]]
        elif name not in TEXTS:
            frame[name] = [float(t.replace(",", ".")) if t else float("nan") for t in frame[name]]
    return frame

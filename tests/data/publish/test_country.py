"""A tiny country, of two provinces with three communes each: its levels, its sums."""

import json
from pathlib import Path

import pytest

from data.demo.tables import EXPORTS
from tests.for_province import for_province

ROOT = Path(__file__).parents[3]
TOLD = """
name = "Nước thử"
formal = { vi = "Nước thử", en = "Test country" }
first_month = "2025-07"
levels = ["country", "province", "commune"]
"""
PROVINCES = {"01": ("10001", "10002", "10003"), "02": ("20001", "20002", "20003")}
# Adults, and those of them with a signature, by commune.
ADULTS = dict(zip(sum(PROVINCES.values(), ()), (100, 200, 300, 400, 500, 600), strict=True))
SIGNED = dict(zip(ADULTS, (10, 30, 60, 80, 125, 150), strict=True))


def name(code: str) -> str:
    """Of the first one a name of two words with a dash, as some communes have it."""
    return "Phường Bến - Chợ" if code == "10001" else f"Xã {code}"


@pytest.fixture
def country(tmp_path: Path) -> Path:
    folder = tmp_path / "nuoc-thu"
    folder.mkdir()
    (folder / "province.toml").write_text(TOLD, encoding="utf-8")
    for file in ("targets.toml", "boundaries.toml"):
        (folder / file).write_text("", encoding="utf-8")
    rows = [("country", "VN", "Nước thử", "Quốc gia", "")]
    for province, communes in PROVINCES.items():
        rows.append(("province", province, f"Tỉnh {province}", "Tỉnh", "VN"))
        rows += [
            ("commune", code, name(code), name(code).split()[0], province) for code in communes
        ]
    lines = [
        f"2025,{level},{code},{called},{kind},{above},2025-07-01,,,,"
        for level, code, called, kind, above in rows
    ]
    head = "vintage,level,code,name,type,parent_code,valid_from,valid_to,successor_code,straddles"
    text = "\n".join([f"{head},legal_act", *lines, ""])
    (folder / "units.csv").write_text(text, encoding="utf-8")
    return folder


def exports(directory: Path) -> Path:
    """All exports; those that are not asked for with their headers alone."""
    rows: dict[str, list[dict[str, object]]] = {
        "dan_so": [
            {"year": 2025, "commune_code": code, "commune_name": name(code), "villages": 2}
            | {"residents": 2 * adults, "people_15plus": adults, "working_age": adults}
            | {"households": adults, "insured": adults, "adults": adults}
            | {"population_base": "thuong_tru_binh_quan"}
            for code, adults in ADULTS.items()
        ],
        "su_dung_dich_vu": [
            {"month": "12/2025", "commune_code": code, "commune_name": name(code)}
            | {"e_signature_adults": signed}
            for code, signed in SIGNED.items()
        ],
        "ho_so_cong_viec": [
            {"month": "12/2025", "level": level, "unit_code": code}
            | {"work_files": 10, "work_files_online": 9}
            for level, code in (("nuoc", "VN"), ("tinh", "01"), ("tinh", "02"), ("xa", "10001"))
        ],
    }
    directory.mkdir()
    for export, headers in EXPORTS.items():
        lines = [";".join(headers.values())]
        for row in rows.get(export, []):
            lines.append(";".join(str(row.get(field, "")) for field in headers))
        (directory / f"{export}.csv").write_text("\n".join([*lines, ""]), encoding="utf-8-sig")
    return directory


def test_the_communes_add_up_to_provinces_and_these_to_the_country(
    tmp_path: Path, country: Path
) -> None:
    publish = ("-m", "tests.data.publish.of_country", tmp_path / "store")
    said = for_province(country, *publish, exports(tmp_path / "exports"), DX_WITHOUT_FORECASTS="1")
    told = json.loads(said.splitlines()[-1])
    assert list(told) == ["country", "province", "commune"]
    assert told["country"] == {"VN": [455, 2100]}
    assert told["province"] == {"01": [100, 600], "02": [355, 1500]}
    assert told["commune"] == {code: [SIGNED[code], ADULTS[code]] for code in ADULTS}

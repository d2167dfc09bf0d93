"""A meeting of three items, as large as real ones: all districts and all communes of 2022."""

from dataclasses import replace

import pandas as pd

from geo.map import served
from geo.map.breaks import class_breaks
from geo.province import province
from pages.briefs.frozen import Brief, Decided, FrozenMap, FrozenTable, FrozenView, Item
from pages.figures import palette
from pages.figures.choropleth import MapClass
from pages.figures.labels import placed
from pages.text import words as words_of
from pages.text.language import Language

VIETNAMESE = (
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
)
LINK = "https://dashboard.example.vn/map?kpi=online_dossier_share&level=commune&snapshot=g000001"
LACKING = {"not_reported": 3, "suppressed": 2, "no_boundary": 1}  # of the last units


def frozen_map(level: str, title: str = "", vintage: str = "2022", labels: int = 60) -> FrozenMap:
    """A map of a level: classes of made-up values, three reasons of missing ones, estimates."""
    units = served.map_units(vintage, level)
    values = amounts(units)
    breaks = class_breaks(values, k=5)
    members = breaks.class_of(values)
    colours = palette.classes(len(breaks.edges) - 1)
    classes = [
        MapClass(
            f"{low:.0f} đến dưới {high:.0f}%",
            colours[at],
            units["code"][members == at].to_list(),
        )
        for at, (low, high) in enumerate(zip(breaks.edges, breaks.edges[1:], strict=False))
    ]
    lacking = units["code"][values.isna()].to_list()
    for reason, count in LACKING.items() if level == "commune" else ():
        codes, lacking = lacking[:count], lacking[count:]
        label = f"{palette.HATCH_SIGN[reason]} {words_of.missing(reason, Language('vi'))}"
        classes.append(MapClass(label, palette.NO_VALUE, codes, reason))
    west, south, east, north = served.extent(units)
    bbox = (west - 0.02, south - 0.02, east + 0.02, north + 0.02)
    named = placed(units, bbox, 720, 500, 12 if level == "commune" else 15)[:labels]
    return FrozenMap(
        title=title,
        level=level,
        vintage=vintage,
        bbox=bbox,
        classes=tuple(classes),
        over={"estimate": (tuple(units["code"][:2]), "Ước tính: 2")},
        labels=tuple(named[["name", "lon", "lat"]].itertuples(index=False, name=None)),
        chosen=units["code"].iloc[3],
        source=served.web_boundaries(vintage, level).source_vi,
    )


def amounts(units: pd.DataFrame) -> pd.Series:
    """A made-up value for each unit, in tenths; the last six of many have none."""
    values = pd.Series([40 + (37 * at) % 551 / 10 for at in range(len(units))])
    return values.mask(values.index >= len(units) - 6) if len(units) > 20 else values


def frozen_table(level: str, vintage: str = "2022") -> FrozenTable:
    """The figures of the map, as a page writes them into its file."""
    units = served.map_units(vintage, level)
    rows = []
    for at, (name, code, value) in enumerate(
        zip(units["name"], units["code"], amounts(units), strict=True)
    ):
        told = "Chưa gửi (quá hạn)" if pd.isna(value) else value
        received = None if pd.isna(value) else 1000 + 13 * at
        rows.append(("Tháng 10/2026", code, name, received, told, "Số liệu trình diễn"))
    titles = ("Kỳ", "Mã", "Đơn vị", "Hồ sơ tiếp nhận trong kỳ", "Giá trị", "Ghi chú")
    return FrozenTable(titles, tuple(rows))


def frozen_view(level: str, maps: int = 1) -> FrozenView:
    """A view of a level with so many maps."""
    titles = [""] if maps == 1 else [f"Tháng {n}/2026" for n in range(1, maps + 1)]
    return FrozenView(
        page="map",
        selection={"kpi": "online_dossier_share", "snapshot": "g000001"},
        language="vi",
        title="Tỷ lệ hồ sơ nộp trực tuyến",
        sentences=(
            "Toàn tỉnh đạt 72,4% trong tháng 10/2026, tăng 4,1 điểm % so với cùng kỳ năm trước.",
            "6/10 huyện đạt chỉ tiêu 80%; thấp nhất là huyện Ý Yên với 51,8%.",
            "Nếu giữ nhịp hiện nay, chỉ tiêu năm 2030 nằm trong tầm với (khoảng 70%).",
            "Câu thứ tư không còn chỗ trong cuộc họp.",
        ),
        facts=(
            ("Kỳ", "Tháng 10/2026"),
            ("Đơn vị hành chính", "2022"),
            ("Nguồn", "Văn phòng UBND tỉnh, tệp ho_so.csv"),
            ("Số liệu đến", "31/10/2026"),
            ("Đơn vị có báo cáo", "220/226"),
        ),
        table=frozen_table(level),
        maps=tuple(frozen_map(level, title) for title in titles),
        is_demonstration=True,
    )


DECISIONS = (
    Decided(
        "Mỗi xã chậm tiến độ cử hai thành viên tổ công nghệ số trực tại bộ phận một cửa.",
        "UBND huyện Ý Yên",
        "30/11/2026",
        "Hồ sơ nộp trực tuyến · 9 xã",
        "70%",
    ),
    Decided("Gửi số liệu còn thiếu của 6 xã.", "Sở Khoa học và Công nghệ", "15/11/2026"),
)


def brief() -> Brief:
    """The meeting."""
    district = Item(
        title="Hồ sơ nộp trực tuyến theo huyện",
        heading="Dịch vụ công",
        question="Giao thêm chỉ tiêu cho bốn huyện dưới 60% hay giữ chỉ tiêu chung?",
        note="Lãnh đạo huyện Ý Yên phát biểu trước.",
        minutes="Các đại biểu thống nhất giao thêm chỉ tiêu.\nSở Tài chính góp ý về kinh phí.",
        view=frozen_view("district"),
        decisions=DECISIONS,
        link=LINK,
    )
    commune = replace(
        district,
        title="Hồ sơ nộp trực tuyến theo xã",
        question="",
        minutes="",
        view=frozen_view("commune"),
        decisions=(),
    )
    refused = Item(title="Thanh toán không dùng tiền mặt", refused="Chỉ số này không còn.")
    return Brief(
        name="Họp Ban Chỉ đạo chuyển đổi số quý IV năm 2026",
        date="14:00 ngày 05/11/2026",
        language="vi",
        day="2026-11-05",
        place=province().name,
        body=f"Ban Chỉ đạo chuyển đổi số {province().formal['vi']}",
        items=(district, commune, refused),
    )

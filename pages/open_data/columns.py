"""The columns of each open table: said once, for the API's description and the data package.

Types are those of Table Schema (https://specs.frictionlessdata.io/table-schema/).
"""

from dataclasses import dataclass
from typing import Any

from kpis.catalogue.kpi import Text
from kpis.catalogue.vocabulary import (
    Comparability,
    Confirmation,
    Counted,
    Direction,
    Frequency,
    Level,
    Missing,
    Unit,
)


@dataclass(frozen=True)
class Column:
    """A column: its name, its type in Table Schema, what it means.

    `values`: all that can stand there; `is_filled`: no cell is empty.
    """

    name: str
    type: str
    meaning: Text
    values: tuple[str, ...] = ()
    is_filled: bool = False


@dataclass(frozen=True)
class Table:
    """An open table: its columns, and those that tell its rows apart."""

    name: str
    meaning: Text
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """The names of its columns."""
        return [column.name for column in self.columns]


def text(name: str, meaning: Text, *values: str, is_filled: bool = True) -> Column:
    """A column of texts, in every row unless it says otherwise."""
    return Column(name, "string", meaning, values, is_filled)


LEVEL = text("level", Text("Cấp của đơn vị.", "Level of the unit."), *Level)
VINTAGE = text(
    "vintage",
    Text(
        "Bộ đơn vị hành chính mà dòng này được xem theo.",
        "Set of administrative units that the row is seen on.",
    ),
)
MADE_UP = Column(
    "is_demonstration",
    "boolean",
    Text(
        "true: số liệu trình diễn, không có thật.",
        "true: the figures are invented, for demonstration.",
    ),
    (),
    True,
)
OF_A_SIDE = Text(
    "Tổng của các đơn vị gốc có đủ tử số và mẫu số; trống nếu không biết.",
    "Sum over the base units that have both sides; empty where nothing is known.",
)
READINGS = Table(
    "readings",
    Text(
        "Mỗi dòng là một chỉ số, một đơn vị, một kỳ; dòng không có giá trị thì ghi lý do.",
        "A reading an indicator, unit and period; one without a value says why.",
    ),
    (
        text("kpi", Text("Chỉ số: mã trong danh mục.", "Indicator: an id of the catalogue.")),
        text(
            "unit",
            Text(
                "Đơn vị tính của giá trị; percent là 0–100.",
                "What the value is measured in; percent is 0–100.",
            ),
            *Unit,
        ),
        LEVEL,
        VINTAGE,
        text(
            "area_code",
            Text(
                "Mã đơn vị; cùng với cấp và bộ đơn vị mới xác định một đơn vị.",
                "Code of the unit; it names a unit together with level and vintage.",
            ),
        ),
        text("area_name", Text("Tên đơn vị.", "Name of the unit.")),
        text(
            "period",
            Text("Kỳ: 2026-10, 2026-Q3, 2026-H1 hoặc 2026.", "2026-10, 2026-Q3, 2026-H1 or 2026."),
        ),
        Column("numerator", "number", OF_A_SIDE),
        Column("denominator", "number", OF_A_SIDE),
        Column(
            "value",
            "number",
            Text(
                "Tử số ÷ mẫu số × 100, 1000 hoặc 1, tùy đơn vị tính.",
                "numerator ÷ denominator × 100, 1000 or 1, by the unit.",
            ),
        ),
        text(
            "missing_reason",
            Text(
                "Lý do không có giá trị; không bao giờ là số 0.",
                "Why there is no value; never zero.",
            ),
            *Missing,
            is_filled=False,
        ),
        Column(
            "is_estimate",
            "boolean",
            Text(
                "true: ước tính, vì có đơn vị bị chia tách.",
                "true: parts of divided units were apportioned.",
            ),
            (),
            True,
        ),
        text(
            "comparability",
            Text(
                "Số liệu được đưa về đơn vị này như thế nào.", "How the reading came onto the unit."
            ),
            *Comparability,
            is_filled=False,
        ),
        Column(
            "units_reported",
            "integer",
            Text("Số đơn vị gốc đã báo cáo.", "Base units that reported."),
            (),
            True,
        ),
        Column(
            "units_expected",
            "integer",
            Text("Số đơn vị gốc phải báo cáo.", "Base units that were to report."),
            (),
            True,
        ),
        Column(
            "reported_month",
            "date",
            Text(
                "Ngày đầu của tháng cuối cùng được dùng.",
                "First day of the last month that is used.",
            ),
        ),
        MADE_UP,
    ),
    ("kpi", "level", "vintage", "area_code", "period"),
)
UNITS = Table(
    "units",
    Text(
        "Đơn vị hành chính: xác định bằng bộ đơn vị, cấp và mã.",
        "Administrative units: a unit is a vintage, a level and a code.",
    ),
    (
        VINTAGE,
        LEVEL,
        text("code", Text("Mã đơn vị.", "Code of the unit.")),
        text("name", Text("Tên kèm loại đơn vị.", "Name with its type.")),
        text("type", Text("Loại: xã, phường, huyện …", "Type: xã, phường, huyện …")),
        text(
            "parent_code",
            Text("Đơn vị cấp trên, cùng bộ đơn vị.", "Unit above it, of the same vintage."),
            is_filled=False,
        ),
        text("parent_name", Text("Tên đơn vị cấp trên.", "Name of that unit."), is_filled=False),
        Column("valid_from", "date", Text("Ngày bắt đầu có hiệu lực.", "First day in force.")),
        Column(
            "valid_to",
            "date",
            Text(
                "Ngày cuối có hiệu lực; trống: đang có hiệu lực.",
                "Last day in force; empty: still in force.",
            ),
        ),
        text(
            "successor_code",
            Text(
                "Đơn vị của bộ sau đã nhận đơn vị này.",
                "Units of the next vintage that took it in.",
            ),
            is_filled=False,
        ),
        text("legal_act", Text("Văn bản thành lập.", "Act that set it up."), is_filled=False),
    ),
    ("vintage", "level", "code"),
)
CROSSWALK = Table(
    "crosswalk",
    Text(
        "Đơn vị của bộ này chứa bao nhiêu phần của đơn vị ở bộ khác.",
        "Which unit of a vintage holds how much of a unit of another.",
    ),
    (
        LEVEL,
        text(
            "source_vintage", Text("Bộ đơn vị nguồn.", "Vintage of the unit that is carried over.")
        ),
        text("source_code", Text("Mã đơn vị nguồn.", "Its code.")),
        text("target_vintage", Text("Bộ đơn vị đích.", "Vintage that it is carried to.")),
        text(
            "target_code",
            Text(
                "Đơn vị đích chứa một phần của đơn vị nguồn.",
                "Unit of that vintage that holds a part of it.",
            ),
        ),
        Column(
            "weight",
            "number",
            Text(
                "Tỷ lệ dân số, 0–1; trống: không xác định được.",
                "Share of its people, 0–1; empty: nobody can tell.",
            ),
        ),
        Column(
            "is_whole",
            "boolean",
            Text("true: toàn bộ, không phải chia.", "true: all of it, nothing is apportioned."),
            (),
            True,
        ),
    ),
    ("level", "source_vintage", "source_code", "target_vintage", "target_code"),
)
CATALOGUE = Table(
    "catalogue",
    Text("Các chỉ số: mỗi chỉ số là gì.", "The indicators: what each one is."),
    (
        text("kpi", Text("Mã chỉ số.", "Id of the indicator.")),
        text("group", Text("Mã nhóm chỉ số.", "Id of its group.")),
        text("name_vi", Text("Tên tiếng Việt.", "Name in Vietnamese.")),
        text("name_en", Text("Tên tiếng Anh.", "Name in English.")),
        text("definition_vi", Text("Định nghĩa bằng tiếng Việt.", "Definition in Vietnamese.")),
        text("definition_en", Text("Định nghĩa bằng tiếng Anh.", "Definition in English.")),
        text("unit", Text("Đơn vị tính.", "What the value is measured in."), *Unit),
        text("direction", Text("Chiều nào là tốt hơn.", "Which way is better."), *Direction),
        text(
            "frequency",
            Text("Nguồn được cập nhật bao lâu một lần.", "How often its source is renewed."),
            *Frequency,
        ),
        text(
            "levels",
            Text(
                "Các cấp được tính, cách nhau bằng dấu cách.",
                "Levels at which it is measured, with spaces between.",
            ),
        ),
        text("breakdown", Text("Có thể tách theo.", "What it can be split by."), is_filled=False),
        text(
            "numerator_vi",
            Text("Tử số đếm gì, bằng tiếng Việt.", "What the numerator counts, in Vietnamese."),
        ),
        text(
            "numerator_en",
            Text("Tử số đếm gì, bằng tiếng Anh.", "What the numerator counts, in English."),
        ),
        text(
            "denominator_vi",
            Text("Mẫu số đếm gì, bằng tiếng Việt.", "What the denominator counts, in Vietnamese."),
        ),
        text(
            "denominator_en",
            Text("Mẫu số đếm gì, bằng tiếng Anh.", "What the denominator counts, in English."),
        ),
        text(
            "counts",
            Text(
                "Tử số đếm gì: người dân thì số quá nhỏ được ẩn.",
                "What the numerator counts: of people small numbers are hidden.",
            ),
            *Counted,
        ),
        text(
            "source",
            Text(
                "Bảng nguồn và hai phép tính tổng.",
                "Table that it is computed from, and the two sums.",
            ),
        ),
        text(
            "legal_basis",
            Text(
                "Văn bản làm căn cứ, cách nhau bằng “; ”.",
                "Acts that ask for it, with “; ” between.",
            ),
            is_filled=False,
        ),
        text(
            "confirmation",
            Text(
                "Mức độ xác nhận từ văn bản đã công bố.",
                "How far it is known from a published source.",
            ),
            *Confirmation,
        ),
    ),
    ("kpi",),
)
TARGETS = Table(
    "targets",
    Text(
        "Chỉ tiêu của các chỉ số cho toàn tỉnh.", "The targets of the indicators for the province."
    ),
    (
        text("kpi", Text("Mã chỉ số.", "Id of the indicator.")),
        Column(
            "year",
            "integer",
            Text("Năm phải đạt (cuối năm).", "Year at whose end it is due."),
            (),
            True,
        ),
        Column(
            "value",
            "number",
            Text("Mức phải đạt; trống nếu là khoảng.", "What is to be reached; empty for a range."),
        ),
        Column("min", "number", Text("Đầu dưới của khoảng.", "Lower end of a range.")),
        Column("max", "number", Text("Đầu trên của khoảng.", "Upper end of a range.")),
        text(
            "status",
            Text(
                "Mức độ xác nhận của chỉ tiêu từ văn bản đã công bố.",
                "How far the target is known from a published source.",
            ),
            *Confirmation,
        ),
        text("source", Text("Văn bản có chỉ tiêu.", "Where it stands.")),
    ),
    ("kpi", "year"),
)
TABLES = (READINGS, UNITS, CROSSWALK, CATALOGUE, TARGETS)


def both(said: Text) -> str:
    """A text in both languages, for a description that nobody chooses a language of."""
    return f"{said.vi} · {said.en}"


def table_schema(table: Table) -> dict[str, Any]:
    """A table as Table Schema says it."""
    fields = []
    for column in table.columns:
        limits: dict[str, Any] = {"required": True} if column.is_filled else {}
        if column.values:
            limits["enum"] = [str(value) for value in column.values]
        field: dict[str, Any] = {"name": column.name, "type": column.type}
        field["description"] = both(column.meaning)
        fields.append({**field, "constraints": limits} if limits else field)
    return {"fields": fields, "primaryKey": list(table.key), "missingValues": [""]}

"""The sentences about figures, read back: what each says, as it was written; another is an error.

And what the KPI layer says of the same units, in the same form, by a way of its own.
"""

import re
from collections import Counter
from decimal import ROUND_HALF_EVEN, Decimal

import pandas as pd

from kpis.catalogue.catalogue import Kpi, load
from kpis.measure.readings import measure
from kpis.periods import Period
from kpis.progress.progress import progress
from pages.text import words
from pages.text.formats import DECIMALS
from pages.text.language import Language

VI = Language("vi")
NUMBER = r"−?\d[\d.]*(?:,\d+)?"
VALUE = rf"(?:≈ )?{NUMBER}%?"
UNITS = "xã, phường|huyện, thành phố|đơn vị"
NAMED = rf".+? \({VALUE}\)"
FORMS = {
    "moved": rf"(?P<area>[^:]+): (?P<value>{VALUE}), (?:(?P<way>tăng|giảm) (?P<by>{NUMBER})"
    r"(?: điểm %)?|không đổi) so với (?P<earlier>[^.:;]+)\.",
    "alone": rf"(?P<area>[^:]+): (?P<value>{VALUE}); (?P<earlier>.+) không có số liệu để so sánh\.",
    "none": r"(?P<area>[^:]+): chưa có số liệu \((?P<reason>.+)\)\.",
    "target": rf"(?P<met>\d+)/(?P<of>\d+) (?:{UNITS}) đạt chỉ tiêu (?:(?P<goal>[\d.,–%]+) của năm|"
    r"của mình cho năm) (?P<year>\d{4})(?: \((?P<mark>[^)]+)\))?"
    r"(?:; (?P<lacking>\d+) đơn vị chưa đủ số liệu)?\.",
    "edges": rf"Cao nhất: (?P<high>{NAMED}); thấp nhất: (?P<low>{NAMED})\.",
    "alike": rf"Cả (?P<of>\d+) đơn vị có số liệu đều là (?P<value>{VALUE})\.",
    "reports": rf"(?P<known>\d+)/(?P<of>\d+) (?:{UNITS}) có số liệu(?P<why>(?:; [^:;]+: \d+)*)\.",
}


def read_back(text: str) -> dict[str, object]:
    """What a sentence says, with its `form`; ValueError for one that is of no known form."""
    found = [(form, re.fullmatch(pattern, text)) for form, pattern in FORMS.items()]
    forms = [(form, match.groupdict()) for form, match in found if match]
    if len(forms) != 1:
        raise ValueError(f"{len(forms)} forms: {text}")
    ((form, said),) = forms
    if form == "edges":
        said = {end: _units(said[end]) for end in ("high", "low")}
    if form == "reports":
        said["why"] = dict(part.rsplit(": ", 1) for part in said["why"].split("; ")[1:])
    return {"form": form, **said}


def _units(text: str) -> tuple[tuple[str, ...] | str, str]:
    """Units of one value: their names, or how many they are."""
    names, value = re.fullmatch(rf"(.+?) \(({VALUE})\)", text).groups()
    return (names if names.endswith(" đơn vị") else tuple(re.split(", | và ", names))), value


def rounded(value: float, unit: str) -> Decimal:
    """A value with the decimals of its unit."""
    places = Decimal(1).scaleb(-DECIMALS[unit])
    return Decimal(repr(float(value))).quantize(places, ROUND_HALF_EVEN)


def number(value: Decimal) -> str:
    """As Vietnamese writes it: 1.234,5."""
    return f"{value:,f}".translate(str.maketrans(",.", ".,")).replace("-", "−")


def amount(row: dict, unit: str) -> str:
    """The value of a reading as it is written."""
    sign = "≈ " if row["comparability"] == "estimated" else ""
    return sign + number(rounded(row["value"], unit)) + ("%" if unit == "percent" else "")


def of_whole(con, kpi: Kpi, level: str, code: str, vintage: str, earlier: str, area: str) -> dict:
    """What is to be said of one area: its value, and how it moved since an earlier period."""
    pair = [Period.parse(one) for one in (code, earlier)]
    rows = pd.concat(measure(con, kpi, level, [one], vintage) for one in pair)
    rows = rows[rows["area_code"] == area] if area else rows
    name = str(rows["area_name"].iloc[0]) if area else "Toàn tỉnh"
    now, before = rows.to_dict("records")
    if pd.isna(now["value"]):
        why = words.missing(now["missing_reason"], VI).lower()
        return {"form": "none", "area": name, "reason": why}
    said = {"area": name, "value": amount(now, kpi.unit), "earlier": named(earlier)}
    if pd.isna(before["value"]):
        return {"form": "alone", **said}
    moved = rounded(now["value"], kpi.unit) - rounded(before["value"], kpi.unit)
    way = {1: "tăng", -1: "giảm"}.get((moved > 0) - (moved < 0))
    return {"form": "moved", **said, "way": way, "by": number(abs(moved)) if moved else None}


def named(code: str) -> str:
    """A month, quarter or year within a sentence."""
    if "-Q" in code:
        return f"quý {code[-1]}/{code[:4]}"
    return f"tháng {code[5:]}/{code[:4]}" if "-" in code else f"năm {code}"


def of_target(rows: pd.DataFrame, kpi: Kpi) -> dict | None:
    """What is to be said of units and their targets of a year, of rows of `progress`."""
    known = rows[rows["status"].notna() & rows["target"].notna()]
    if known.empty:
        return None
    status = Counter(known["status"])
    goals = known[["target", "target_max"]].drop_duplicates()
    goal = None
    if len(goals) == 1:
        ends = [Decimal(repr(float(end))).normalize() for end in goals.iloc[0].dropna()]
        goal = "–".join(number(end.quantize(Decimal(1)) if end % 1 == 0 else end) for end in ends)
        goal += "%" if kpi.unit == "percent" else ""
    marks = set(known["target_status"].dropna()) - {"confirmed"}
    mark = (
        words.confirmation(marks.pop(), VI)
        if len(set(known["target_status"])) == 1 and marks
        else None
    )
    lacking = status["insufficient"]
    return {
        "form": "target", "met": str(status["met"]), "of": str(len(known) - lacking), "goal": goal,
        "year": str(int(known["target_year"].iloc[0])), "mark": mark,
        "lacking": str(lacking) if lacking else None,
    }  # fmt: skip


def of_edges(rows: pd.DataFrame, kpi: Kpi) -> dict | None:
    """What is to be said of the highest and the lowest of readings."""
    known = rows[rows["value"].notna()]
    texts = [rounded(value, kpi.unit) for value in known["value"]]
    if len(set(texts)) < 2:
        if len(texts) < 2:
            return None
        value = number(texts[0]) + ("%" if kpi.unit == "percent" else "")
        return {"form": "alike", "of": str(len(texts)), "value": value}
    ends = []
    for edge in (max(texts), min(texts)):
        at_it = known[[text == edge for text in texts]].to_dict("records")
        names = tuple(row["area_name"] for row in at_it)
        signs = {row["comparability"] for row in at_it}
        row = at_it[0] | ({} if len(signs) == 1 else {"comparability": "exact"})
        ends.append((names if len(names) < 4 else f"{len(names)} đơn vị", amount(row, kpi.unit)))
    return {"form": "edges", "high": ends[0], "low": ends[1]}


def of_reports(rows: pd.DataFrame) -> dict:
    """What is to be said of how many units have a value."""
    lacking = Counter(rows.loc[rows["value"].isna(), "missing_reason"])
    why = {words.missing(reason, VI).lower(): str(count) for reason, count in lacking.items()}
    if estimates := int((rows["comparability"] == "estimated").sum()):
        why["trong đó ước tính"] = str(estimates)
    known = str(int(rows["value"].notna().sum()))
    return {"form": "reports", "known": known, "of": str(len(rows)), "why": why}


def expected(con, asked: dict[str, str]) -> list[dict]:
    """All that is to be said of a view with one indicator: `kpi`, `level`, `period`, `vintage`,
    `year`, `compare`, `district`; in the order in which it is said."""
    kpi, level, code, vintage = (
        load()[asked["kpi"]],
        asked["level"],
        asked["period"],
        asked["vintage"],
    )
    period, district = Period.parse(code), asked.get("district", "") if level == "commune" else ""
    earlier = period.same_last_year() if asked["compare"] == "year" else period.previous()
    said, whole = [], "district" if district else "province"
    if whole in kpi.levels:
        said.append(of_whole(con, kpi, whole, code, vintage, earlier.code, district))
    if level == "province":
        return said
    rows = measure(con, kpi, level, [period], vintage)
    aims = progress(con, kpi, level, period, vintage)
    if district:
        rows, aims = (one[one["parent_code"] == district] for one in (rows, aims))
    aims = aims[aims["target_year"] == int(asked["year"])]
    return [*said, *filter(None, [of_target(aims, kpi), of_edges(rows, kpi), of_reports(rows)])]

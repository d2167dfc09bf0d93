"""Targets of single districts and communes (export chi_tieu); all of them invented."""

from datetime import date

import numpy as np

from data.demo import months
from data.demo.months import vintage_of
from data.demo.places import Places
from data.demo.scope import Scope
from data.demo.tables import Table

Plan = tuple[date, int, str, int, dict[str, tuple[int, int]]]
# Issued on, year, level, how many areas (0: all districts), KPI → (lowest, highest value).
PLANS: tuple[Plan, ...] = (
    (
        date(2023, 3, 15), 2023, "huyen", 0,
        {"online_dossier_share": (45, 60), "eid_level2_share": (30, 60),
         "e_signature_share": (5, 9)},
    ),
    (
        date(2024, 2, 20), 2024, "xa", 16,
        {"online_dossier_share": (60, 72), "smartphone_adult_share": (80, 88)},
    ),
    (
        date(2025, 2, 14), 2025, "huyen", 0,
        {"online_dossier_share": (76, 86), "online_service_users": (38, 48),
         "e_signature_share": (25, 50)},
    ),
    (
        date(2025, 8, 29), 2025, "xa", 18,
        {"online_dossier_share": (75, 88), "online_service_users": (38, 50),
         "eid_level2_share": (85, 95), "smartphone_adult_share": (85, 92)},
    ),
    (
        date(2026, 3, 10), 2026, "xa", 12,
        {"e_signature_share": (35, 55), "online_service_users": (45, 58),
         "smartphone_adult_share": (88, 94)},
    ),
)  # fmt: skip


# In a country, whose parts are provinces.
OF_PROVINCES: tuple[Plan, ...] = (
    (
        date(2025, 9, 12), 2025, "tinh", 0,
        {"online_dossier_share": (70, 85), "e_signature_share": (20, 40)},
    ),
    (
        date(2026, 2, 27), 2026, "tinh", 0,
        {"online_dossier_share": (78, 92), "online_service_users": (42, 56),
         "e_signature_share": (32, 52)},
    ),
)  # fmt: skip


def table(rng: np.random.Generator, places: Places, scope: Scope) -> Table:
    """chi_tieu: a row for each area and KPI of a plan; values in percent, steps of one half."""
    columns: Table = {
        name: []
        for name in (
            "kpi", "level", "unit_code", "year", "target_value", "issued_date", "decision",
        )
    }  # fmt: skip
    for number, (issued, year, level, count, values) in enumerate(_plans()):
        vintage = vintage_of(issued)
        of_parts = level == months.PART
        units = places.districts[vintage] if of_parts else places.units[vintage]
        kept = (scope.districts if of_parts else scope.units)(places, vintage)
        chosen = np.sort(rng.permutation(len(units))[: count or len(units)])
        for kpi, (low, high) in values.items():
            drawn = rng.integers(2 * low, 2 * high + 1, len(chosen))
            for unit, half in zip(chosen, drawn.tolist(), strict=True):
                if not kept[unit] or issued > scope.as_of:
                    continue
                text = f"{half // 2},5" if half % 2 else str(half // 2)
                cells = (kpi, level, units[unit], year, text, months.day_label(issued))
                plan = f"Kế hoạch (trình diễn) {12 + 7 * number + int(unit)}/KH"
                for name, cell in zip(columns, (*cells, plan), strict=True):
                    columns[name].append(cell)
    return columns


def _plans() -> list[Plan]:
    """Those that speak of units there are, at their day of issue."""
    plans = [*PLANS, *OF_PROVINCES] if months.PART == "tinh" else [*PLANS]
    levels = (months.PART, months.COMMUNE)
    return [plan for plan in plans if plan[0] >= months.BEGINS[0] and plan[2] in levels]

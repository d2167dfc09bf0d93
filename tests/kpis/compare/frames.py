"""Readings as `kpis.measure.readings.measure` gives them, of units that a test invents."""

import pandas as pd


def readings(
    units: dict[str, tuple[float, float] | None], scale: int = 100, vintage: str = "2025"
) -> pd.DataFrame:
    """One row a unit of (numerator, denominator); None for one that sent nothing."""
    rows = []
    for code, sides in units.items():
        top, bottom = sides or (None, None)
        rows.append(
            {
                "vintage": vintage,
                "area_code": code,
                "area_name": f"Xã {code}",
                "numerator": top,
                "denominator": bottom,
                "value": scale * top / bottom if sides and bottom else None,
                "missing_reason": None if sides and bottom else "not_reported",
                "comparability": "exact" if sides else None,
            }
        )
    sides = ["numerator", "denominator", "value"]
    return pd.DataFrame(rows).astype(dict.fromkeys(sides, "float64"))

"""The names of units: short on a map, told apart where two units share one."""

import pandas as pd


def told_apart(rows: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """Readings in which a name that two units of a vintage share is followed by the district's.

    `units` is mart_unit.
    """
    shared = units[units.duplicated(["vintage", "level", "name"], keep=False)]
    districts = units[units["level"] == "district"].set_index(["vintage", "code"])["name"]
    words = {
        (unit.vintage, unit.level, unit.code): f"{unit.name} ({short_name(districts[key])})"
        for unit in shared[shared["level"] == "commune"].itertuples(index=False)
        for key in [(unit.vintage, unit.parent_code)]
    }
    keys = zip(rows["vintage"], rows["level"], rows["area_code"], strict=True)
    names = [words.get(key, n) for key, n in zip(keys, rows["area_name"], strict=True)]
    return rows.assign(area_name=names)


def short_name(name: str) -> str:
    """A unit's name without its type, and without "(cũ)", as a map writes it."""
    for prefix in ("Thành phố ", "Thị trấn ", "Phường ", "Huyện ", "Xã "):
        name = name.removeprefix(prefix)
    return name.removesuffix(" (cũ)")

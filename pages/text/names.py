"""The names of units: short on a map, told apart where two units share one."""

import pandas as pd

Doubles = dict[tuple[str, str, str], str]  # vintage, level and code → the name with the district's


def doubles(units: pd.DataFrame) -> Doubles:
    """The communes of `units` (mart_unit) that share their name with another of their vintage."""
    shared = units[units.duplicated(["vintage", "level", "name"], keep=False)]
    districts = units[units["level"] == "district"].set_index(["vintage", "code"])["name"]
    return {
        (unit.vintage, unit.level, unit.code): f"{unit.name} ({short_name(districts[key])})"
        for unit in shared[shared["level"] == "commune"].itertuples(index=False)
        for key in [(unit.vintage, unit.parent_code)]
    }


def told_apart(rows: pd.DataFrame, names: Doubles) -> pd.DataFrame:
    """Readings in which a name that two units of a vintage share is followed by the district's."""
    keys = zip(rows["vintage"], rows["level"], rows["area_code"], strict=True)
    told = [names.get(key, n) for key, n in zip(keys, rows["area_name"], strict=True)]
    return rows.assign(area_name=told)


def short_name(name: str) -> str:
    """A unit's name without its type, and without "(cũ)", as a map writes it."""
    for prefix in ("Thành phố ", "Thị trấn ", "Phường ", "Huyện ", "Xã "):
        name = name.removeprefix(prefix)
    return name.removesuffix(" (cũ)")

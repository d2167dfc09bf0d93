"""The folder of the province in force, and the levels of the units in it.

DX_PROVINCE names a folder of geo/provinces, or one elsewhere by its path; without it
geo/provinces/default.txt does. `python -m geo province` says in words what is wrong with one.
"""

import os
import tomllib
from pathlib import Path

PROVINCES = Path(__file__).parents[1] / "geo" / "provinces"
TOLD = "province.toml"


def folder() -> Path:
    """The folder, which need not be there."""
    default = (PROVINCES / "default.txt").read_text(encoding="utf-8").strip()
    return PROVINCES / (os.environ.get("DX_PROVINCE") or default)


def _levels(path: Path) -> tuple[str, str, str]:
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        whole, part, commune = told.get("levels", ("province", "district", "commune"))
    except (OSError, ValueError):  # refused, in words, by whoever reads the rest of that file
        return "province", "district", "commune"
    return whole, part, commune


# From the whole down, as the folder says that DX_PROVINCE named when this was imported: a province,
# its districts and communes, or a country, its provinces and communes.
LEVELS = WHOLE, PART, COMMUNE = _levels(folder() / TOLD)

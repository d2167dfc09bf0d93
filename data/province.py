"""The folder of the province, as this library reads it: units, first month, other names, targets.

DX_PROVINCE names a folder of geo/provinces, or one elsewhere by its path; without it
geo/provinces/default.txt does. `python -m geo province` says in words what is wrong with one.
"""

import os
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from data.refusal import Bilingual, RefusedError

ROOT = Path(__file__).parents[1]
PROVINCES = ROOT / "geo" / "provinces"
VARIABLE = "DX_PROVINCE"
DEFAULT = (PROVINCES / "default.txt").read_text(encoding="utf-8").strip()
FOLDER = PROVINCES / (os.environ.get(VARIABLE) or DEFAULT)  # an absolute path stays as it is
IS_DEFAULT = FOLDER == PROVINCES / DEFAULT
DECIDING = ("province.toml", "targets.toml")  # of the folder, beside the units: for the recipe


@cache
def told() -> dict[str, Any]:
    """What province.toml says; RefusedError where it cannot be read."""
    return _table("province.toml")


@cache
def own_targets() -> dict[str, Any]:
    """By indicator the stanza with the targets that the province set for itself.

    RefusedError where they cannot be read.
    """
    return _table("targets.toml")


@cache
def levels() -> tuple[str, str, str]:
    """The levels of its units from the whole down: those of a province, or of a country.

    RefusedError where province.toml cannot be read; `python -m geo province` checks what it says.
    """
    whole, part, commune = told().get("levels", ("province", "district", "commune"))
    return whole, part, commune


def has_demonstration() -> bool:
    """Whether demonstration data can be made: only where the folder says what they are like."""
    return (FOLDER / "demonstration.toml").is_file()


def _table(name: str) -> dict[str, Any]:
    path = FOLDER / name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RefusedError(
            path,
            Bilingual(
                f"thư mục của tỉnh không dùng được ({VARIABLE} chỉ thư mục này).",
                f"the folder of the province is no use ({VARIABLE} names it): {error}",
            ),
            Bilingual(
                "Chạy “python -m geo province” để biết chỗ sai.",
                "Run `python -m geo province`, which says what is wrong with it.",
            ),
        ) from error

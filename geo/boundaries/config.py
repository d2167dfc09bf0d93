"""Which official files are used: those in boundaries.toml of the province, or in DX_BOUNDARIES."""

import os
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from geo.errors import GeoError
from geo.province import folder
from geo.units import table as units

PROJECT = Path(__file__).resolve().parents[2]
FILE = "boundaries.toml"
VARIABLE = "DX_BOUNDARIES"
FIELDS = ("code_field", "name_field")  # at least one of them
OPTIONAL = ("district_field", "layer", "where", "crs", "encoding", "source_vi", "source_en")
KEYS = ("file", *FIELDS, *OPTIONAL)


@dataclass(frozen=True)
class OfficialFile:
    """One file of official boundaries for one vintage and level.

    Its rows are told by the column of codes, or without one by that of names, in which a column of
    districts tells namesakes apart. With both, the names must agree with the codes.
    """

    vintage: str
    level: str
    path: Path
    code_field: str | None
    layer: str | None
    where: str | None
    crs: str | None
    source_vi: str
    source_en: str
    name_field: str | None = None
    district_field: str | None = None
    encoding: str | None = None

    @property
    def is_shapefile(self) -> bool:
        """Whether its texts lie in a table that need not say how they are encoded."""
        return self.path.suffix.lower() == ".shp"

    def parts(self) -> list[Path]:
        """The file and, of a Shapefile, what lies beside it: what a change of it may change."""
        if self.is_shapefile:
            return sorted(self.path.parent.glob(f"{self.path.stem}.*"))
        return [self.path]


def config_path() -> Path:
    """The configuration in force: DX_BOUNDARIES if it is set, else that of the province."""
    return Path(os.environ.get(VARIABLE) or folder() / FILE)


def official_files(path: Path | None = None) -> list[OfficialFile]:
    """The files that the configuration names, none by default.

    GeoError, with the configuration's path, for a missing file, an unknown key (with the nearest
    valid one) or a missing one.
    """
    path = path or config_path()
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise GeoError(f"The configuration of boundaries {path} cannot be read: {error}") from error
    files = []
    for vintage, levels in content.items():
        _known(path, "vintage", vintage, units.VINTAGES)
        for level, entry in _table(path, vintage, levels).items():
            _known(path, "level", level, units.LEVELS)
            files.append(_official(path, vintage, level, _table(path, level, entry)))
    return files


def _official(path: Path, vintage: str, level: str, entry: dict[str, Any]) -> OfficialFile:
    place = f"[{vintage}.{level}]"
    for key, value in entry.items():
        _known(path, f"key in {place}", key, KEYS)
        if not isinstance(value, str):
            raise GeoError(f"{path}: {place} {key} must be a text in quotes, not {value!r}.")
    if not entry.get("file"):
        raise GeoError(f'{path}: {place} needs a line file = "...".')
    if not any(entry.get(key) for key in FIELDS):
        raise GeoError(f'{path}: {place} needs a line code_field = "..." or name_field = "...".')
    file = PROJECT / entry["file"]  # an absolute path stays as it is
    if not file.is_file():
        raise GeoError(f"{path}: {place} names {file}, which does not exist.")
    return OfficialFile(
        vintage,
        level,
        file,
        entry.get("code_field") or None,
        layer=entry.get("layer"),
        where=entry.get("where"),
        crs=entry.get("crs"),
        source_vi=entry.get("source_vi") or f"Ranh giới: tệp {file.name}",
        source_en=entry.get("source_en") or f"Boundaries: file {file.name}",
        name_field=entry.get("name_field") or None,
        district_field=entry.get("district_field") or None,
        encoding=entry.get("encoding") or None,
    )


def _table(path: Path, name: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise GeoError(f"{path}: {name} must be a table such as [2025.commune].")
    return value


def _known(path: Path, what: str, word: str, words: tuple[str, ...]) -> None:
    if word not in words:
        near = get_close_matches(word, words, n=1)
        hint = f"did you mean {near[0]}?" if near else f"it is one of {', '.join(words)}."
        raise GeoError(f"{path}: unknown {what}: {word}; {hint}")

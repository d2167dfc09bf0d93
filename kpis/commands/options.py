"""What the options of several commands have in common, and how a wrong one is refused."""

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

import numpy as np

from kpis.catalogue.vocabulary import Level
from kpis.errors import nearest
from kpis.periods import EXAMPLES

Commands = Any  # what add_subparsers returns: argparse does not name its type
FORMATS = ("csv", "json")


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, as every other refusal; the usage is what --help is for."""

    def error(self, message: str) -> NoReturn:
        """Ends the program with 2 and the message."""
        self.exit(2, f"kpis: {message} (see {self.prog} --help)\n")


def one_of(words: Iterable[str]) -> Callable[[str], str]:
    """A reader of an argument that may be one of some words, and names the nearest otherwise."""
    valid = [str(word) for word in words]

    def word(text: str) -> str:
        if text not in valid:
            raise argparse.ArgumentTypeError(f"not “{text}”. {nearest(text, valid)}")
        return text

    return word


def finite(text: str) -> float:
    """A reader of an argument that is a number."""
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not np.isfinite(number):
        raise argparse.ArgumentTypeError(f"not “{text}”: a number is needed, such as 80.")
    return number


def add_format(parser: argparse.ArgumentParser) -> None:
    """csv or json."""
    parser.add_argument(
        "--format", metavar="FORMAT", type=one_of(FORMATS), default="csv", help="csv or json"
    )


def add_store(parser: argparse.ArgumentParser) -> None:
    """Another store than that of the environment."""
    parser.add_argument("--store", type=Path, help="default: DX_STORE, else the project's store")


def add_level(parser: argparse.ArgumentParser) -> None:
    """The level of the units; it has to be named."""
    parser.add_argument(
        "--level", required=True, metavar="LEVEL", type=one_of(Level), help=", ".join(Level)
    )


def add_period(parser: argparse.ArgumentParser) -> None:
    """The period; it has to be named."""
    parser.add_argument("--period", required=True, metavar="PERIOD", help=EXAMPLES)


def add_vintage(parser: argparse.ArgumentParser) -> None:
    """The vintage of the units that are shown."""
    parser.add_argument("--vintage", help="units of this vintage (default: those then in force)")


def add_breakdown(parser: argparse.ArgumentParser) -> None:
    """One topic of what can be split by topics."""
    parser.add_argument("--breakdown", metavar="TOPIC", help="only this topic (default: all)")

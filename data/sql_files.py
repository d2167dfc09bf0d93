"""The SQL files: what each reads, the order that follows from it, and its header comment."""

import re
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from string import Template

from data import province

SQL = Path(__file__).parent / "sql"
TABLE = re.compile(r"\b(?:text|raw|core|mart)_\w+")


@dataclass(frozen=True)
class SqlFile:
    """One file: its name is the table's or, of a check, the claim's."""

    name: str
    layer: str
    text: str

    @property
    def reads(self) -> set[str]:
        """The tables that the statement names; comments do not count."""
        statement = re.sub(r"--[^\n]*", "", self.text)
        return set(TABLE.findall(statement)) - {self.name}

    def filled(self, **words: str) -> str:
        """The statement with each `$word` filled in; an unknown word is a KeyError."""
        return Template(self.text).substitute(words)

    def comment(self, label: str) -> str:
        """What the header comment says after `label:`, in one line; "" if it has no such label."""
        head = re.match(r"(?:--[^\n]*\n)+", self.text)
        found = re.search(
            rf"^-- {label}:((?:[^\n]*\n--   )*[^\n]*)$", head[0] if head else "", re.MULTILINE
        )
        return re.sub(r"\s*\n--\s*", " ", found[1]).strip() if found else ""


@cache
def load(layer: str, name: str) -> SqlFile:
    """One file of a layer."""
    return SqlFile(name, layer, (SQL / layer / f"{name}.sql").read_text(encoding="utf-8"))


@cache
def ordered(layer: str) -> tuple[SqlFile, ...]:
    """All files of a layer, each after those of the same layer that it reads, else by name."""
    files = {path.stem: load(layer, path.stem) for path in sorted((SQL / layer).glob("*.sql"))}
    graph = {name: sorted(file.reads & files.keys()) for name, file in files.items()}
    return tuple(files[name] for name in TopologicalSorter(graph).static_order())


def macros() -> str:
    """The macros with which raw tables read cells, and those that name the levels of units."""
    whole, part, _ = province.levels()
    return (SQL / "parse.sql").read_text(encoding="utf-8") + (
        f"\ncreate or replace macro whole_level() as '{whole}';"
        f"\ncreate or replace macro part_level() as '{part}';\n"
    )


@cache
def exports_behind(name: str) -> frozenset[str]:
    """The exports whose lines a check reads, itself or through core tables."""
    core = {file.name: file for file in ordered("core")}
    found, due = set[str](), [load("checks", name)]
    while due:
        for table in due.pop().reads - found:
            found.add(table)
            if table in core:
                due.append(core[table])
    return frozenset(table.removeprefix("raw_") for table in found if table.startswith("raw_"))

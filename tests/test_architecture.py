"""The house as README draws it: rooms by use, imports in one direction, no room overfull.

Each rule takes the modules with their imports and returns what breaks it; so a fault of each kind
can be put before it.
"""

import ast
import re
from collections import Counter
from collections.abc import Callable
from fnmatch import fnmatch
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WINGS = ("data", "geo", "kpis", "pages")
Imports = dict[str, set[str]]  # module → the modules of the house and the libraries it imports

# From the ground up: a room imports what lies below it. Rooms in one line never see each other.
# A single module stands in this list where it lies flat in its wing; what is not in it is a door.
FLOORS = {
    "data": (
        ("refusal", "environment", "spreadsheet", "command_line"),
        ("province",),
        ("sql_files",),
        ("exports", "scratch"),
        ("reference",),
        ("access",),
        ("store",),
        ("ledger",),
        ("query",),
        ("read",),
        ("match",),
        ("stage",),
        ("build",),
        ("publish", "demo"),
        ("backup",),
    ),
    "geo": (
        ("errors",),
        ("whole_file", "province"),
        ("units",),
        ("boundaries",),
        ("official",),
        ("build",),
        ("map",),
        ("neighbours",),
        ("crosswalk",),
        ("draft",),
        ("check_command", "province_check"),
    ),
    "kpis": (
        ("errors",),
        ("province",),
        ("periods", "store"),
        ("catalogue",),
        ("measure",),
        ("frames",),
        ("progress",),
        ("network", "work", "compare"),
        ("whatif", "forecast", "alerts", "effect", "explain"),
        ("commands",),
    ),
    "pages": (
        ("figures",),
        ("text",),
        ("finder", "open_data"),
        ("shell", "briefs"),
        ("filters",),
        ("widgets",),
        ("views",),
    ),
}
OTHER_WINGS = {  # what a room may import of other wings; a room that is not here: nothing
    # code lists; one rounding; what the province is called, whether the law has its districts
    "pages.text": {
        "kpis",
        "data.reference",
        "geo.map.edges",
        "geo.province",
        "geo.units.table",
    },
    "pages.finder": {"kpis", "geo"},  # the names of what can be found
    "pages.briefs": {"data", "geo", "kpis"},  # a map in a document has its shapes
    "pages.open_data": {"data", "geo", "kpis"},
    "pages.shell": {"data", "geo", "kpis"},
    "pages.filters": {"data", "geo", "kpis"},
    "pages.widgets": {"data", "geo", "kpis"},
    "pages.views": {"data", "geo", "kpis"},
}
LIBRARIES = {  # where each may be imported
    "alembic": ("data.ledger",),
    "argon2": ("data.ledger",),
    "docx": ("pages.briefs",),
    "docxtpl": ("pages.briefs",),
    "duckdb": ("data", "kpis"),
    "esda": ("geo.neighbours",),
    "geopandas": ("geo",),
    "itsdangerous": ("pages.shell",),
    "libpysal": ("geo.neighbours",),
    "plotly": ("pages.figures",),
    "prometheus_client": ("pages.shell",),
    "pptx": ("pages.briefs",),
    "psycopg": ("data.ledger",),
    "pyrage": ("data.backup",),
    "pyspark": ("data.build",),
    "segno": ("pages.briefs",),
    "sqlalchemy": ("data.ledger",),
    "sqlglot": ("data.build",),
    "streamlit": (
        *("pages.shell", "pages.filters", "pages.widgets", "pages.views"),
        *("pages.door", "streamlit_app"),
    ),
    "uvicorn": ("pages.shell",),
    "typst": ("pages.briefs",),
}
PROGRAMS = "data.publish.programs"  # only here a program of another wing is started by its name
MOST_MODULES, MOST_LINES_OF_A_DOOR, SAME_PREFIX = 15, 80, 3


def name_of(path: Path) -> str:
    """The name under which a file is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {name_of(p): p for wing in WINGS for p in sorted((ROOT / wing).rglob("*.py"))}
FILES["streamlit_app"] = ROOT / "streamlit_app.py"


@cache
def trees() -> dict[str, ast.Module]:
    """Every module of the house, parsed: by the process that runs this file, not by each."""
    return {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in FILES.items()}


def imported(tree: ast.AST) -> set[str]:
    """What a module imports, wherever in it; of `from a import b` the module a.b if it is one."""
    names = set[str]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= {name if name in FILES else node.module for name in inside}
    return names


@cache
def house() -> Imports:
    """Every module of the house with what it imports."""
    return {name: imported(tree) for name, tree in trees().items()}


def room_of(module: str) -> tuple[str, str]:
    """Wing and room; a module that lies flat and has no floor of its own is a door."""
    wing, _, rest = module.partition(".")
    room = rest.split(".")[0]
    known = {name for floor in FLOORS.get(wing, ()) for name in floor}
    return wing, room if room in known else "door"


def floor_of(wing: str, room: str) -> int:
    """How high a room lies in its wing; doors lie above all."""
    floors = FLOORS.get(wing, ())
    return next((n for n, floor in enumerate(floors) if room in floor), len(floors))


def address_of(module: str) -> str:
    """The page whose folder or door a module is; "" for others."""
    parts = module.split(".")
    if parts[:2] == ["pages", "views"] and len(parts) > 2:
        return parts[2]
    return parts[1] if len(parts) == 2 and parts[0] == "pages" else ""


def upwards(house: Imports) -> list[str]:
    """Imports that run up or sideways within a wing, or into another page's folder."""
    found = []
    for module, names in house.items():
        wing, room = room_of(module)
        for name in sorted(names & FILES.keys()):
            other_wing, other = room_of(name)
            if wing != other_wing or module == name or name == wing:
                continue
            pages = {address_of(module), address_of(name)}
            is_same = room == other and (room != "views" or len(pages) == 1)
            is_door = room == "door" and other == "views"
            if is_door and wing == "pages" and len(pages) > 1:
                found.append(f"{module} imports {name}: a view of another page")
            elif not is_same and floor_of(wing, other) >= floor_of(wing, room):
                found.append(f"{module} imports {name}: not below it")
    return found


def other_wings(house: Imports) -> list[str]:
    """Imports of another wing by a room that may not, and of a library out of its place."""
    found = []
    for module, names in house.items():
        wing, room = room_of(module)
        place = f"{wing}.{room}" if wing in WINGS else module
        for name in sorted(names):
            top = name.split(".")[0]
            if top in WINGS and top != wing:
                may = {"pages"} if module == "streamlit_app" else OTHER_WINGS.get(place, set())
                if not {top, name} & may:
                    found.append(f"{module} imports {name}: another wing")
            elif top in LIBRARIES and not {wing, place} & set(LIBRARIES[top]):
                found.append(f"{module} imports {top}: not in its place")
    return found


def circles(house: Imports) -> list[str]:
    """The first circle of imports, if there is one."""
    try:
        TopologicalSorter({m: (n & FILES.keys()) - {m} for m, n in house.items()}).prepare()
    except CycleError as error:
        return [" → ".join(error.args[1])]
    return []


def overfull(house: Imports) -> list[str]:
    """Folders of more than fifteen modules; three modules of one prefix that are no folder."""
    packages = {name.rpartition(".")[0] for name in house}
    modules = [name.rpartition(".") for name in house if name not in packages]
    counts = Counter(folder for folder, _, _ in modules if folder != "pages")
    prefixes = Counter(
        (folder, stem.split("_")[0]) for folder, _, stem in modules if "_" in stem.strip("_")
    )
    return [f"{folder}: {n} modules" for folder, n in counts.items() if n > MOST_MODULES] + [
        f"{folder}: {n} modules {prefix}_*"
        for (folder, prefix), n in prefixes.items()
        if n >= SAME_PREFIX
    ]


def lonely_widgets(house: Imports) -> list[str]:
    """Widgets that one page alone uses, or none: they belong into the folder of its address."""
    users: dict[str, set[str]] = {name: set() for name in house if room_of(name)[1] == "widgets"}
    for module in house:
        if address := address_of(module):
            todo, seen = [module], set[str]()
            while todo:
                for name in house.get(todo.pop(), set()) & users.keys() - seen:
                    seen.add(name)
                    todo.append(name)
            for name in seen:
                users[name].add(address)
    return [
        f"{name}: used by {sorted(pages) or 'no page'}"
        for name, pages in users.items()
        if len(pages) < 2 and (name not in FILES or FILES[name].stem != "__init__")
    ]


def views_without_a_door(house: Imports) -> list[str]:
    """Folders of pages/views that are no address."""
    addresses = {address_of(name) for name in house if name.startswith("pages.views.")}
    return [address for address in sorted(addresses) if f"pages.{address}" not in house]


@pytest.mark.parametrize(
    "rule", [upwards, other_wings, circles, overfull, lonely_widgets, views_without_a_door]
)
def test_the_house_keeps_its_rules(rule: Callable[[Imports], list[str]]) -> None:
    assert rule(house()) == []


FAULTS: list[tuple[Callable[[Imports], list[str]], str, str, str]] = [
    (upwards, "pages.views.map.view", "pages.views.targets.table", "not below it"),
    (upwards, "pages.map", "pages.views.targets.view", "a view of another page"),
    (upwards, "pages.widgets.map.drawing", "pages.views.map.view", "not below it"),
    (upwards, "pages.shell.frame", "pages.widgets.map.rail", "not below it"),
    (upwards, "pages.text.words", "pages.shell.selection", "not below it"),
    (upwards, "pages.finder.telling", "pages.shell.selection", "not below it"),
    (upwards, "pages.open_data.tables", "pages.shell.served", "not below it"),
    (upwards, "pages.figures.fan", "pages.text.formats", "not below it"),
    (upwards, "pages.briefs.digest", "pages.shell.served", "not below it"),
    (upwards, "data.read.parent", "data.match.headers", "not below it"),
    (upwards, "data.query.parent", "data.read.model", "not below it"),
    (upwards, "data.stage.files", "data.publish.imports", "not below it"),
    (upwards, "data.store.snapshot", "data.read.model", "not below it"),
    (upwards, "kpis.forecast.outlook", "kpis.alerts.rules", "not below it"),
    (upwards, "kpis.measure.query", "kpis.progress.paths", "not below it"),
    (upwards, "geo.units.links", "geo.crosswalk.weights", "not below it"),
    (other_wings, "kpis.store", "data.store.snapshot", "another wing"),
    (other_wings, "pages.text.words", "data.exports", "another wing"),
    (other_wings, "pages.map", "kpis.periods", "another wing"),
    (other_wings, "kpis.measure.query", "streamlit", "not in its place"),
    (other_wings, "pages.views.alerts.alert_list", "sqlalchemy", "not in its place"),
    (upwards, "data.ledger.gate", "data.publish.imports", "not below it"),
    (other_wings, "pages.views.map.view", "plotly.graph_objects", "not in its place"),
    (other_wings, "pages.text.formats", "streamlit", "not in its place"),
    (other_wings, "pages.finder.answering", "streamlit", "not in its place"),
    (other_wings, "pages.views.map.view", "typst", "not in its place"),
    (other_wings, "geo.map.breaks", "esda", "not in its place"),
    (circles, "data.refusal", "data.publish.directory", "data.publish.directory"),
    (lonely_widgets, "pages.widgets.of_a_test", "pages.shell.url", "used by no page"),
    (views_without_a_door, "pages.views.of_a_test.view", "pages.shell.url", "of_a_test"),
]


@pytest.mark.parametrize(
    ("rule", "module", "name", "text"), FAULTS, ids=[f"{m} > {n}" for _, m, n, _ in FAULTS]
)
def test_a_fault_of_each_kind_is_found(
    rule: Callable[[Imports], list[str]], module: str, name: str, text: str
) -> None:
    assert {module, name} & FILES.keys(), "the fault must be in a place that is there"
    faulty = {**house(), module: house().get(module, set()) | {name}}
    assert any(text in line for line in set(rule(faulty)) - set(rule(house())))


def test_a_room_that_is_overfull_is_found() -> None:
    more = {f"kpis.whatif.module{n}": set[str]() for n in range(MOST_MODULES)}
    assert any("kpis.whatif" in line for line in overfull({**house(), **more}))
    same = {f"kpis.whatif.same_{n}": set[str]() for n in "abc"}
    assert "kpis.whatif: 3 modules same_*" in overfull({**house(), **same})


def names_of_other_wings(module: str, tree: ast.AST) -> list[str]:
    """Texts of a module that are the name of a module of another wing, as `python -m` takes it."""
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value in FILES
        and "." in node.value
        and node.value.split(".")[0] != module.split(".")[0]
    ]


def test_programs_of_other_wings_are_named_in_one_place() -> None:
    found = {module: names_of_other_wings(module, tree) for module, tree in trees().items()}
    assert {module for module, names in found.items() if names} == {PROGRAMS}
    fault = ast.parse('run([sys.executable, "-m", "kpis.derived"])')
    assert names_of_other_wings("data.build.warehouse", fault) == ["kpis.derived"]


def test_doors_are_thin() -> None:
    for path in (ROOT / "pages").glob("*.py"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= MOST_LINES_OF_A_DOOR, path.name


def test_no_drawer_without_a_name() -> None:
    nameless = {"utils", "util", "helpers", "common", "misc"}
    assert not [name for name in FILES if nameless & set(name.split("."))]


def test_readme_lists_every_room() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    tree = re.search(r"^```\n(streamlit_app\.py .*?)```", readme, re.DOTALL | re.MULTILINE)
    assert tree is not None
    for wing, floors in FLOORS.items():
        assert re.search(rf"^{wing}/", tree[1], re.MULTILINE), wing
        for room in (name for floor in floors for name in floor):
            if (ROOT / wing / room).is_dir():
                assert re.search(rf"^  {room}/", tree[1], re.MULTILINE), f"{wing}/{room}"


def test_pytest_passes_over_no_folder_of_tests(request: pytest.FixtureRequest) -> None:
    passed_over = request.config.getini("norecursedirs")  # pytest's own list holds "build"
    folders = {
        part
        for path in (ROOT / "tests").rglob("test_*.py")
        for part in path.relative_to(ROOT).parts[:-1]
    }
    assert not [name for name in folders for one in passed_over if fnmatch(name, one)]

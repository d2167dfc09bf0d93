"""Every action that writes, on a disk without room and in a folder that nobody may write.

Each refuses in words, leaves nothing half-written behind and keeps the old content; each works as
soon as there is room, so that none of them refuses for another reason.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.data.ledger.actions import ACTIONS, prepare
from tests.stores import copy_of

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "tests" / "kpis" / "sample"
REFUSED = re.compile(
    "cannot be (opened or )?written|cannot write|cannot read or write|disk is full|No space"
)
LEDGER = """
import sys
from pathlib import Path
from data.refusal import RefusedError
from tests.data.ledger.actions import ACTIONS
refused = []
for act in ACTIONS.values():
    try:
        act(Path(sys.argv[1]))
    except RefusedError as error:
        refused.append(error)
        print(f"refused: {error}", file=sys.stderr)
sys.exit(1 if refused else 0)
"""
LOOK = """
import sys
from pathlib import Path
from data.refusal import RefusedError
from data.stage.preview import look
from data.stage.request import Request
try:
    look(Request(Path(sys.argv[2])), Path(sys.argv[1]))
except RefusedError as refused:
    sys.exit(f"refused: {refused}")
"""
SERVED = """
import sys
from pathlib import Path
from geo.build import build, web_files
from geo.errors import GeoError
try:
    web_files.publish(build.directory() / "web", Path(sys.argv[1]))
except GeoError as refused:
    sys.exit(f"refused: {refused}")
"""
SILENT = (
    "note a publish that was refused",
    "note a mail that was not sent",
    "note that a mail was sent",
    "keep a view to oneself",  # without an owner it stays shared: nothing is written
)
ONLY_LOOKS = ("look at a file", "try a file")
DRIVER = Path(__file__).with_name("disk_driver.py")


class Done(NamedTuple):
    """What an action said, and what it changed among the files."""

    code: int
    errors: str
    new: list[str]
    changed: list[str]
    gone: list[str]


def actions() -> dict[str, list[str]]:
    """Each action as the arguments of Python; `{disk}` is the disk on which all of it lies."""
    store = ["--store", "{disk}/store"]
    file = "{disk}/month.csv"
    out = "{disk}/out"
    return {
        "say something": ["-c", LEDGER, "{disk}/store"],
        "close a month": ["-m", "data.history", *store, "close", "2023-07"],
        "look at a file": ["-c", LOOK, "{disk}/store", file],
        "try a file": ["-m", "data.intake", file, *store, "--dry-run"],
        "take a file in": ["-m", "data.intake", file, *store, "--reason", "late"],
        "publish": ["-m", "data.publish", "{disk}/exports", *store],
        "restore": ["-m", "data.history", *store, "restore", "{snapshot}"],
        "demonstration": [
            *("-m", "data.demo", f"{out}/demo", "--communes", "13708", "--last-month", "2022-12")
        ],
        "boundaries": [
            *("-m", "geo", "boundaries", "--vintage", "2022", "--level", "district"),
            *("--out", f"{out}/a.geojson"),
        ],
        "crosswalk": [
            *("-m", "geo", "crosswalk", "--from", "2022", "--to", "2024", "--by", "area"),
            *("--out", f"{out}/a.csv"),
        ],
        "report on an official map": [
            *("-m", "geo", "check", "{disk}/map.geojson", "--vintage", "2022"),
            *("--level", "district", "--code-field", "code", "--out", f"{out}/report.csv"),
        ],
        "maps for browsers": ["-c", SERVED, f"{out}/web"],
    }


@pytest.fixture(scope="module")
def tried(tmp_path_factory, sample_store) -> dict[str, dict[str, Done]]:
    """Every action in each state of the disk, each of which begins with the same files."""
    if sys.platform != "linux" or not shutil.which("unshare"):
        pytest.skip("only Linux lets us mount")
    place = tmp_path_factory.mktemp("disk")
    mount = ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("this system lets us mount nothing")
    work = place / "work"
    store = copy_of(sample_store, work / "store")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DX_LEDGER", raising=False)
        prepare(store)
    shutil.copytree(SAMPLE, work / "exports")
    with (work / "exports" / "dich_vu_cong.csv").open("a", encoding="utf-8") as file:
        file.write("08/2023;1000;700\n")
    head = (SAMPLE / "dich_vu_cong.csv").read_text("utf-8-sig").splitlines()[0]
    (work / "month.csv").write_text(f"{head}\n09/2023;1000;710\n", encoding="utf-8")
    for name in ("a.geojson", "a.csv", "report.csv", "web/index.json"):
        (work / "out" / name).parent.mkdir(parents=True, exist_ok=True)
        (work / "out" / name).write_text("old", encoding="utf-8")
    export = ["-m", "geo", "boundaries", "--vintage", "2022", "--level", "district", "--out"]
    subprocess.run([sys.executable, *export, work / "map.geojson"], cwd=ROOT, check=True)
    snapshot = next((store / "snapshots").iterdir()).name
    asked = {
        name: [
            part.replace("{disk}", f"{place}/disk").replace("{snapshot}", snapshot) for part in a
        ]
        for name, a in actions().items()
    }
    command = ["unshare", "-rm", sys.executable, DRIVER, place]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ, input=json.dumps(asked), text=True, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    return {state: {a: Done(*one) for a, one in all_.items()} for state, all_ in found.items()}


@pytest.mark.sweep
@pytest.mark.parametrize("state", ["full", "nearly full", "read-only"])
@pytest.mark.parametrize("action", actions())
def test_an_action_that_cannot_write_says_so_and_leaves_all_as_it_was(tried, state, action):
    done = tried[state][action]
    assert "Traceback" not in done.errors and "Exception ignored" not in done.errors
    if state == "nearly full" and done.code == 0:
        return  # a few bytes have room
    if state == "read-only" and action in ONLY_LOOKS:
        assert done.code == 0  # in the temporary folder of another disk
        return
    assert done.code in (1, 2) and REFUSED.search(done.errors), done.errors
    if action == "say something" and state != "nearly full":
        assert done.errors.count("refused: ") >= len(ACTIONS) - len(SILENT)
    noted = {"store/ledger.sqlite"} if state == "nearly full" else set()  # that it failed
    assert (done.new, set(done.changed) - noted, done.gone) == ([], set(), [])


@pytest.mark.sweep
@pytest.mark.parametrize("action", actions())
def test_the_same_action_works_where_there_is_room(tried, action):
    assert tried["room"][action].code == 0, tried["room"][action].errors

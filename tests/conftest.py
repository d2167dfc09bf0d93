"""What the whole run shares: one set of demonstration exports, one published snapshot."""

import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests import sweep

SAMPLE = Path(__file__).parent / "kpis" / "sample"
WAIT = 240  # seconds for what another process makes
WITHOUT = "DX_WITHOUT_FORECASTS"  # ten seconds of each publish that is not about forecasts
SMALL_NUMBERS = "DX_SMALL_NUMBERS"  # the demonstration data hide them as they always do
ONCE = "MADE_ONCE"  # where several runs share what is made; tests/guards/run.py
TOGETHER = ("tests/browser/", "tests/data/demo/")  # a browser; a full set of exports in a database
APART = ("tests/pages/test_every_indicator.py",)  # tests of seconds each, without a set-up

os.environ[WITHOUT] = "1"
# The sample's figures are small, so that they can be worked out by hand.
os.environ[SMALL_NUMBERS] = "0"
os.environ["DX_SQL"] = "on"  # so that what holds for every page is tried of that one too
# Several processes of tests share the cores: threads of DuckDB and of numpy that wait for each
# other over tables of a few rows would take a quarter of the time of all.
os.environ["SLURM_CPUS_ON_NODE"] = "1"  # the one variable by which DuckDB is told, in children too
os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy is imported
# Hundreds of short processes start, and three collect the same tests: compile each file once.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_configure(config: pytest.Config) -> None:
    """Tells the tests, before they are imported, whether this is a quick run."""
    sweep.begin(config.option.markexpr)
    settings.register_profile("no deadline", deadline=None)  # of a process that shares its cores
    settings.load_profile("no deadline")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Calls a case of bytes by its argument's name: bytes may hold the second they were made in.

    The processes of a run refuse to share tests whose names differ between them.
    """
    return argname if isinstance(val, bytes) else None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """With --dist loadfile, the files that share a costly set-up go to one process, in order.

    A file of long tests without a set-up does not: at the end one process would be left with it.

    Each process that opens a page starts a browser and a server of its own: half a minute, and
    pages that time out where two of each share two cores.
    """
    from xdist.scheduler import LoadFileScheduling

    class OneSetUp(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            if nodeid.startswith(APART):
                return nodeid
            shared = [place for place in TOGETHER if nodeid.startswith(place)]
            return shared[0] if shared else super()._split_scope(nodeid)

    if config.getvalue("dist") != "loadfile":
        return None
    config.option.loadscopereorder = False  # browser first: many tests make no long file
    return OneSetUp(config, log)


@pytest.fixture(scope="session")
def demo_exports() -> Path:
    """The full demonstration exports, as the set-up writes them."""
    from data import setup

    return setup.demo_exports()


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Makes a directory of a name once in a run, whichever process comes first; it is only read."""
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent  # that of the whole run
    if ONCE in os.environ:
        root = Path(os.environ[ONCE])
        root.mkdir(parents=True, exist_ok=True)

    def made(name: str, fill: Callable[[Path], Any]) -> Path:
        directory, done = root / name, root / f"{name}.done"
        try:
            (root / f"{name}.begun").mkdir()
        except FileExistsError:
            for _ in range(WAIT * 10):
                if done.exists():
                    return directory
                time.sleep(0.1)
            raise TimeoutError(f"The process that makes {name} has not finished.") from None
        directory.mkdir()
        fill(directory)
        done.touch()
        return directory

    return made


@pytest.fixture(scope="session")
def demo_store(once: Callable[..., Path]) -> Path:
    """A store as the set-up leaves it."""
    return once("demo-store", _fill)


@pytest.fixture(scope="session")
def sample_store(once: Callable[..., Path]) -> Path:
    """A store with the sample of tests/kpis and nothing that is derived of it."""
    from data.publish.directory import publish

    return once("sample-store", lambda store: publish(SAMPLE, store))


def _fill(store: Path) -> None:
    """Copies the snapshot that `make test` has just set up, else sets the store up: half a minute.

    The one that is copied is of these exports, of this code and this DuckDB, with its forecasts.
    """
    from data import setup
    from data.publish.directory import content_of, inspect
    from data.store import engine
    from data.store.housekeeping import is_intact, served
    from data.store.snapshot import CURRENT, store_directory

    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(SMALL_NUMBERS)
        ours = store_directory()
        snapshot = served(ours)
        wanted = content_of(inspect(setup.demo_exports()), ours)
        if (
            snapshot is not None
            and snapshot.manifest["content_sha256"] == wanted
            and "mart_forecast" in snapshot.manifest["tables"]
            and is_intact(snapshot)
            and not engine.is_another(snapshot.manifest)
        ):
            shutil.copytree(snapshot.directory, store / snapshot.directory.relative_to(ours))
            shutil.copy(ours / CURRENT, store)
            return
        patch.delenv(WITHOUT)
        setup.set_up(store)

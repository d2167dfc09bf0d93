"""The same seed gives the same bytes: in another run, in another thread, in another process."""

import hashlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from data.demo import SEED, write_exports

ROOT = Path(__file__).parents[3]
COMMUNES = ["13633", "13681", "13759", "14317"]


def digests(directory: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(directory.iterdir())
    }


def small(directory: Path, seed: int = SEED) -> dict[str, str]:
    write_exports(directory, seed=seed, communes=COMMUNES, last_month="2025-09")
    return digests(directory)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return small(tmp_path_factory.mktemp("first") / "exports")


@pytest.mark.sweep
def test_another_thread_writes_the_same(tmp_path: Path, first: dict[str, str]) -> None:
    with ThreadPoolExecutor(2) as pool:
        again = list(pool.map(small, [tmp_path / "a", tmp_path / "b"]))
    assert again == [first, first]


@pytest.mark.sweep
def test_another_process_writes_the_same(tmp_path: Path, first: dict[str, str]) -> None:
    command = [sys.executable, "-m", "data.demo", str(tmp_path / "exports"), "--communes"]
    subprocess.run(
        [*command, *COMMUNES, "--last-month", "2025-09"], cwd=ROOT, check=True, capture_output=True
    )
    assert digests(tmp_path / "exports") == first


@pytest.mark.sweep
def test_a_second_full_set_is_the_same(tmp_path: Path, demo_exports: Path) -> None:
    write_exports(tmp_path / "exports")
    assert digests(tmp_path / "exports") == digests(demo_exports)


@pytest.mark.sweep
def test_another_seed_writes_other_data(tmp_path: Path, first: dict[str, str]) -> None:
    other = small(tmp_path / "exports", seed=7)
    same = {name for name in first if first[name] == other[name]}
    assert same == {"dich_vu_cong.csv"}  # published figures and straight lines between them

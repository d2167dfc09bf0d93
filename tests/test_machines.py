"""Three machines with a store each and storage that they share: a publish on one is seen by all."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from data.publish.directory import publish
from data.publish.exchange.place import SHARED
from data.store.snapshot import current
from tests.machines import machines, read, seen_by_all
from tests.serving import answered
from tests.stores import corrected

SAMPLE = Path(__file__).parent / "kpis" / "sample"
LATEST = 60  # seconds after which it counts as lost; how long it takes tells bench_seen.py


@pytest.mark.sweep
def test_a_publish_on_one_machine_is_seen_by_all_and_no_page_has_two(tmp_path, monkeypatch):
    monkeypatch.setenv(SHARED, (tmp_path / "shared").as_uri())
    exports = Path(shutil.copytree(SAMPLE, tmp_path / "exports"))
    stores = [tmp_path / f"machine-{number}" for number in range(3)]
    first = publish(exports, stores[0]).name
    with machines(stores) as urls:
        for url in urls:
            names, _ = answered(read(url))
            assert names == {first.encode()}
        corrected(exports)
        command = [sys.executable, "-m", "data.publish", str(exports), "--store", str(stores[0])]
        done = subprocess.run(command, capture_output=True, text=True, env=dict(os.environ))
        assert done.returncode == 0, done.stderr
        second = current(stores[0]).name
        assert second != first
        seen_by_all(urls, first, second, LATEST)
    assert [current(store).name for store in stores] == [second] * 3

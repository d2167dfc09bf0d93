"""A publish that is killed at any point leaves the old or the new snapshot, whole, and no debt."""

import shutil
import signal

import pytest

from data.ledger import failures
from data.publish.directory import RefusedError, publish
from data.publish.fault_points import POINTS
from tests.data.publish.conftest import FEW
from tests.stores import copy_of
from tests.sweep import some

SERVED_FROM = POINTS.index("pointed")  # from this point on the new snapshot is read
KILLED = -signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM


@pytest.fixture(scope="module")
def killed(tmp_path_factory, published, sample, start):
    """The stores, by point, in which a publish of changed exports was killed; and the exports.

    All children run at once: it takes half the time, and they share nothing but the exports.
    """
    base = tmp_path_factory.mktemp("killed")
    exports = shutil.copytree(sample, base / "exports")
    with (exports / "dich_vu_cong.csv").open("a", encoding="utf-8") as file:
        file.write("08/2023;1000;700\n")
    stores = {point: copy_of(published, base / point) for point in POINTS}
    commands = [(exports, "--store", store) for store in stores.values()]
    ends = start(*commands, kill_at=POINTS, only=FEW)
    for point, child in zip(POINTS, ends, strict=True):
        assert (child.code, child.output) == (KILLED, ""), f"{point}: {child.errors}"
    return exports, stores


@pytest.mark.parametrize("point", some(POINTS, 4))
@pytest.mark.sweep
def test_after_a_kill_a_reader_sees_a_whole_snapshot_and_a_retry_publishes_once(
    killed, point, read, names, few
):
    exports, stores = killed
    store, is_served = stores[point], POINTS.index(point) >= SERVED_FROM
    assert read(store) == ((2, 3) if is_served else (1, 2))
    again = publish(exports, store)
    assert (again.generation, again.is_new) == (2, not is_served)
    assert read(store) == (2, 3)
    assert names(store) == ["g000001", "g000002"]
    assert publish(exports, store) == type(again)(again.name, 2, False)


@pytest.mark.sweep
def test_a_first_publish_that_is_killed_serves_nothing_and_can_be_repeated(
    tmp_path, sample, run, read, few
):
    store = tmp_path / "store"
    assert run(sample, "--store", store, kill_at="renamed", only=FEW)[0] == KILLED
    assert read(store) is None
    assert publish(sample, store).is_new
    assert read(store)[1] == 2
    assert not [path for path in store.iterdir() if path.name.endswith((".tmp", ".staging"))]


@pytest.mark.sweep
def test_a_kill_after_the_swap_leaves_an_old_refusal_that_the_retry_clears(
    store, changed, run, few
):
    with pytest.raises(RefusedError):
        publish(store.parent / "nowhere", store)
    assert run(changed.path, "--store", store, kill_at="pointed", only=FEW)[0] == KILLED
    assert failures.last(store) is not None
    assert not publish(changed.path, store).is_new
    assert failures.last(store) is None

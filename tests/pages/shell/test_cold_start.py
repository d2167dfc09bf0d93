"""What a server loads before it can show its first page."""

import os
import subprocess
import sys

import pytest

OPENED = """
import sys
from tests.pages.opened import opened
for page in sys.argv[1:]:
    assert not opened(page).exception, page
print(*sys.modules)
"""
SLOW = (
    "geopandas",
    "shapely",
    "scipy",
    "alembic",
    "mapclassify",
    "matplotlib",
    "sklearn",
    "xlsxwriter",
    "python_calamine",
)


@pytest.fixture(scope="module")
def loaded(served_demo) -> set[str]:
    """The modules of a process of its own after it has shown the two first pages of the menu."""
    command = [sys.executable, "-c", OPENED, "leader", "overview"]
    run = subprocess.run(command, capture_output=True, text=True, env={**os.environ}, check=False)
    assert run.returncode == 0, run.stderr
    return set(run.stdout.split())


@pytest.mark.sweep
@pytest.mark.parametrize("library", SLOW)
def test_the_first_pages_load_no_library_that_they_do_not_need(loaded, library):
    assert library not in loaded


@pytest.mark.sweep
def test_the_map_loads_statistics_only_where_they_are_asked_for(served_demo):
    script = OPENED.replace("import opened", "import asked").replace("opened(page)", "asked(page)")
    for query, is_loaded in {"": False, "&draw=neighbours": False, "&draw=clusters": True}.items():
        run = subprocess.run(
            [sys.executable, "-c", script, f"map?level=commune{query}"],
            capture_output=True, text=True, env={**os.environ}, check=False,
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
        assert ("esda" in run.stdout.split()) == is_loaded


@pytest.mark.sweep
def test_the_first_pages_load_nothing_that_publishes_or_forecasts(loaded):
    rooms = ("data.publish", "data.build", "data.stage", "data.read", "kpis.forecast")
    assert not {name for name in loaded if name.startswith(rooms)}

"""A store made of the sample, to be added to, and files that people might send."""

import json
from functools import partial
from pathlib import Path

import pytest

from data.intake import main
from data.store.snapshot import current
from tests.stores import copy_of

SAMPLE = Path(__file__).parents[2] / "sample"


@pytest.fixture(scope="session")
def made_once(published):
    """A store with the sample, never changed."""
    return published


@pytest.fixture
def store(made_once, tmp_path):
    """A copy of it that a test may change."""
    copy_of(made_once, tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def send_to(tmp_path, capsys):
    """Sends texts as files: send_to(store, "a.csv", text, *options) → exit code, JSON."""

    def sent(store, name, text, *options, encoding="utf-8"):
        path = tmp_path / name
        content = text if isinstance(text, bytes) else text.encode(encoding)
        path.write_bytes(content)
        code = main([str(path), "--store", str(store), "--json", *options])
        out, _ = capsys.readouterr()
        return code, json.loads(out)

    return sent


@pytest.fixture
def send(store, send_to):
    """The same to the store of the test: send("a.csv", text, *options)."""
    return partial(send_to, store)


@pytest.fixture
def marts_value(store):
    """The first column of a query of what is served."""

    def asked(query):
        with current(store).connect() as con:
            return [float(row[0]) for row in con.execute(f"select {query}").fetchall()]

    return asked

"""A ledger of each test's own, in a file and on a PostgreSQL server."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from data.ledger.database import SHARED

SERVER = "DX_TEST_POSTGRES"  # set by .ci/postgres


@pytest.fixture
def postgres(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a new database, which DX_LEDGER names."""
    if SERVER not in os.environ:
        why = f"{SERVER} names no server; .ci/postgres starts one"
        pytest.fail(why) if os.environ.get("CI") == "true" else pytest.skip(why)
    url, name = make_url(os.environ[SERVER]), f"ledger_{uuid.uuid4().hex}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as con:
        con.execute(text(f"create database {name} template template0"))
        address = url.set(database=name).render_as_string(hide_password=False)
        monkeypatch.setenv(SHARED, address)
        yield address
        con.execute(text(f"drop database {name} with (force)"))
    engine.dispose()


@pytest.fixture
def sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ledgers lie in the stores, whatever the environment says."""
    monkeypatch.delenv(SHARED, raising=False)


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A store whose ledger is a file, and one whose ledger is on a server."""
    request.getfixturevalue(request.param)
    return tmp_path


@pytest.fixture
def file_store(sqlite: None, tmp_path: Path) -> Path:
    """A store whose ledger is a file."""
    return tmp_path

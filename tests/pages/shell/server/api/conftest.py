"""The API as a server on a port of 127.0.0.1, in a thread: sockets and all, without Streamlit."""

import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware

from pages.shell.server.api import routes as api
from pages.shell.server.guard import Guard
from tests.serving import free_port


@dataclass(frozen=True)
class Got:
    """An answer: its status, its headers by small names, its bytes."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Client:
    """Asks the API of a port, each time as another client unless it is to be the same."""

    port: int
    asked: list[int] = field(default_factory=list)

    def get(self, address: str, method: str = "GET", headers=None, **query: Any) -> Got:
        named = {name.rstrip("_"): value for name, value in query.items()}
        path = f"/api/v1/{address}" + (f"?{urlencode(named)}" if named else "")
        return self.path(path, method, headers)

    def path(self, path: str, method: str = "GET", headers=None) -> Got:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        self.asked.append(1)
        count = len(self.asked)
        other = {"X-Forwarded-For": f"10.0.{count // 250}.{count % 250 + 1}"}
        try:
            connection.request(method, path, headers={**other, **(headers or {})})
            found = connection.getresponse()
            told = {name.lower(): value for name, value in found.getheaders()}
            return Got(found.status, told, found.read())
        finally:
            connection.close()


@contextmanager
def serving_api(patch: pytest.MonkeyPatch) -> Iterator[Client]:
    """A server with the addresses of the API behind the guard, as `streamlit_app` has both."""
    patch.setenv("DX_OPEN", "read")  # so that requests may name other clients
    port = free_port()
    app = Starlette(routes=api.routes(), middleware=[Middleware(Guard)])
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield Client(port)
    finally:
        server.should_exit = True
        thread.join(20)


@pytest.fixture(scope="module")
def client(sample_store: Path) -> Iterator[Client]:
    """The API of the sample."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DX_STORE", str(sample_store))
        patch.setenv("DX_API", "on")
        with serving_api(patch) as found:
            yield found

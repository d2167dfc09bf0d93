"""Who is told how the server is, and who may read its numbers."""

import json

import pytest
from starlette.applications import Starlette

from data.access.person import NOBODY, OPERATOR, READER, Person, at_work
from pages.shell.server.operations.routes import routes
from tests.serving import answered

ADMIN = Person("Quản trị", "admin")


@pytest.fixture
def asked(tmp_path, monkeypatch):
    monkeypatch.setenv("DX_STORE", str(tmp_path))
    monkeypatch.setenv("DX_METRICS", "on")
    app = Starlette(routes=routes())

    def ask(path: str, client: str = "127.0.0.1", who: Person = OPERATOR, proxy: str = ""):
        """Status, headers and body."""
        sent = []

        async def receive():
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message):
            sent.append(message)

        headers = [(b"host", b"x"), *([(b"x-forwarded-for", proxy.encode())] if proxy else [])]
        scope = {"type": "http", "method": "GET", "path": path, "headers": headers}
        scope |= {"client": (client, 1), "query_string": b"", "root_path": "", "scheme": "http"}
        with at_work(who):
            answered(app(scope, receive, send))
        body = b"".join(one.get("body", b"") for one in sent)
        return sent[0]["status"], dict(sent[0]["headers"]), body

    return ask


def test_health_is_for_anybody_and_kept_by_nobody(asked):
    status, headers, body = asked("/health", "10.0.0.9", NOBODY, "1.2.3.4")
    assert status == 503 and headers[b"cache-control"] == b"no-store"
    told = json.loads(body)
    assert told["status"] == "degraded" and told["snapshot_age_hours"] is None


def test_numbers_are_for_the_machine_or_an_admin(asked, monkeypatch):
    assert asked("/metrics", who=NOBODY)[0] == 200
    assert asked("/metrics", "10.0.0.9", ADMIN, "1.2.3.4")[0] == 200
    for who in (NOBODY, READER, OPERATOR, Person("Bình", "analyst")):
        assert asked("/metrics", who=who, proxy="1.2.3.4")[0] == 404
        assert asked("/metrics", "10.0.0.9", who)[0] == 404
    monkeypatch.delenv("DX_METRICS")
    assert asked("/metrics")[0] == 404

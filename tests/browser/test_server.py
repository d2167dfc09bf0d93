"""What the server answers to strangers: other hosts, other origins, proxies, closed addresses."""

import http.client
import socket
import subprocess
import sys
from contextlib import suppress

import pytest

from tests.serving import ROOT, free_port, serving

UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}


def answer(port: int, path: str = "/", method: str = "GET", **headers: str):
    """Status, headers and text; a header named by `_` for `-`."""
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        asked.request(method, path, headers={k.replace("_", "-"): v for k, v in headers.items()})
        found = asked.getresponse()
        text = "" if found.status == 101 else found.read().decode("utf-8", "replace")
        return found.status, {k.lower(): v for k, v in found.getheaders()}, text
    finally:
        asked.close()


@pytest.fixture(scope="module")
def port(server) -> int:
    return int(server.url.rpartition(":")[2])


@pytest.mark.parametrize("path", ["/", "/map", "/_stcore/health", "/_stcore/metrics", "/none.js"])
def test_every_answer_has_its_headers(port, path):
    _, headers, _ = answer(port, path)
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/metrics/", "/openapi.json", "/api/v1/units"]
)
def test_what_is_not_for_readers_is_closed(port, path):
    assert answer(port, path)[0] == 404


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1@evil.example", ""])
def test_another_host_is_refused(port, host):
    assert answer(port, Host=host)[0] == 421


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_its_own_names_are_answered(port, host):
    assert answer(port, Host=f"{host}:{port}")[0] == 200


@pytest.mark.parametrize("header", ["X_Forwarded_For", "Forwarded", "X_Real_IP", "Via"])
def test_a_proxy_is_refused_with_the_reason(port, header):
    status, _, text = answer(port, **{header: "1.2.3.4"})
    assert status == 403 and "DX_OPEN=read" in text


def test_a_socket_opens_to_its_own_page_alone(port):
    path, own = "/_stcore/stream", f"http://127.0.0.1:{port}"
    assert answer(port, path, Origin=own, **UPGRADE)[0] == 101
    for origin in ("http://127.0.0.1:9", f"http://localhost:{port}", "null", f"{own}.example"):
        assert answer(port, path, Origin=origin, **UPGRADE)[0] == 403
    assert answer(port, path, **UPGRADE)[0] == 403


STALL = """
from pages.shell.server import patience
from streamlit.web.cli import main
patience.HEAD = patience.SILENCE = 1.0
main()
"""


@pytest.mark.sweep
def test_a_client_that_stalls_is_hung_up_on(sample_store, tmp_path):
    port = free_port()
    asked = ["run", "streamlit_app.py", "--server.port", str(port), "--server.address", "127.0.0.1"]
    command = [sys.executable, "-c", STALL, *asked]
    with (
        serving(tmp_path, sample_store, port=port, command=command),
        socket.create_connection(("127.0.0.1", port), timeout=20) as link,
    ):
        link.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        assert answer(port, "/_stcore/health")[0] == 200
        with suppress(ConnectionResetError):
            assert link.recv(1) == b""


@pytest.mark.sweep
def test_a_server_for_other_machines_does_not_start(tmp_path):
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    command += ["--server.address", "0.0.0.0", "--server.port", str(free_port())]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert done.returncode != 0
    assert b"DX_OPEN=read" in done.stderr and b"Traceback" not in done.stderr

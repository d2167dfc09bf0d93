"""Who may ask a server: its own machine; with DX_OPEN=read whoever reaches it, for reading."""

import shutil
from pathlib import Path

import pytest
from streamlit import config

from data.ledger.scenarios import delete
from data.refusal import RefusedError
from geo.province import folder
from pages.shell.server.guard import (
    is_local,
    refused,
    require_local,
    require_province,
    require_sign_in,
)

ROOT = Path(__file__).parents[4]
HOST = (b"host", b"127.0.0.1:8501")


def asked(*headers, method="GET", path="/", client="127.0.0.1", kind="http"):
    scope = {"type": kind, "path": path, "client": (client, 1), "headers": [*headers]}
    return refused({**scope, "method": method} if kind == "http" else scope)[0]


def test_a_server_whose_province_is_not_in_order_does_not_start(monkeypatch, tmp_path):
    require_province()
    shutil.copytree(folder(), tmp_path / "mine")
    targets = '[vssid_shar]\ntargets = [{ year = 2026, value = 9, status = "confirmed" }]\n'
    (tmp_path / "mine" / "targets.toml").write_text(targets, encoding="utf-8")
    monkeypatch.setenv("DX_PROVINCE", str(tmp_path / "mine"))
    with pytest.raises(SystemExit, match=r"\[vssid_shar\], target 1 has no source"):
        require_province()
    with_source = targets.replace("}", ', source = "KH 1" }')
    (tmp_path / "mine" / "targets.toml").write_text(with_source, encoding="utf-8")
    with pytest.raises(SystemExit, match="no indicator “vssid_shar”"):
        require_province()
    monkeypatch.setenv("DX_PROVINCE", "nowhere")
    with pytest.raises(SystemExit, match="There is no province 'nowhere'"):
        require_province()


def test_a_server_is_for_its_own_machine():
    assert asked(HOST) == 0
    assert asked(HOST, client="::1") == 0
    assert asked(HOST, client="192.168.1.7") == 403
    assert asked(HOST, (b"x-forwarded-for", b"127.0.0.1")) == 403
    assert asked((b"host", b"dashboard.example.vn")) == 421
    assert asked(HOST, HOST) == 421
    assert asked() == 421
    assert asked(HOST, method="PUT", path="/_stcore/upload_file/a/b") == 0


@pytest.mark.parametrize(
    "header", ["X-Forwarded-Prefix", "X-Forwarded-Server", "CF-Connecting-IP", "True-Client-IP"]
)
def test_what_any_proxy_adds_is_known(header):
    assert asked(HOST, (header.encode(), b"1.2.3.4")) == 403


def test_an_open_server_is_for_reading(monkeypatch):
    monkeypatch.setenv("DX_OPEN", "read")
    host = (b"host", b"dashboard.example.vn")
    assert asked(host, (b"x-forwarded-for", b"1.2.3.4"), client="192.168.1.7") == 0
    assert asked((b"host", b"a@b")) == 421
    assert asked(host, path="/_stcore/metrics") == 404
    for method in ("PUT", "POST", "DELETE", "PATCH"):
        assert asked(host, method=method, path="/_stcore/upload_file/a/b") == 403
    assert asked(host, (b"origin", b"https://dashboard.example.vn"), kind="websocket") == 0
    assert asked(host, (b"origin", b"https://example.vn"), kind="websocket") == 403


def test_nobody_changes_anything_through_an_open_server(monkeypatch, tmp_path):
    monkeypatch.setenv("DX_OPEN", "read")
    with pytest.raises(RefusedError, match="open for reading"):
        delete(tmp_path, "Kịch bản", "")
    assert not list(tmp_path.iterdir())
    monkeypatch.setenv("DX_OPEN", "write")  # no other word opens it
    assert asked((b"host", b"dashboard.example.vn")) == 421


@pytest.fixture
def address():
    """What the option server.address is, set back afterwards."""
    before = config.get_option("server.address")
    yield lambda value: config.set_option("server.address", value)
    config.set_option("server.address", before)


@pytest.mark.parametrize("value", ["0.0.0.0", "::", "192.168.1.7", "dashboard.example.vn", ""])
def test_a_server_for_others_does_not_start(value, address, monkeypatch):
    address(value)
    with pytest.raises(SystemExit, match="DX_OPEN=read"):
        require_local()
    monkeypatch.setenv("DX_OPEN", "read")
    require_local()


@pytest.mark.parametrize("value", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_these_are_of_the_machine(value):
    assert is_local(value)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DX_SIGN_IN", "locale", "not “locale”"),
        ("DX_SIGN_IN", ",", "names no way"),
        ("DX_SESSION_HOURS", "0", "DX_SESSION_HOURS"),
        ("DX_SIGN_IN", "oidc", "no \\[auth\\]"),
    ],
)
def test_a_server_to_which_nobody_could_sign_in_does_not_start(
    name, value, told, monkeypatch, tmp_path
):
    monkeypatch.setenv("DX_STORE", str(tmp_path))
    monkeypatch.setenv("DX_SIGN_IN", "local")
    require_sign_in()
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit, match=told):
        require_sign_in()


def test_a_server_to_which_people_sign_in_may_be_for_others(address, monkeypatch):
    address("0.0.0.0")
    monkeypatch.setenv("DX_SIGN_IN", "local")
    require_local()

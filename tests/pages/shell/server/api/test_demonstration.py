"""The API of the demonstration data, apart: a store is not published to while a server is open."""

import pytest

from tests.pages.shell.server.api.conftest import serving_api


@pytest.mark.sweep
def test_the_demonstration_says_so(demo_store, monkeypatch):
    monkeypatch.setenv("DX_STORE", str(demo_store))
    monkeypatch.setenv("DX_API", "on")
    with serving_api(monkeypatch) as client:
        got = client.get("values", kpi="vssid_share")
        assert got.headers["x-demonstration-data"] == "true"
        assert got.json["is_demonstration"] is got.json["rows"][0]["is_demonstration"] is True
        assert got.json["note"]

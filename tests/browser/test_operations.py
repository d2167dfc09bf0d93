"""For who runs the server: health, numbers, a log that holds nothing about a person."""

import json
import re
import time
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.test_server import answer
from tests.browser.visits import Server, visiting
from tests.serving import serving
from tests.stores import copy_of

TYPED = ("0912 345 678", "Nguyễn Văn An", "an.nguyen@example.vn", "036012345678", "127.0.0.1")
FAILING = """
from streamlit.starlette import App
from pages.shell.server.operations import logs
from pages.shell.server.operations.runs import running, tell_error
if __name__ == "__main__":
    with running():
        {"a": 1}["Nguyễn Văn An 0912 345 678"]
else:
    logs.configure()
    app = App(__file__, on_script_error=tell_error)
"""


@pytest.fixture
def json_log(monkeypatch):
    for name, value in {"DX_LOG": "json", "DX_METRICS": "on", "DX_API": "on"}.items():
        monkeypatch.setenv(name, value)


def objects(log) -> list[dict]:
    return [json.loads(line) for line in log.read_text("utf-8").splitlines() if line[:1] == "{"]


@pytest.mark.sweep
def test_a_whole_run_is_counted_and_its_log_holds_nothing_personal(
    demo_store, tmp_path, chromium, json_log
):
    store = copy_of(demo_store, tmp_path / "store")
    with (
        serving(tmp_path, store) as ours,
        contextmanager(visiting)(chromium, Server(ours.url, store)) as visit,
    ):
        visit.open("overview?lang=vi")
        for typed in TYPED:
            visit.open(f"audit?audit_text={quote(typed)}&snapshot={quote(typed)}")
            answer(ours.port, f"/find.json?find={quote(typed)}")
            visit.open(f"map?kpi={quote(typed)}&period={quote(typed)}")
            answer(ours.port, f"/api/v1/values?kpi={quote(typed)}&x={quote(typed)}")
        began = time.perf_counter()
        status, headers, text = answer(ours.port, "/health")
        seconds = time.perf_counter() - began
        assert status == 200 and headers["cache-control"] == "no-store"
        assert json.loads(text)["status"] == "ok" and str(store) not in text
        assert seconds < 5, "one that hangs is waited for 40 ms"
        status, _, text = answer(ours.port, "/metrics")
        assert status == 200
        runs = re.findall(r'dashboard_run_seconds_count\{page="(\w+)"\} (\d+)', text)
        assert {"overview", "audit", "map"} <= {page for page, _ in runs}
        assert re.search(r'dashboard_api_requests_total\{status="40[04]"\} 5', text)
        assert re.search(r"dashboard_sessions [1-9]", text)
        assert not [typed for typed in TYPED if typed in text]
    lines = ours.log.read_text("utf-8").splitlines()
    told = "\n".join(line for line in lines if not line.strip().startswith("URL: "))  # its own
    assert not [typed for typed in TYPED if typed in told], told
    events = objects(ours.log)
    assert {"overview", "audit"} <= {one.get("page") for one in events}
    assert all(len(one["request"]) == 8 for one in events if one["event"] == "run")


@pytest.mark.sweep
def test_a_page_that_met_an_error_shows_the_code_that_the_log_has(tmp_path, chromium, json_log):
    script = tmp_path / "failing.py"
    script.write_text(FAILING, "utf-8")
    with serving(tmp_path, script=script) as ours:
        page = chromium.new_page()
        page.goto(ours.url)
        alert = page.locator("[data-testid=stAlert]")
        expect(alert).to_contain_text("Mã lỗi", timeout=60_000)
        code = alert.inner_text().rpartition(":")[2].strip()
        assert "Nguyễn" not in page.content() and "Traceback" not in page.content()
        page.close()
    (found,) = [one for one in objects(ours.log) if one.get("error_code") == code]
    assert found["kind"] == "KeyError" and re.fullmatch("[0-9a-f]{6}", code)
    assert any("failing.py" in step for step in found["traceback"])
    assert "Nguyễn" not in ours.log.read_text("utf-8")


@pytest.mark.sweep
def test_numbers_are_for_the_machine_itself_and_only_where_asked_for(
    demo_store, tmp_path, monkeypatch
):
    store = copy_of(demo_store, tmp_path / "store")
    with serving(tmp_path, store) as ours:
        assert answer(ours.port, "/metrics")[0] == 404
        assert answer(ours.port, "/health")[0] == 200
    monkeypatch.setenv("DX_METRICS", "on")
    monkeypatch.setenv("DX_OPEN", "read")
    with serving(tmp_path, store) as ours:
        assert answer(ours.port, "/metrics")[0] == 200
        assert answer(ours.port, "/metrics", X_Forwarded_For="1.2.3.4")[0] == 404
        assert answer(ours.port, "/health", X_Forwarded_For="1.2.3.4")[0] == 200

"""The files of deploy/: nginx with two real processes, and the unit that starts one."""

import gzip
import subprocess
import time
import urllib.error
import urllib.request
from email.message import Message
from pathlib import Path

import pytest

from geo.map.served import path
from tests.bench.load import Reader, done
from tests.bench.main_pickers import MAIN_PICKERS
from tests.deploy.office import Office, needed, office, unit
from tests.sweep import some

STREAM = "/_stcore/stream"


@pytest.fixture(scope="module")
def behind(demo_store, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DX_API", "on")  # as /etc/dashboard.env would
        with office(tmp_path_factory.mktemp("office"), demo_store) as ours:
            yield ours


def get(url: str, **headers: str) -> tuple[bytes, Message]:
    """The content of an address and its headers."""
    request = urllib.request.Request(url, headers=headers)
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.read(), answer.headers


def given(headers: Message) -> str:
    """The cookie of nginx in an answer; "" where there is none."""
    cookies = [text.partition(";")[0] for text in headers.get_all("Set-Cookie", [])]
    return "".join(one for one in cookies if one.startswith("process="))


def cookie_of(office: Office) -> str:
    """The cookie that a reader who comes for the first time is given."""
    return given(get(f"{office.url}/")[1])


def who(office: Office, cookie: str) -> str:
    """The process of a cookie, as nginx names it."""
    number = int(cookie.removeprefix("process="))
    return f"127.0.0.1:{office.processes[number - 1].port}"


def test_a_reader_stays_with_one_process_and_new_ones_are_shared_out(behind):
    cookies = [cookie_of(behind) for _ in range(4)]
    assert sorted(cookies) == ["process=1", "process=1", "process=2", "process=2"]
    for cookie in {*cookies}:
        for asked in range(5):
            _, headers = get(f"{behind.url}/_stcore/health?of={cookie}-{asked}", Cookie=cookie)
            assert given(headers) == ""  # it knows already
        lines = behind.log.read_text(encoding="utf-8").splitlines()
        found = {line.split(" ", 2)[2] for line in lines if f"?of={cookie}-" in line}
        assert found == {who(behind, cookie)}


def test_a_cookie_that_nobody_gave_is_replaced(behind):
    _, headers = get(f"{behind.url}/", Cookie="process=7")
    assert given(headers) in ("process=1", "process=2")


def test_a_program_reaches_one_process_and_gets_no_cookie(behind):
    for _ in range(4):
        body, headers = get(f"{behind.url}/api/v1/snapshot")
        assert headers["ETag"].startswith("W/") and given(headers) == ""
        assert b"first_month" in body
    assert len({*behind.answered("/api/v1/snapshot")}) == 1


@pytest.mark.sweep
@pytest.mark.parametrize("number", some([1, 2], 2))
def test_a_session_runs_on_the_process_of_its_reader(behind, number):
    async def read() -> None:
        reader = await Reader.at(behind.url, f"process={number}")
        main = MAIN_PICKERS["map"]
        await reader.open("map", main.query)
        await reader.change(main.picker, reader.session.others(main.picker)[0])
        assert not reader.session.failures
        await reader.close()

    before = len(behind.answered(STREAM))
    done(read())
    deadline = time.monotonic() + 20
    while len(behind.answered(STREAM)) == before and time.monotonic() < deadline:
        time.sleep(0.05)  # nginx logs it when both ends have closed
    assert behind.answered(STREAM)[before:] == [who(behind, f"process={number}")]


def test_files_of_the_maps_come_from_nginx_and_are_kept_for_good(behind):
    file = path("2022", "commune")
    url = f"/app/static/boundaries/{file.name}"
    content, headers = get(f"{behind.url}{url}", **{"Accept-Encoding": "gzip"})
    assert gzip.decompress(content) == file.read_bytes()
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert behind.answered(url) == ["-"]  # no process
    _, headers = get(f"{behind.url}/app/static/topo/world_110m.json")
    assert headers["Cache-Control"] == "public, max-age=3600"


@pytest.mark.parametrize("asked", ["..%2fstreamlit_app.py", "boundaries/", "nothing.json"])
def test_no_other_file_is_served(behind, asked):
    with pytest.raises(urllib.error.HTTPError) as refused:
        get(f"{behind.url}/app/static/{asked}")
    refused.value.close()
    assert refused.value.code in (400, 403, 404)


@pytest.mark.sweep
def test_who_was_with_a_process_that_is_down_goes_on_with_the_other(behind):
    behind.processes[1].process.terminate()
    behind.processes[1].process.wait(timeout=20)
    content, headers = get(f"{behind.url}/", Cookie="process=2")
    assert b"<html" in content
    assert given(headers) == "process=1"


@pytest.mark.sweep
def test_systemd_accepts_the_unit(tmp_path):
    analyze = needed("systemd-analyze", "systemd")
    (tmp_path / "dashboard@.service").write_text(unit(), encoding="utf-8")
    instance = Path(tmp_path / "dashboard@8501.service")
    for check in (["verify", "--man=no"], ["security", "--offline=true", "--threshold=20"]):
        ran = subprocess.run([analyze, *check, instance], capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr + ran.stdout
        assert check[0] != "verify" or not ran.stderr  # what it does not know, it only warns of

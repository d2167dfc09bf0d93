"""A client that stalls is hung up on, whatever it was at; one that is only slow is not."""

import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from pages.shell.server import patience
from tests.serving import free_port
from tests.sweep import some

LONG = 100_000_000  # bytes, more than any buffer between two sockets holds
HEAD = b"PUT /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n"
UPGRADE = (
    b"GET /stream HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)
FORM = b"PUT /form HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=x\r\n"


class Running:
    """A server with pages of a line; what it is still at, and what it logged."""

    def __init__(self) -> None:
        self.port, self.at, self.began = free_port(), 0, threading.Event()
        routes = [
            Route("/", lambda request: PlainTextResponse("here")),
            Route("/upload", self._upload, methods=["PUT"]),
            Route("/form", self._form, methods=["PUT"]),
            Route("/long", self._long),
            WebSocketRoute("/stream", self._stream),
        ]
        app = Starlette(routes=routes, middleware=[Middleware(patience.Quiet)])
        config = uvicorn.Config(
            app,
            port=self.port,
            http=patience.Patient,
            ws="websockets-sansio",
            log_config=None,
            access_log=False,
        )
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)

    async def _upload(self, request: Request) -> Response:
        self._begin()
        try:
            return PlainTextResponse(f"{len(await request.body())}")
        finally:
            self.at -= 1

    async def _form(self, request: Request) -> Response:
        self._begin()
        try:
            return PlainTextResponse(f"{len(await request.form())}")
        finally:
            self.at -= 1

    async def _long(self, request: Request) -> Response:
        async def pieces():
            self._begin()
            try:
                for _ in range(LONG // 100_000):
                    yield bytes(100_000)
            finally:
                self.at -= 1

        return StreamingResponse(pieces())

    async def _stream(self, socket: WebSocket) -> None:
        await socket.accept()
        self._begin()
        try:
            while True:
                await socket.send_bytes(bytes(100_000))
        except WebSocketDisconnect:
            pass
        finally:
            self.at -= 1

    def _begin(self) -> None:
        self.at += 1
        self.began.set()

    def client(self, said: bytes = b"") -> socket.socket:
        """Somebody who connects and says so much."""
        link = socket.socket()
        link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        link.settimeout(10)
        link.connect(("127.0.0.1", self.port))
        link.sendall(said)
        return link

    def is_answering(self) -> bool:
        with self.client(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n") as other:
            return b"here" in answer(other)

    def is_idle(self) -> bool:
        """Whether it comes to hold nobody's request any more."""
        end = time.monotonic() + 10
        while self.at or self.server.server_state.connections:
            if time.monotonic() > end:
                return False
            time.sleep(0.02)
        return True


@pytest.fixture
def running(monkeypatch, caplog) -> Iterator[Running]:
    for name in ("HEAD", "SILENCE", "TAKEN"):
        monkeypatch.setattr(patience, name, 0.4)
    ours = Running()
    yield ours
    ours.server.should_exit = True
    ours.thread.join(10)
    assert [one.message for one in caplog.get_records("call") if one.levelname == "ERROR"] == []


def answer(link: socket.socket) -> bytes:
    """All that comes until the other side hangs up."""
    found = b""
    try:
        while piece := link.recv(65536):
            found += piece
    except ConnectionResetError:
        pass
    return found


HALVES = {
    "half a body": HEAD + b"half",
    "half a head": b"GET / HTTP/1.1\r\nHost: a\r\n",
    "half a second head": b"GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HT",
    "nothing": b"",
    "a word": b"GET / HT",
    "half a form": FORM
    + b'Content-Length: 99\r\n\r\n--x\r\nContent-Disposition: form-data; name="a"',
}


@pytest.mark.parametrize("half", some(HALVES, 3))
def test_who_stops_half_way_is_hung_up_on(running, half):
    with running.client(HALVES[half]) as link:
        begun = time.monotonic()
        assert running.is_answering()
        answer(link)
        assert 0.2 < time.monotonic() - begun < 3
    assert running.is_idle()


def test_a_head_that_drips_has_an_end(running):
    with running.client() as link, pytest.raises(OSError):
        for _ in range(40):
            link.sendall(b"a")
            time.sleep(0.05)
    assert running.is_idle()


def test_who_hangs_up_half_way_leaves_nothing_and_no_fault_in_the_log(running):
    for said in (HEAD + b"half", FORM + b"Content-Length: 99\r\n\r\n--x\r\n"):
        running.began.clear()
        with running.client(said):
            assert running.began.wait(5)
        assert running.is_idle()


def test_an_upload_that_is_only_slow_comes_to_its_end(running):
    with running.client(HEAD) as link:
        for letter in b"123456789":
            link.sendall(bytes([letter]))
            time.sleep(0.1)
        assert link.recv(65536).endswith(b"9")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux hangs up on a shut window")
def test_a_reader_who_takes_nothing_more_is_hung_up_on_and_others_are_not_slowed(running):
    with ExitStack() as readers:
        for _ in range(5):
            link = readers.enter_context(running.client())
            link.sendall(b"GET /long HTTP/1.1\r\nHost: a\r\n\r\n")
        assert running.began.wait(5)
        begun = time.monotonic()
        assert running.is_answering() and time.monotonic() - begun < 0.5
        assert running.is_idle()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux hangs up on a shut window")
def test_a_web_socket_that_is_not_read_any_more_is_hung_up_on(running):
    with running.client(UPGRADE):
        assert running.began.wait(5)
        assert running.is_answering()
        assert running.is_idle()


HUGE = {
    "many headers": b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: y\r\n" * 20_000,
    "a long header": b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"y" * 200_000,
    "a long address": b"GET /" + b"y" * 200_000,
}


@pytest.mark.parametrize("head", some(HUGE, 3))
def test_a_huge_head_is_refused(running, head):
    with running.client() as link:
        with suppress(OSError):  # it hung up already
            link.sendall(HUGE[head])
        assert b" 400 " in answer(link)[:20]
    assert running.is_answering()


def test_a_form_of_many_parts_is_refused(running):
    part = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n'
    body = part * 2_000 + b"--x--\r\n"
    with running.client(FORM + b"Content-Length: %d\r\n\r\n" % len(body)) as link:
        link.sendall(body)
        assert b" 400 " in link.recv(65536)

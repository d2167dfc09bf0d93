"""How long the server waits for a client: one that stalls is hung up on, and holds nothing more.

Streamlit's server (uvicorn) waits for good: for the rest of a request, and for a reader that takes
nothing more of an answer or of its WebSocket. It has no setting for either. The class that reads
requests is chosen before this is loaded, so that class makes ours.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

import h11
from starlette.requests import ClientDisconnect
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD = 30.0  # seconds for the first line and the headers of a request, however they drip
SILENCE = 30.0  # seconds in which more of its body has to come
TAKEN = 60.0  # seconds in which a reader has to take something of what is sent

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


def begin() -> None:
    """From now on this process waits so long; before it listens."""

    def made(kind: type[H11Protocol], *_: object, **__: object) -> H11Protocol:
        return object.__new__(Patient if kind is H11Protocol else kind)

    H11Protocol.__new__ = staticmethod(made)  # type: ignore[method-assign, assignment]


class Patient(H11Protocol):
    """Reads the requests of one connection, until it becomes a WebSocket."""

    _began = _heard = 0.0
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Somebody connected."""
        super().connection_made(transport)
        link = transport.get_extra_info("socket")
        if hasattr(socket, "TCP_USER_TIMEOUT") and link.family in (socket.AF_INET, socket.AF_INET6):
            # Linux hangs up on a reader whose window stays shut; a WebSocket inherits it.
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(TAKEN * 1000))
        self._began = self._heard = self.loop.time()
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Something came."""
        self._heard = self.loop.time()
        super().data_received(data)

    def on_response_complete(self) -> None:
        """An answer is sent; the next request may begin."""
        self._began = self.loop.time()
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        if self._timer is not None:
            self._timer.cancel()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._timer = self.loop.call_later(min(HEAD, SILENCE) / 4, self._look)

    def _look(self) -> None:
        """Hangs up where the client owes something for too long."""
        if self.transport.is_closing() or self.transport.get_protocol() is not self:
            return
        now = self.loop.time()
        if self.flow.read_paused:  # it may not send
            self._heard = now
        is_late = (self.conn.their_state is h11.IDLE and now - self._began > HEAD) or (
            self.conn.their_state is h11.SEND_BODY and now - self._heard > SILENCE
        )
        if is_late:
            self.transport.abort()
        else:
            self._wait()


class Quiet:
    """The ASGI middleware for who hung up while his request was read: nobody needs an answer."""

    def __init__(self, app: Callable[[Message, Receive, Send], Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Passes everything on; uvicorn would log each as a fault of the program."""
        with suppress(ClientDisconnect):
            await self.app(scope, receive, send)

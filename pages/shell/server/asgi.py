"""What passes between a server and its application, as ASGI has it."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]


def values(scope: Message, name: bytes) -> list[str]:
    """What the headers of a name say, in their order."""
    return [value.decode("latin-1") for key, value in scope["headers"] if key.lower() == name]

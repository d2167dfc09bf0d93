"""Files that were made for somebody are sent to nobody else.

Streamlit keeps a file that was taken from a page under an address made of its content, and sends it
to whoever knows the address. Here it is kept for whom each was made; where people sign in, only
they get it, in the role of then: who has lost it since gets nothing.
"""

from collections import OrderedDict
from threading import Lock

from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime.memory_media_file_storage import _calculate_file_id

from data.access.person import OPERATOR, READER, Person, person

PLACE, MOST = "/media/", 10_000  # files of which is known whose they are; the oldest are forgotten
_owners: OrderedDict[str, set[Person]] = OrderedDict()
_lock = Lock()


def own(content: bytes, mime: str, file: str, who: Person) -> None:
    """Notes that a file was made for somebody, before Streamlit keeps it."""
    name = _calculate_file_id(content, mime, file)
    with _lock:
        _owners.setdefault(name, set()).add(who)
        _owners.move_to_end(name)
        while len(_owners) > MOST:
            _owners.popitem(last=False)


def is_for(name: str, who: Person) -> bool:
    """Whether somebody may have a file by the name in its address.

    One that was made where nobody signs in is for whoever asks, one of which nothing is known for
    nobody.
    """
    owners = _owners.get(name.partition(".")[0], set())
    return who in owners or not owners.isdisjoint({OPERATOR, READER})


class Media:
    """The ASGI middleware behind what finds out whose a request is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hands a request on, but for a file of somebody else."""
        path = str(scope.get("path", ""))
        is_file = scope["type"] == "http" and path.startswith(PLACE)
        if not is_file or is_for(path.removeprefix(PLACE), person()):
            await self.app(scope, receive, send)
            return
        headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": 404, "headers": headers})
        await send({"type": "http.response.body", "body": b"Not found.\n"})

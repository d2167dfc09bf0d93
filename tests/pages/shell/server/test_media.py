"""A file that was made for somebody is sent to nobody else."""

import pytest
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from data.access.person import NOBODY, OPERATOR, PROCESS, READER, Person, at_work
from pages.shell.server.media import Media, own
from tests.serving import answered

AN, BINH = Person("An", "steward", frozenset({"13972"})), Person("Bình", "viewer")
CSV = "text/csv"


def address(content: bytes, file: str = "dong.csv") -> str:
    """Where Streamlit keeps a file."""
    storage = MemoryMediaFileStorage("/media")
    name = storage.load_and_get_id(content, CSV, MediaFileKind.DOWNLOADABLE, file)
    return storage.get_url(name)


def status(path: str, who: Person) -> int:
    """What somebody is answered there: 200 is what stands behind."""
    told = []

    async def behind(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message):
        told.append(message.get("status"))

    async def asked():
        with at_work(who):
            await Media(behind)({"type": "http", "path": path}, None, send)

    answered(asked())
    return told[0]


def test_a_file_is_for_whom_it_was_made() -> None:
    own(b"mine", CSV, "dong.csv", AN)
    assert status(address(b"mine"), AN) == 200
    demoted = Person("An", "viewer")
    for who in (BINH, demoted, Person("An", "steward"), NOBODY, PROCESS):
        assert status(address(b"mine"), who) == 404
    own(b"mine", CSV, "dong.csv", BINH)  # the same content, taken by somebody else too
    assert status(address(b"mine"), BINH) == status(address(b"mine"), AN) == 200


@pytest.mark.parametrize("who", [OPERATOR, READER])
def test_where_nobody_signs_in_a_file_is_for_whoever_asks(who: Person) -> None:
    own(b"open", CSV, f"{who.role}.csv", who)
    assert status(address(b"open", f"{who.role}.csv"), PROCESS) == 200


def test_a_file_of_which_nothing_is_known_is_for_nobody() -> None:
    assert status(address(b"never taken"), AN) == 404
    assert status("/media/", AN) == 404
    assert status("/media-of-a-page", AN) == status("/map", AN) == 200

"""The views of meetings as they were shown: files that are named by what is in them.

They lie beside the snapshots, so that a copy of the store holds them; none is ever altered.
"""

import tempfile
from hashlib import sha256
from pathlib import Path

from data.ledger.gate import acting
from data.refusal import Bilingual, RefusedError
from data.store.atomic import flush, swap

FOLDER = "meetings"


class LostError(Exception):
    """What was shown is not in the store, or is not what was put there."""


def keep(store: Path, meeting: int, shown: bytes, suffix: str, actor: str) -> str:
    """Put what was shown beside a meeting; returns its fingerprint (SHA-256), its name there.

    The file is on the disk when this returns. RefusedError where the actor is not admitted or the
    disk does not take it: then nothing of it stays.
    """
    name = sha256(shown).hexdigest()
    place = _place(store, meeting, name, suffix)
    with acting(store, actor, "freeze_view"):
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=place.parent, prefix=".frozen-") as scratch:
                fresh = Path(scratch) / place.name
                fresh.write_bytes(shown)
                flush(fresh)
                swap(fresh, place)
        except OSError as error:
            raise RefusedError(
                FOLDER,
                Bilingual(
                    f"không lưu được nội dung trình chiếu ({error.strerror}).",
                    f"what is shown cannot be kept ({error.strerror}).",
                ),
                Bilingual(
                    "Hãy kiểm tra dung lượng đĩa và quyền ghi của kho dữ liệu, rồi làm lại.",
                    "Look at the room and the rights of the store's disk, then do it again.",
                ),
            ) from error
    return name


def shown(store: Path, meeting: int, name: str, suffix: str) -> bytes:
    """What was kept under a fingerprint; LostError where it is gone or was altered."""
    try:
        found = _place(store, meeting, name, suffix).read_bytes()
    except OSError:
        raise LostError from None
    if sha256(found).hexdigest() != name:
        raise LostError
    return found


def _place(store: Path, meeting: int, name: str, suffix: str) -> Path:
    return Path(store) / FOLDER / str(int(meeting)) / f"{name}{suffix}"

"""A file as bytes: is it there, is it UTF-8, how do its lines end, what is its SHA-256?"""

import codecs
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from data.refusal import Bilingual, RefusedError

BLOCK = 1 << 22
# What no text file holds; 0x1F is what the reader of lines takes for a separator.
CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
SAVE_AS_UTF8 = Bilingual(
    "Hãy lưu lại tệp dạng “CSV UTF-8” rồi gửi lại.", "Save it as “CSV UTF-8” and send it again."
)


@dataclass(frozen=True)
class Source:
    """A readable file: `lines` counts its line feeds, `has_one_ending` is false if CR is mixed."""

    path: Path
    sha256: str
    bytes: int
    lines: int
    has_one_ending: bool


def inspect(path: Path) -> Source:
    """Read a file once from end to end.

    RefusedError when it is missing or cannot be opened, or where a byte is not UTF-8 text.
    """
    digest, decoder = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    feeds = returns = pairs = offset = 0
    previous = b""
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                digest.update(block)
                _check_text(path, block, decoder, offset, feeds)
                feeds += block.count(b"\n")
                returns += block.count(b"\r")
                pairs += (previous[-1:] + block).count(b"\r\n")
                offset += len(block)
                previous = block
            _check_end(path, decoder, offset, feeds)
    except OSError as error:
        raise _unopened(path, error) from error
    has_one_ending = returns in (0, feeds) and returns == pairs
    return Source(path, digest.hexdigest(), offset, feeds, has_one_ending)


def _check_text(
    path: Path, block: bytes, decoder: codecs.IncrementalDecoder, offset: int, feeds: int
) -> None:
    """RefusedError at the first byte of a block that is not UTF-8, or is a control character."""
    wrong = [found.start()] if (found := CONTROL.search(block)) else []
    waiting = len(decoder.getstate()[0])
    try:
        decoder.decode(block)
    except UnicodeDecodeError as error:
        wrong.append(error.start - waiting)
    if wrong:
        raise _unreadable(path, block, min(wrong), offset, feeds)


def _check_end(path: Path, decoder: codecs.IncrementalDecoder, offset: int, feeds: int) -> None:
    if waiting := len(decoder.getstate()[0]):
        raise _unreadable(path, b"", -waiting, offset, feeds)


def _unreadable(path: Path, block: bytes, at: int, offset: int, feeds: int) -> RefusedError:
    line, byte = feeds + block[: max(at, 0)].count(b"\n") + 1, offset + at + 1
    return RefusedError(
        path,
        Bilingual(
            f"tệp không phải văn bản UTF-8: byte thứ {byte}, dòng {line}.",
            f"the file is not UTF-8 text: byte {byte}, line {line}.",
        ),
        SAVE_AS_UTF8,
        line,
    )


def _unopened(path: Path, error: OSError) -> RefusedError:
    if isinstance(error, FileNotFoundError):
        return RefusedError(
            path,
            Bilingual("thiếu tệp này.", f"this export is missing in {path.parent}."),
            Bilingual(
                "Hãy chép tệp vào thư mục dữ liệu; nếu kỳ này không có số liệu thì gửi tệp chỉ có "
                "dòng tiêu đề.",
                "Add it; if there is nothing to report, a file with only the header row will do.",
            ),
        )
    return RefusedError(
        path,
        Bilingual(f"không mở được tệp ({error.strerror}).", f"cannot be opened: {error.strerror}."),
        Bilingual("Hãy kiểm tra tệp và quyền đọc.", "Check the file and who may read it."),
    )

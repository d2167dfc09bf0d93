"""Which encoding the bytes of a text file are in; no file is read in a wrong one in silence.

Windows-1258 has a letter for almost each byte, so that bytes of another encoding become wrong
letters and no error: it is taken only where the words that come out are Vietnamese.
"""

import codecs
import io
import re
from collections.abc import Iterator
from pathlib import Path

from data.read import refusals
from data.read.text.legacy import suspect
from data.read.text.syllables import share_of_syllables
from data.refusal import RefusedError

BLOCK = 1 << 22
SAMPLE = 1 << 18
VIETNAMESE = 0.7  # share of marked words that must be syllables
CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r")
CONTROL = re.compile(b"[" + re.escape(CONTROLS) + b"]")
STRAY, ONE_IN = 10, 200  # control characters in a block of text that may be cleaned away
WIDE = {
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


def codec_of(path: Path, legacy: str = "") -> str:
    """The name of the Python codec: utf-8, utf-8-sig, utf-16-le, utf-16-be, cp1258 or cp1252.

    Bytes of a font encoding that a person confirmed are cp1252. RefusedError for any others.
    """
    with path.open("rb") as file:
        head = file.read(SAMPLE)
    if head.startswith(codecs.BOM_UTF32_LE):
        raise refusals.not_text(path)
    for mark, codec in WIDE.items():
        if head.startswith(mark):
            return _checked(path, codec)
    wide = _wide(head)
    if wide:
        return _checked(path, wide)
    if _is_utf8(path):
        return "utf-8-sig" if head.startswith(codecs.BOM_UTF8) else "utf-8"
    return _one_byte(path, legacy)


def texts(path: Path, codec: str) -> Iterator[str]:
    """The text of a file in large blocks, without the mark in front; line ends as they are."""
    decoder = codecs.getincrementaldecoder(codec)()
    with path.open("rb") as file:
        if codec.startswith("utf-16") and file.read(2) not in WIDE:
            file.seek(0)
        while block := file.read(BLOCK):
            yield decoder.decode(block)
        yield decoder.decode(b"", final=True)


def _wide(head: bytes) -> str:
    """UTF-16 without a mark: digits, separators and line ends have a zero byte each."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    enough = max(len(head) // 2 // 10, 1)
    if odd >= enough and even * 20 < odd:
        return "utf-16-le"
    return "utf-16-be" if even >= enough and odd * 20 < even else ""


def _checked(path: Path, codec: str) -> str:
    try:
        for text in texts(path, codec):
            if _is_binary(text.encode()):
                raise refusals.not_text(path)
    except UnicodeDecodeError as error:
        raise refusals.not_text(path) from error
    return codec


def _is_binary(block: bytes) -> bool:
    found = len(block) - len(block.translate(None, CONTROLS))
    return b"\x00" in block or found > max(STRAY, len(block) // ONE_IN)


def _not_text(path: Path) -> RefusedError:
    """With the place of the first byte that is not of UTF-8 text."""
    content = path.read_bytes()
    control = CONTROL.search(content)
    at = control.start() if control else len(content)
    try:
        content[:at].decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start
    return refusals.not_text(path, at + 1, content.count(b"\n", 0, at) + 1)


def _is_utf8(path: Path) -> bool:
    """RefusedError where a byte is of no text at all."""
    decoder, is_utf8 = codecs.getincrementaldecoder("utf-8")(), True
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            if _is_binary(block):
                raise _not_text(path)
            if is_utf8 and not (block.isascii() and not decoder.getstate()[0]):
                try:
                    decoder.decode(block)
                except UnicodeDecodeError:
                    is_utf8 = False
    return is_utf8 and not decoder.getstate()[0]


def _one_byte(path: Path, legacy: str) -> str:
    text = path.read_bytes()
    with io.BytesIO(text) as file:
        marked = b"\n".join(line for line in file if not line.isascii())[:SAMPLE]
    try:
        text.decode("cp1258")
        if not legacy and share_of_syllables(marked.decode("cp1258")) >= VIETNAMESE:
            return "cp1258"
    except UnicodeDecodeError:
        pass
    try:
        text.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _not_text(path) from error
    if legacy or suspect(marked.decode("cp1252")):
        return "cp1252"
    raise _not_text(path)

"""What fuzzing starts from: the awkward files of tests/data/files, and the words of the project."""

import io
import zipfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from data.exports import exports
from data.match.vocabulary import LEVEL, words
from tests.fuzz.targets import TARGETS
from tests.fuzz.workbooks import ALL_XML

FILES = Path(__file__).parents[1] / "data" / "files"
LONGEST = 4096  # bytes of an input: longer ones find no more, and slower
# What each target wants before its text.
OPTIONS = {
    "read_as_text": (b"\0", b"\x20", b"\x42", b"\x60", b"\x24", b"\x06", b"\x08", b"\x10"),
    "read_into_table": (b"\0", b"\x20", b"\x42"),
    "look_into_sheet": tuple(map(bytes, ([1], [4], [8], [12], [129], [132], [136], [140]))),
    "read_values": tuple(bytes([place]) for place in range(5)),
    "find_header": (b"\0\x80\0\0\0", b"\x01\0\0\x01\x02"),
    "judge_columns": tuple(
        bytes([place, field]) for place in range(len(exports())) for field in (0, 2, 4, 6)
    ),
    "say_codes": tuple(bytes([place]) for place in range(8)),
    "resolve_names": (b"\0\x34\0", b"\xb0\x34\0", b"\xb0\x34\1"),
}
XML = (
    *('<row r="', '<row r="2" hidden="1"', "</row>", '<c r="', ' t="e"', "<f>", "</f>", "<v>"),
    *('t="str"', "</v></c>", "<x:worksheet", '<dimension ref="A1:', "<!DOCTYPE", "/><", "<c/>"),
)
SIGNS = (
    *('"', '""', ";", "\t", "\r\n", "\r", "\ufeff", "\u00a0", "\u200b", "\u2028", "\u0301", "Đ"),
    *("1.234", "1.234,5", "1,234.5", "07/2023", "12/07/2023", "2023-07-12", "T7/2023", "ooà"),
    *("12345678901234", "123456789012345", "1.234.567.890.123", ",12345", "29/02/2023", " 07:30"),
    *("Năm 2024", "tháng 7 năm 2024", "Tổng", "(cũ)", "TT. ", "UBND ", "huyện ", "thị trấn "),
)


def seeds() -> Iterator[bytes]:
    """The signs for each option of each target; each file for each target, the options in turn."""
    for place, target in enumerate(TARGETS):
        for option in OPTIONS.get(target.__name__, (b"",)):
            yield bytes([place]) + option + "\n".join(SIGNS).encode()
    files = sorted(path for path in FILES.iterdir() if path.is_file())
    for turn, path in enumerate(files):
        whole = path.read_bytes()
        for place, target in enumerate(TARGETS):
            body = whole
            if target.__name__ == "look_into_sheet":
                body = _part_of(whole, ALL_XML[turn % len(ALL_XML)])
            elif target.__name__ != "look_into_zip" and path.suffix not in (".csv", ".txt"):
                continue
            options = OPTIONS.get(target.__name__, (b"",))
            if body:
                yield (bytes([place]) + options[turn % len(options)] + body)[:LONGEST]


def _part_of(whole: bytes, name: str) -> bytes:
    """The XML of a part of a workbook; nothing of any other file, or of a large part."""
    try:
        with zipfile.ZipFile(io.BytesIO(whole)) as archive:
            part = archive.getinfo(name)
            return archive.read(part) if part.file_size < LONGEST else b""
    except (zipfile.BadZipFile, KeyError):
        return b""


def dictionary() -> str:
    """The words that fuzzing puts in, as libFuzzer reads them."""
    headers = chain.from_iterable(export.fields.values() for export in exports())
    texts = dict.fromkeys([*SIGNS, *XML, *headers, *words(LEVEL)])
    return "".join(f'"{_escaped(text)}"\n' for text in texts)


def _escaped(text: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in text.encode())


def write(folder: Path) -> tuple[Path, Path]:
    """Write both under a folder; the folder of the inputs and the file of the words."""
    inputs, named = folder / "seeds", folder / "words.txt"
    inputs.mkdir(parents=True, exist_ok=True)
    for place, seed in enumerate(seeds()):
        (inputs / f"{place:04}").write_bytes(seed)
    named.write_text(dictionary(), encoding="ascii")
    return inputs, named

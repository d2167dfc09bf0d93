"""Text in every encoding, form and separator comes out as the same cells."""

import codecs
import unicodedata

import pytest

from data.refusal import RefusedError
from tests.sweep import some

ROWS = [
    ("Mã xã", "Tên xã", "Số người tham dự"),
    ("13708", "Đồng Sơn", "1.234"),
    ("13711", "Nghĩa Thắng (cũ)", "0,5"),
    ("13714", None, "Ý kiến: ắằẳẵặ ấầẩẫậ Ệ Ữ"),
]


def text_of(separator: str) -> str:
    return "".join(separator.join(cell or "" for cell in row) + "\n" for row in ROWS)


@pytest.mark.parametrize("separator", some([";", "\t", ","], 3))
@pytest.mark.parametrize("form", some(["NFD", "NFC"], 2))
@pytest.mark.parametrize(
    ("named", "codec", "mark"),
    [
        ("utf-8", "utf-8", b""),
        ("utf-8-sig", "utf-8", codecs.BOM_UTF8),
        ("utf-16", "utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16", "utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16", "utf-16-le", b""),
        ("utf-16", "utf-16-be", b""),
    ],
)
def test_unicode(take, rows_of, separator, form, named, codec, mark):
    text = text_of(separator)
    if separator == ",":
        text = text.replace("0,5", '"0,5"')
    reading = take(mark + unicodedata.normalize(form, text).encode(codec))
    assert (reading.encoding, reading.separator, reading.legacy) == (named, separator, "")
    assert rows_of(reading.sheets[0]) == [(n, *row) for n, row in enumerate(ROWS, 1)]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_windows_1258(take, rows_of, in_cp1258, separator):
    reading = take(in_cp1258(text_of(separator)))
    assert (reading.encoding, reading.separator) == ("cp1258", separator)
    assert rows_of(reading.sheets[0]) == [(n, *row) for n, row in enumerate(ROWS, 1)]


@pytest.mark.parametrize(
    "content",
    [
        "Mã;Tên\n1;Đồng".encode() + b"\xe1\xba",  # cut off in a letter, and no other encoding
        "nom;été;élève;où;naïve;garçon;hôtel;fenêtre\n".encode("cp1252") * 9,
        b"\x00\x01\x02\x03" * 500,
        bytes(range(256)) * 20,
        "a;b\n1;2\n".encode("utf-32"),
        codecs.BOM_UTF16_LE + b"a\x00;\x00\x00\xd8b\x00",  # half a pair
    ],
    ids=["cut", "french", "binary", "all_bytes", "utf32", "surrogate"],
)
def test_an_encoding_that_is_not_sure_is_refused(take, content):
    with pytest.raises(RefusedError, match="neither a workbook nor text"):
        take(content)


@pytest.mark.parametrize("wrong", ["\xe0".encode("latin-1"), "ộ".encode()[:2], b"\xff"])
def test_a_byte_of_no_text_is_told_with_its_place(take, wrong):
    with pytest.raises(RefusedError, match=r"known encoding: byte 19, line 2\.") as caught:
        take("Mã;Tên xã\n".encode() + b"1;ab;" + wrong + b"\n")
    assert caught.value.line == 2


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Ðồng Sơn", "Đồng Sơn"),
        ("\u200bXã\u00a0\u00a0Nghĩa \u2009 An\u200d ", "Xã Nghĩa An"),
        ("Hòa\u00adBình", "HòaBình"),
        ("a\x07b\x1fc\x1ed", "abcd"),
        ("a\tb", "a b"),
        ("o\u0302\u0301 a\u200b\u0301", "ố á"),
        ("một\u2028hai\u0085ba", "một hai ba"),
        ("\u037e", "?"),
    ],
)
def test_what_nobody_sees_is_cleaned(take, rows_of, typed, read):
    reading = take(f"Mã;Tên\n1;{typed}\n".encode())
    assert rows_of(reading.sheets[0])[1] == (2, "1", read)

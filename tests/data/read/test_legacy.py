"""Text typed in fonts from before Unicode is told from Vietnamese, French and English."""

import csv
import tomllib
import unicodedata
from pathlib import Path

import pytest

from data.read.text.legacy import TCVN3, TCVN3_LETTERS, VNI, converted, suspect
from data.read.text.syllables import is_syllable, marked_words
from data.reference import UNITS_CSV
from data.refusal import RefusedError

ROOT = Path(__file__).parents[3]
LETTERS = "đ" + "".join(
    unicodedata.normalize("NFC", base + tone)
    for base in "aăâeêioôơuưy"
    for tone in ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
    if not (base + tone).isascii()
)
ALL = LETTERS + LETTERS.upper()


@pytest.fixture(scope="module")
def names() -> str:
    with UNITS_CSV.open(encoding="utf-8") as file:
        return "\n".join(row["name"] for row in csv.DictReader(file))


@pytest.fixture(scope="module")
def headers() -> str:
    with (ROOT / "data" / "exports.toml").open("rb") as file:
        return "\n".join(
            header for export in tomllib.load(file).values() for header in export["fields"].values()
        )


def typed(text: str, legacy: str) -> str:
    """Text as someone with an old font would have typed it."""
    if legacy == "tcvn3":
        signs = {letter: sign for sign, letter in TCVN3.items()}
        return "".join(signs.get(c) or signs.get(c.lower(), c) for c in text)
    signs = {}
    for sign, letter in VNI.items():
        signs.setdefault(letter, sign)
    for letter in "íìÍÌ":
        signs[letter] = letter
    return "".join(signs.get(c, c) for c in text)


def test_there_are_134_letters():
    assert len(set(ALL)) == 134
    assert set(VNI.values()) | set("íìÍÌ") == set(ALL)  # these four are written the same in VNI
    assert set(TCVN3_LETTERS) == set(LETTERS + "ĂÂÊÔƠƯĐ")  # no capitals with a tone


@pytest.mark.parametrize("letter", ALL)
def test_each_letter_there_and_back(letter):
    assert converted(typed(letter, "vni"), "vni") == letter
    small = letter if letter in TCVN3_LETTERS else letter.lower()
    assert converted(typed(letter, "tcvn3"), "tcvn3") == small


@pytest.mark.parametrize(
    ("legacy", "text", "read"),
    [
        ("tcvn3", "UBND x· Yªn §ång, tØnh Nam §Þnh", "UBND xã Yên Đồng, tỉnh Nam Định"),
        ("tcvn3", "Sè ng­êi tham dù", "Số người tham dự"),
        ("vni", "UBND xaõ Yeân Ñoàng, tænh Nam Ñònh", "UBND xã Yên Đồng, tỉnh Nam Định"),
        ("vni", "SOÁ NGÖÔØI THAM DÖÏ", "SỐ NGƯỜI THAM DỰ"),
    ],
)
def test_words_as_they_are_found_in_files(legacy, text, read):
    assert converted(text, legacy) == read
    assert suspect(f"{text}\n{text}") == legacy


@pytest.mark.parametrize("legacy", ["tcvn3", "vni"])
def test_the_names_and_headers_of_the_province(names, headers, legacy):
    for text in (names, headers):
        words = marked_words(text.replace("(", " ").replace(")", " "))
        strange = {word for word in words if not is_syllable(word)}
        assert strange <= {"TMĐT"}
        assert suspect(text) == ""
        assert suspect(typed(text, legacy)) == legacy
        back = converted(typed(text, legacy), legacy)
        assert back == text if legacy == "vni" else back.lower() == text.lower()


@pytest.mark.parametrize(
    "text",
    [
        "L'été, où l'élève français naïve a dîné à l'hôtel près de la forêt; garçon, Noël, œuvre",
        "The naïve café owner's résumé — a cliché, façade and all – cost €20 or £15",
        "plain English without any sign at all " * 20,
        "Größe über Straße für Mädchen, schöne Grüße, Öl, Ärger",
        "§1 ®2 ©3 µm ½ ¾",
        "",
    ],
)
def test_other_languages_are_not_taken_for_it(text):
    assert suspect(text) == ""


def test_words_that_are_no_syllables():
    assert all(map(is_syllable, ["giếng", "quyển", "nghiêng", "Ỷ", "ĐƯỜNG", "khuỷu", "gì"]))
    assert not any(map(is_syllable, ["x·", "§Þnh", "été", "các̀", "ngưòí", "hạm̉", "đượk", "bc"]))


@pytest.mark.parametrize("legacy", ["tcvn3", "vni"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_file_is_converted_only_when_a_person_said_so(take, rows_of, legacy, encoding):
    text = "Mã xã;Tên xã\n13708;Đồng Sơn\n13711;Nghĩa Thắng\n13714;Phương Định\n"
    content = typed(text, legacy).encode(encoding)
    reading = take(content)
    assert (reading.encoding, reading.legacy) == (encoding, legacy)
    assert rows_of(reading.sheets[0])[1] == (2, "13708", typed("Đồng Sơn", legacy))
    reading = take(content, legacy=legacy)
    assert reading.legacy == ""
    assert rows_of(reading.sheets[0])[1:3] == [
        (2, "13708", "Đồng Sơn"),
        (3, "13711", "Nghĩa Thắng"),
    ]


def test_a_person_may_confirm_what_is_too_short_to_suspect(take, rows_of):
    content = "Ma;Ten\n1;§ång\n".encode("cp1252")
    with pytest.raises(RefusedError):
        take(content)
    reading = take(content, legacy="tcvn3")
    assert (reading.encoding, rows_of(reading.sheets[0])[1]) == ("cp1252", (2, "1", "Đồng"))


def test_an_unknown_legacy_encoding_is_a_mistake_of_the_caller(take):
    with pytest.raises(ValueError, match="tcvn3"):
        take(b"a;b\n", legacy="viscii")

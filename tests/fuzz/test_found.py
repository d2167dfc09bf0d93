"""Inputs that fuzzing found, as short as they could be made; each must hold for good."""

import pytest

from tests.fuzz.targets import one_input

FOUND = {
    # A line with marks lost the soft hyphens of a font that nobody confirmed yet: ư in TCVN3.
    "a letter of an old font between marks": (
        b"\0\0T\xaan x\xb7;Huy\xd6n;Th\xb8ng\nNam Ph\xf3c;M\xfc L\xe9c;1\n"
        b'"H\xadng Ph\xf3";Huy\xd6n;2\n'
    ),
    # The list of sheets in an encoding that is none was a LookupError.
    "an unknown encoding of XML": b'\x02\x04<?xml version="1.0" encoding="UTN-8"?><workbook/>',
    # What no macro reads of a workbook's number comes back as a person writes it, without its mark.
    "the mark of a number and nothing behind it": b"\x09\x02#\n \xfb\x09\xd0\n",
}


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_holds(name):
    one_input(FOUND[name])

"""The hash of a change, worked out by hand with another program."""

import hashlib

import pytest

from data.ledger.keeping.links import Head, hash_of, head_from

ROW = {
    "id": 2,
    "at": "2026-11-02T00:00:00+00:00",
    "actor": "Sở KH&CN",
    "action": "save_scenario",
    "subject": "scenario A",
    "before": None,
    "after": {10: [0.1, True], 9: "ă"},
    "previous": "a" * 64,
}
WRITTEN = (
    r'{"action":"save_scenario","actor":"S\u1edf KH&CN","after":{"10":[0.1,true],"9":"\u0103"},'
    r'"at":"2026-11-02T00:00:00+00:00","before":null,"id":2,"previous":"' + "a" * 64 + '",'
    r'"subject":"scenario A"}'
)


def test_a_hash_is_that_of_the_canonical_json():
    assert hash_of(ROW) == hashlib.sha256(WRITTEN.encode()).hexdigest()
    assert hash_of(ROW) == "83eb17b05fec8c4e64d5877db5dc2eff8fc2d2844d1576f949748a9293154457"


def test_what_is_read_again_has_the_same_hash():
    assert hash_of({**ROW, "after": {"10": (0.1, True), "9": "ă"}}) == hash_of(ROW)


@pytest.mark.parametrize("name", ROW)
def test_each_field_is_in_the_hash(name):
    assert hash_of({**ROW, name: 7}) != hash_of(ROW)


def test_a_head_is_read_as_it_is_written():
    head = Head(12, "0f" * 32)
    assert head_from(f" {head}\n") == head
    for text in ("", "12", f"0:{head.hash}", f"12:{head.hash[1:]}", f"12:{head.hash.upper()}"):
        with pytest.raises(ValueError, match="no head"):
            head_from(text)

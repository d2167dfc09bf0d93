"""Who may be at work, for tests that ask each of them."""

from data.access.person import NOBODY, OPERATOR, PROCESS, READER, Person

MY_LOC, NGHIA_HUNG = "13708", "13891"  # communes of 2025 of two former districts
PERSONS = {
    "nobody": NOBODY,
    "reader": READER,
    "viewer": Person("Xem", "viewer"),
    "analyst": Person("Phân tích", "analyst"),
    "steward": Person("Số liệu tỉnh", "steward"),
    "own": Person("Số liệu Mỹ Lộc", "steward", frozenset({MY_LOC})),
    "other": Person("Số liệu xã khác", "steward", frozenset({NGHIA_HUNG})),
    "none": Person("Số liệu chưa giao", "steward", frozenset()),
    "secretary": Person("Thư ký", "secretary"),
    "admin": Person("Quản trị", "admin"),
    "operator": OPERATOR,
    "program": PROCESS,
}
STEWARDS = {"steward", "own", "other", "none"}
EVERYWHERE = {"steward", "admin", "operator"}  # who changes what concerns all communes

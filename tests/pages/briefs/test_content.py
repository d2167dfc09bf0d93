"""What documents say of a meeting."""

from pages.briefs.content import clean, parts
from tests.pages.briefs.example import brief


def test_three_sentences_are_read_in_a_meeting_and_the_mark_stands_apart():
    first, _, refused = parts(brief())
    assert len(first.sentences) == 3
    assert "trình diễn" in first.mark
    assert first.decisions[0][3] == "Hồ sơ nộp trực tuyến · 9 xã · Kết quả mong đợi: 70%"
    assert (refused.mark, refused.table, refused.facts) == ("", None, ())


def test_a_letter_that_no_file_may_hold_is_left_out():
    (item, *_), whole = brief().items, brief()
    dirty = type(whole)(
        name="a\x00b\x0bc\ud800\uffff", date="1\n2", language="vi", items=(item, *whole.items[1:])
    )
    assert (clean(dirty).name, clean(dirty).date) == ("abc", "1\n2")
    assert clean(whole) == whole

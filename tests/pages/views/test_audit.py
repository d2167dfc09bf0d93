"""The audit page: what an admin reads of the list, what nobody else does, and a damaged list."""

import ast
import io
import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from data.access import person as at_the_door
from data.access.person import Person, at_work
from data.ledger.audit.listing import Filter, every
from data.ledger.changes import write_csv, write_jsonl
from data.ledger.database import SHARED
from data.ledger.gate import noting
from data.ledger.keeping.verify import head
from data.ledger.meetings.agenda import Meeting, save_meeting
from data.ledger.sent_alerts import keep_told
from data.refusal import RefusedError
from pages.text.language import Language
from pages.views.audit.files import content_of, written
from pages.views.audit.named import differences, known_actions
from tests.data.ledger.support import tampering
from tests.pages.opened import html_of, messages, opened, text_of

DATA = Path(__file__).parents[3]


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.delenv(SHARED, raising=False)
    monkeypatch.setenv("DX_STORE", str(tmp_path))
    return tmp_path


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """121 changes: 1 of An, 119 of Bình, 1 of nobody who is named."""
    store = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(SHARED, raising=False)
        keep_told(store, ["a"], "An")
        for number in range(119):
            noting(store, "Bình", "export", f"map/{number}.xlsx", facts={"bytes": number})
        noting(store, "", "ask_sql", "select <b>1</b>")
    return store


@pytest.fixture
def said(store, kept):
    """A copy of them in the store of a test."""
    return shutil.copytree(kept, store, dirs_exist_ok=True)


def test_the_newest_fifty_stand_there_in_words(said):
    app = opened("audit", lang="vi")
    assert not app.exception
    html, told = html_of(app), text_of(app)
    assert html.count("<tr class='row'>") == 50
    assert "Mục 1 đến 50 trong 121" in told
    assert "Tải tệp về" in told and "Câu truy vấn SQL" in told and "Không ghi tên" in told
    assert "select &lt;b&gt;1&lt;/b&gt;" in html and "<b>1</b>" not in html
    assert "map/118.xlsx" in html and "map/60.xlsx" not in html


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"audit_page": "3"}, 21),
        ({"audit_page": "99"}, 21),
        ({"audit_page": "x"}, 50),
        ({"audit_who": "An"}, 1),
        ({"audit_who": "-"}, 1),
        ({"audit_what": "ask_sql"}, 1),
        ({"audit_text": "/11"}, 10),
        ({"audit_from": "2001-01-01", "audit_to": "2001-01-02"}, 0),
        ({"audit_from": "yesterday"}, 50),
        ({"audit_what": "no such thing"}, 50),
    ],
)
def test_a_link_says_what_is_shown(said, query, count):
    app = opened("audit", **query)
    assert not app.exception
    assert html_of(app).count("<tr class='row'>") == count
    if not count:
        assert "There is no such change." in messages(app)


def test_a_way_to_older_ones(said):
    app = opened("audit")
    app.button(key="audit-older").click().run()
    assert "Changes 51 to 100 of 121" in text_of(app)
    app.button(key="audit-newer").click().run()
    assert "Changes 1 to 50 of 121" in text_of(app)


def test_the_head_is_there_to_be_copied(said):
    app = opened("audit")
    assert "Each change up to no. 121 is as it was written" in app.success[0].value.replace(
        "\\", ""
    )
    assert app.code[0].value == str(head(said))


def test_an_empty_list_says_so(store):
    app = opened("audit")
    assert "Nothing was changed yet." in messages(app)
    assert "There is no such change." in messages(app)


def test_a_damaged_list_is_told_with_its_first_bad_change(said):
    with tampering(said) as con:
        con.execute(text("update change set actor = 'x' where id in (40, 50)"))
    lines = messages(opened("audit"))
    assert "The list of changes is not as it was written." in lines
    assert lines.index("Change 40 was altered") < lines.index("Change 50 was altered")


def test_what_is_altered_later_is_found_from_the_start(said):
    app = opened("audit")
    with tampering(said) as con:
        con.execute(text("delete from change where id = 7"))
    app.button(key="audit-anew").click().run()
    assert "Before change 8 something was removed" in messages(app)


def test_who_is_no_admin_reads_nothing_of_it(said, monkeypatch):
    monkeypatch.setattr(at_the_door, "_found", lambda: Person("Bình", "analyst"))
    app = opened("audit")
    assert "Only for: " in text_of(app)
    assert "map/118.xlsx" not in html_of(app) and not app.success and not app.code


def test_files_are_made_for_no_one_else(said):
    content = content_of(said, Filter(), write_jsonl)
    with at_work(Person("Bình", "analyst")), pytest.raises(RefusedError):
        content()
    assert len(content().splitlines()) == 121


def test_files_hold_what_is_filtered_and_no_more_than_they_may(said):
    found = every(said, Filter(actor="Bình"))
    lines = written(found, write_jsonl, most=7).decode().splitlines()
    assert [json.loads(line)["subject"] for line in lines] == [
        f"map/{n}.xlsx" for n in range(118, 111, -1)
    ]
    table = written(every(said, Filter()), write_csv).decode("utf-8-sig").splitlines()
    assert len(table) == 122 and table[0].startswith("at;actor;action;subject")
    assert len(written(every(said, Filter()), write_jsonl, most_bytes=1_000)) < 2_000
    assert io.BytesIO(written(iter(()), write_jsonl)).read() == b""


def test_what_differs_is_told_field_by_field():
    assert differences(None, None) == []
    assert differences(None, {"a": 1, "b": None}) == [("a", None, "1"), ("b", None, "–")]
    assert differences({"a": "x", "c": [1]}, {"a": "y", "c": [1]}) == [("a", "x", "y")]
    assert differences({"a": True}, None) == [("a", "true", None)]
    assert differences("g1", "g2") == [("", "g1", "g2")]
    assert differences({"a": 1}, {"b": 2}) == [("b", "–", "2"), ("a", "1", "–")]


def test_a_meeting_is_readable(store):
    save_meeting(store, Meeting(name="Giao ban", held_on="2026-11-30"), "Văn phòng")
    html = html_of(opened("audit", lang="vi"))
    assert "Ghi cuộc họp" in html and "<b>name</b> Giao ban" in html


def actions_in_the_code() -> set[str]:
    """What is done through the gate, as `data/` names it."""
    found = set[str]()
    for path in (DATA / "data").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in ("changing", "acting", "publishing", "noting", "note"):
                    texts = [one for one in node.args if isinstance(one, ast.Constant)]
                    found |= {one.value for one in texts if isinstance(one.value, str)}
    return {one for one in found if one.isidentifier()}


def test_everything_that_is_done_has_words():
    known = known_actions(Language("vi"))
    assert len(actions_in_the_code()) > 20
    assert actions_in_the_code() - known.keys() == set()
    assert len(set(known.values())) == len(known)

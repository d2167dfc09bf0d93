"""Answers about a snapshot: computed once, shared by all, changed by nobody, bounded."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pandas as pd
import pytest

from pages.shell.answers import Answers
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text.language import Language


def frame(size: int = 3) -> pd.DataFrame:
    return pd.DataFrame({"code": ["a"] * size, "value": [1.0] * size})


def test_a_question_is_answered_once_however_many_ask_at_a_time():
    answers, asked, together = Answers(), [], Barrier(8)

    def ask(_: int) -> pd.DataFrame:
        together.wait()
        return answers.to("one", lambda: asked.append(1) or frame())

    with ThreadPoolExecutor(8) as sessions:
        found = list(sessions.map(ask, range(8)))
    assert len(asked) == 1
    assert all(one.equals(frame()) for one in found)


def change_a_cell(rows: pd.DataFrame) -> None:
    rows.loc[0, "value"] = 2.0


def add_a_column(rows: pd.DataFrame) -> None:
    rows["more"] = 1


def take_a_column_out(rows: pd.DataFrame) -> None:
    rows.pop("value")


def fill_a_column(rows: pd.DataFrame) -> None:
    rows["value"] = rows["value"].where(rows["value"] > 1)


@pytest.mark.parametrize("change", [change_a_cell, add_a_column, take_a_column_out, fill_a_column])
@pytest.mark.parametrize("asked", ["first", "later"])
def test_who_changes_an_answer_changes_only_his_own(change, asked):
    answers = Answers()
    mine = answers.to("one", frame)
    if asked == "later":
        mine = answers.to("one", frame)
    change(mine)
    assert answers.to("one", frame).equals(frame())


def test_the_arrays_below_an_answer_cannot_be_written_to():
    values = Answers().to("one", frame)["value"].to_numpy()
    with pytest.raises(ValueError, match="read-only"):
        values[0] = 2.0


def test_an_error_is_no_answer():
    answers = Answers()
    with pytest.raises(LookupError):
        answers.to("one", lambda: {}["nothing"])
    assert answers.to("one", lambda: 1) == 1


def test_what_was_asked_longest_ago_goes_first_where_there_is_too_much():
    answers = Answers(most_bytes=3 * 8 * 1000)
    asked = []
    for key in ("a", "b", "c", "a", "d", "a", "b"):
        answers.to(key, lambda key=key: asked.append(key) or pd.DataFrame({"x": [1.0] * 1000}))
    assert asked == ["a", "b", "c", "d", "b"]
    assert len(answers) == 3


def told(served: Served, language: Language, chosen: Selection) -> str:
    return f"{language.code} {chosen.period}"


def test_a_snapshot_answers_each_question_about_other_things_by_itself(served_demo):
    served = Served("g000001-00000000")
    chosen = Selection("vssid_share", "commune", "2024-08", "2022")
    found = {
        served.once(told, language, one)
        for language in (Language("vi"), Language("en"))
        for one in (chosen, Selection("vssid_share", "commune", "2024-09", "2022"))
    }
    assert found == {"vi 2024-08", "en 2024-08", "vi 2024-09", "en 2024-09"}

"""The file of rules: what is refused, in which words, and what the one that ships says."""

import pytest

from kpis.alerts.rule import Condition, Severity
from kpis.alerts.rules import load
from kpis.errors import CatalogueError

RULE = """
[late]
name.vi = "Chậm"
name.en = "Late"
condition = "{condition}"
kpis = {kpis}
levels = ["{level}"]
severity = "warning"
{own}
"""


def rules(catalogue, directory, condition="off_track", kpis='"all"', level="commune", own=""):
    """The rules of a file with one stanza."""
    path = directory / "alerts.toml"
    path.write_text(RULE.format(condition=condition, kpis=kpis, level=level, own=own), "utf-8")
    return load(catalogue, path)


WRONG = {
    "periodes = 3": "unknown key “periodes”. Did you mean “periods”?",
    "periods = 0": "“periods” must be a whole number 1–60, not 0.",
    "points = 3": "unknown key “points”.",
    'status = "behin"': "“status” cannot be 'behin'. Did you mean “behind”?",
    'enabled = "no"': "“enabled” must be true or false, not 'no'.",
    "past = 1": "“past” must be true or false, not 1.",
}


@pytest.mark.parametrize("own", WRONG)
def test_a_wrong_line_is_refused_with_file_stanza_and_nearest_word(own, catalogue, tmp_path):
    with pytest.raises(CatalogueError) as refused:
        rules(catalogue, tmp_path, own=own)
    assert f"{tmp_path / 'alerts.toml'}, [late]: {WRONG[own]}" in str(refused.value)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"condition": "of_track"}, "“condition” cannot be 'of_track'. Did you mean “off_track”?"),
        (
            {"kpis": '["adopton"]'},
            "“adopton” is neither a KPI nor a group. Did you mean “adoption”?",
        ),
        ({"kpis": '"al"'}, "“kpis” must be a list of texts, not 'al'."),
        ({"kpis": "[]"}, "“kpis” names none; write “all” for every KPI."),
        ({"level": "comune"}, "“levels” cannot be 'comune'. Did you mean “commune”?"),
        ({"kpis": '["full_process_services"]'}, "none of its KPIs is measured at its levels."),
        ({"condition": "jump", "own": "times = 1"}, "“times” must be above 1, not 1."),
        ({"condition": "jump", "own": "points = -1"}, "“points” must be above 0, not -1."),
        ({"condition": "no_report", "own": "past = true"}, "unknown key “past”."),
    ],
)
def test_what_else_is_refused(given, said, catalogue, tmp_path):
    with pytest.raises(CatalogueError) as refused:
        rules(catalogue, tmp_path, **given)
    assert f"[late]: {said}" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("late = 3", "“late” stands outside a [stanza]."),
        ("[late", "is not TOML"),
        ("[late]", "the key “name” is missing."),
        ('[late]\nconditon = "jump"', "unknown key “conditon”. Did you mean “condition”?"),
        ('["a:b"]', "a rule is named in small letters, digits and underscores."),
        ('[late]\ncondition = "jump"', "the key “name” is missing."),
    ],
)
def test_a_file_that_is_not_made_of_rules(text, said, catalogue, tmp_path):
    path = tmp_path / "alerts.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(CatalogueError, match=r"alerts\.toml") as refused:
        load(catalogue, path)
    assert said in str(refused.value)
    with pytest.raises(CatalogueError, match="cannot be read"):
        load(catalogue, tmp_path / "none.toml")


def test_what_a_rule_does_not_say(catalogue, tmp_path):
    (one,) = rules(catalogue, tmp_path, "jump")
    assert (one.times, one.points, one.least, one.enabled) == (3, None, 50, True)
    assert rules(catalogue, tmp_path, "jump", own="points = 4")[0].times is None
    assert rules(catalogue, tmp_path, "off_track")[0].periods == 2
    assert rules(catalogue, tmp_path, "no_report")[0].periods == 2
    assert rules(catalogue, tmp_path, "target_lost")[0].periods == 1


def test_kpis_by_name_and_group_in_the_order_of_the_catalogue(catalogue, tmp_path):
    (one,) = rules(catalogue, tmp_path, kpis='["satisfaction_share", "capacity"]')
    capacity = ["member_training_share", "member_zalo_share", "basic_digital_skill_share"]
    assert [kpi.id for kpi in one.kpis] == [*capacity, "satisfaction_share"]


def test_the_rules_that_ship_use_every_condition_and_severity(catalogue):
    shipped = load(catalogue)
    assert {rule.condition for rule in shipped} == set(Condition)
    assert {rule.severity for rule in shipped} == set(Severity)
    assert all(rule.enabled for rule in shipped)

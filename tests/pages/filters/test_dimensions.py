"""By what an indicator can be filtered besides units, in words: only what the data hold."""

from pages.filters.pickers import dimensions
from pages.shell.selection import Selection


def told(kpi: str) -> str:
    return " ".join(dimensions(Selection(kpi, "commune", "2026-10", "2025", "en")))


def test_what_groups_report_has_topics_and_forms():
    said = told("assists_per_1000")
    assert "choose one under “More choices”" in said
    assert "“adults × months” alone" in said and "work?" in said


def test_what_else_is_measured_has_neither_and_one_population():
    said = told("online_dossier_share")
    assert "not for this indicator, whose source names neither" in said
    assert "alone; the data hold no other one for it" in said

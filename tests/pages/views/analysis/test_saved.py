"""Saved views are found by words of their name, page or indicator, and open on the newest data."""

from data.ledger.analysis.saved_views import SavedView
from pages.text.language import Language
from pages.views.analysis.saved import matching, way

VI = Language("vi")
FIRST = SavedView(
    "Ý Yên so với năm trước", "analysis", {"kpi": "online_dossier_share"}, "Phân tích"
)
SECOND = SavedView("Toàn cảnh", "home", {}, "Trong hai phút")


def test_words_are_found_in_any_order_without_accents():
    both = [FIRST, SECOND]
    assert matching(both, "", VI) == both
    assert matching(both, "truoc y yen", VI) == [FIRST]
    assert matching(both, "HO SO phan tich", VI) == [FIRST]  # of its indicator and its page
    assert matching(both, "hai phút", VI) == [SECOND]
    assert matching(both, "y yen hai phut", VI) == []


def test_a_view_opens_on_the_newest_data_in_the_readers_language():
    assert way(FIRST, "en") == "analysis?kpi=online_dossier_share&lang=en"
    assert way(SECOND, "vi") == "?lang=vi"

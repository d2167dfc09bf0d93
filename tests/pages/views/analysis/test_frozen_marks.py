"""The marks of an analysis stand on its map as it is taken along, whenever they were made."""

import pytest
from streamlit.testing.v1 import AppTest

from pages.briefs.map.drawn import drawn
from pages.figures import palette
from pages.text.language import Language

pytestmark = pytest.mark.usefixtures("served_demo")


def analysed():
    import streamlit as st

    from data.store.snapshot import current, store_directory
    from pages.shell.selection import Selection
    from pages.shell.served import Served
    from pages.shell.url import store
    from pages.views.analysis.view import _marked_now
    from pages.widgets.legend import breaks_for, value_classes
    from pages.widgets.map.ground import layers_of
    from pages.widgets.meetings.freezing import Drawn, frozen

    served = Served(current(store_directory()).name)
    one = Selection("online_dossier_share", "commune", "2026-10", "2025", "vi")
    rows = served.measure(one.kpi, one.level, [one.period], one.vintage)
    breaks, below = breaks_for(rows, served, one)
    classes = value_classes(rows, breaks, "percent", one.language, below)
    codes = frozenset(rows["area_code"])
    drawn = Drawn(
        *(classes, layers_of(classes, one, (360, 240)), one.level, one.vintage, "", ""),
        marked=lambda: _marked_now(codes),
    )
    store({"marked": "13795.13807.99999"})  # after the map was drawn
    st.session_state["view"] = frozen(served, one, rows, [["Kỳ", "10/2026"]], [drawn], [one.kpi])


def test_units_that_are_marked_later_are_outlined_and_named():
    app = AppTest.from_function(analysed).run()
    assert not app.exception
    view = app.session_state["view"]
    (one,) = view.maps
    assert one.marked == ("13795", "13807")
    assert view.facts[0] == ("Các đơn vị đánh dấu", "Xã Ý Yên, Xã Tân Minh")
    assert view.facts[1] == ("Kỳ", "10/2026")
    svg = drawn(one, Language("vi")).svg
    assert svg.count(f"stroke='{palette.FOCUS}'") == 2

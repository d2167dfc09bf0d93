"""Maps beside each other: what is taken along of them."""

import pytest
from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.usefixtures("served_demo")


def two_panels():
    import streamlit as st

    from data.store.snapshot import current, store_directory
    from pages.figures.choropleth import Hover, MapClass
    from pages.shell.selection import Selection
    from pages.shell.served import Served
    from pages.views.compare.panels import Panel, draw_panels, files, readings
    from pages.widgets.meetings.freezing import maps_above

    served = Served(current(store_directory()).name)
    panels = []
    for code in ("2026-08", "2026-09"):
        one = Selection("vssid_share", "district", code, "2025", "vi", snapshot=served.name)
        rows = readings(served, one)
        known = [MapClass("", "#41b6c4", rows["area_code"].to_list())]
        panels.append(Panel(f"Kỳ {code}", one, rows, known, Hover({})))
    draw_panels(panels, 2, (580, 360))
    st.text("|".join(one.title for one in maps_above()))
    lines = files(served, [one.shown for one in panels])
    st.text("|".join(lines["Kỳ"].drop_duplicates()))


def test_each_map_is_taken_along_under_its_title_and_the_lines_of_both_with_their_periods():
    app = AppTest.from_function(two_panels).run()
    assert not app.exception
    titles, periods = (one.value for one in app.text)
    assert titles == "Kỳ 2026-08|Kỳ 2026-09"
    assert periods == "Tháng 08/2026|Tháng 09/2026"

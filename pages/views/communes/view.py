"""The history of one unit: told in words, drawn on maps, listed in a table."""

from html import escape

import streamlit as st

from geo.units.lineage import line, same_code
from geo.units.unit import Unit
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text.markup import plain
from pages.views.communes.maps import line_maps, sources
from pages.views.communes.story import Paragraph, paragraphs
from pages.views.communes.tables import line_table
from pages.views.communes.text import notes, titled


def story(unit: Unit, served: Served, selection: Selection) -> list[str]:
    """Draws the history; returns where the boundaries of its maps come from."""
    words, mine = selection.language, line(unit.vintage, unit.level, unit.code)
    st.header(plain(titled(unit, words)), anchor=False)
    st.html("".join(_told(paragraph) for paragraph in paragraphs(mine, words)))
    for note in notes(mine, same_code(unit), words):
        st.info(plain(note), icon=":material/info:")
    line_maps(mine, words)
    st.html(line_table(mine, served, selection))
    return sources(mine, words)


def _told(paragraph: Paragraph) -> str:
    items = "".join(f"<li>{escape(item)}</li>" for item in paragraph.items)
    return f"<p class='told'>{escape(paragraph.text)}</p>" + (f"<ul>{items}</ul>" if items else "")

"""A table to be read: whatever a name holds stays text, rows are cards on a phone."""

from streamlit.testing.v1 import AppTest

from tests.pages.opened import elements, html_of


def test_a_number_that_comes_first_has_its_title_on_a_card():
    def page():
        from pages.widgets.table import table

        table({"Months": ["1"], "Cases": ["9"]}, "Cases", numbers=["Months", "Cases"])

    html = html_of(AppTest.from_function(page).run())
    assert "data-label='Months:'" in html and elements(html, "td", "name") == 0


def drawn() -> str:
    """What the table writes."""

    def page():
        from pages.widgets.table import Html, table

        table(
            {
                "Unit": ["<b>Xã</b>", Html("<a href='map'>Xã B</a>")],
                "Value": ["1.234", "–"],
                "Note": ["late", None],
            },
            "Units & values",
            numbers=["Value"],
            chosen=1,
        )

    return html_of(AppTest.from_function(page).run())


def test_texts_are_escaped_and_what_was_made_here_is_not():
    html = drawn()
    assert "&lt;b&gt;Xã&lt;/b&gt;" in html and "<a href='map'>Xã B</a>" in html
    assert "<caption>Units &amp; values</caption>" in html


def test_titles_are_headers_and_label_the_cells_of_a_card():
    html = drawn()
    assert html.count("<th scope='col'") == 3
    assert "data-label='Value:'" in html and "data-label='Unit" not in html
    assert elements(html, "td", "num") == 2 and elements(html, "th", "num") == 1


def test_a_row_stands_out_and_a_cell_can_be_left_out():
    html = drawn()
    assert elements(html, "tr", "chosen") == 1
    assert elements(html, "td") == 5

"""What Chromium makes of hostile texts in each kind of element that reads Markdown."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from pages.text.markup import JOINER
from tests.serving import serving

HOSTILE = (
    "![x](http://e.invalid/x.png) [y](http://e.invalid) http://e.invalid/a www.e.invalid"
    " HTTPS://e.invalid a@e.invalid <img src=x> :smile: :material/home: :red[r] $x$ ~~s~~ `c` *i*"
)
SCRIPT = f"""
import streamlit as st
from pages.text.markup import Markdown, label, labels, plain

text = {HOSTILE!r}
with st.expander(label(text), expanded=True):
    st.caption(plain(text))
st.title(plain(text), anchor=False)
st.info(Markdown.lines([text, text], "\\n\\n"))
st.markdown(Markdown.bold(text, text))
st.markdown(Markdown.code("a `` *b*"))
st.button(label(text))
st.checkbox(Markdown.bold(text, text))
st.segmented_control(label(text), [0], format_func=labels({{0: text}}))
st.text_input(label(text), help=plain(text))
st.html("<footer class='foot'></footer>")
"""


@pytest.fixture(scope="module")
def page(chromium: Browser, tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("markdown")
    script = folder / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    with serving(folder, script=script) as server:
        page = chromium.new_page()
        page.goto(server.url)
        page.wait_for_selector("footer.foot", state="attached", timeout=60_000)
        yield page
        page.close()


@pytest.mark.sweep
def test_a_hostile_text_stays_text(page) -> None:
    main = page.get_by_test_id("stMain")
    for tag in ("a", "img", "em", "del", ".katex", "[data-testid=stIconMaterial] + *", "h2"):
        found = [one.inner_text() for one in main.locator(f"p {tag}, h1 {tag}").all()]
        assert not found, tag
    # The bold ones twice, the information in two lines, all others once.
    said = main.inner_text().replace(JOINER, "")
    assert said.count(HOSTILE) == 13


@pytest.mark.sweep
def test_a_command_can_be_copied(page) -> None:
    code = page.get_by_test_id("stMain").locator("p > code")
    assert code.inner_text() == "a `` *b*"

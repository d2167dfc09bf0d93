"""Pages for who enlarges them, spaces their letters, forces their colours or wants no motion."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_access import every
from tests.browser.visits import is_wider_than_its_screen
from tests.sweep import some

# 1280 pixels at 200 % and 400 %: what a browser makes of a window that is enlarged so far.
ZOOMED = {"200": {"width": 640, "height": 512}, "400": {"width": 320, "height": 256}}
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""
# Text that its own box cuts off: what is hidden from the eye on purpose is one pixel wide.
CUT_OFF = """() => [...document.querySelectorAll('[data-testid=stApp] *')].filter(one => {
  const style = getComputedStyle(one), box = one.getBoundingClientRect(), cuts = ['hidden', 'clip'];
  if (box.width < 2 || box.height < 2 || style.clipPath !== 'none') return false;
  if (!one.checkVisibility({checkVisibilityCSS: true}) || one.matches('input')) return false;
  if (one.closest('svg, [data-testid=stDataFrame], .js-plotly-plot, [title]')) return false;
  if (![...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())) return false;
  return cuts.includes(style.overflowX) && one.scrollWidth > one.clientWidth + 1
    || cuts.includes(style.overflowY) && one.scrollHeight > one.clientHeight + 2;
}).map(one => one.outerHTML.slice(0, 200))"""
MOVING = """() => document.getAnimations()
  .filter(one => one.playState === 'running' && one.effect.getComputedTiming().duration > 50)
  .map(one => one.effect.target?.outerHTML.slice(0, 150))"""


@pytest.fixture
def screen(desktop):
    """The page of an analyst; what a test makes of colours and motion is taken back."""
    yield desktop
    desktop.page.emulate_media(forced_colors="none", reduced_motion="no-preference")


def looks_of(page: Page, selector: str, *names: str) -> set[tuple[str, ...]]:
    """The computed looks of all elements of a kind."""
    script = "(all, names) => all.map(one => names.map(name => getComputedStyle(one)[name]))"
    return set(map(tuple, page.locator(selector).evaluate_all(script, list(names))))


@pytest.mark.sweep
@pytest.mark.parametrize("zoom", ZOOMED)
@pytest.mark.parametrize("address", every("vi"))
def test_no_page_scrolls_sideways_when_it_is_enlarged(screen, address, zoom):
    screen.page.set_viewport_size(ZOOMED[zoom])
    page = screen.open(address)
    page.wait_for_timeout(300)  # charts take their width after they are drawn
    assert not is_wider_than_its_screen(page)


@pytest.mark.parametrize("address", some(every("vi"), 99))
def test_letters_set_apart_are_not_cut_off(screen, address):
    page = screen.open(address)
    before = set(page.evaluate(CUT_OFF))
    page.add_style_tag(content=SPACED)
    page.wait_for_timeout(300)
    assert not [one for one in page.evaluate(CUT_OFF) if one not in before]
    assert not is_wider_than_its_screen(page)


@pytest.mark.parametrize("address", some(["map", "overview", "analysis", "targets"], 4))
def test_forced_colours_leave_figures_their_patterns_and_controls_their_borders(screen, address):
    screen.page.emulate_media(forced_colors="active")
    page = screen.open(address)
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    (ground,) = looks_of(page, "[data-testid=stPlotlyChart], #desk svg", "backgroundColor") or {
        ("rgb(255, 255, 255)",)
    }
    assert ground == ("rgb(255, 255, 255)",)
    assert len(looks_of(page, ".choroplethlocation[d]:not([d=''])", "fill")) != 1
    chosen = looks_of(page, "[role=radio][aria-checked=true]", "backgroundColor")
    others = looks_of(page, "[role=radio][aria-checked=false]", "backgroundColor")
    assert chosen and not chosen & others
    assert ("0px",) not in looks_of(page, ".badge", "borderTopWidth")


@pytest.mark.parametrize("address", some(["map", "compare?comparison=play", "overview"], 3))
def test_nothing_moves_for_who_wants_no_motion(screen, address):
    screen.page.emulate_media(reduced_motion="reduce")
    page = screen.open(address)
    assert page.evaluate(MOVING) == []


@pytest.mark.sweep
def test_what_has_the_focus_is_never_under_the_bar(screen):
    page = screen.open("overview")
    hidden = []
    for _ in range(60):
        page.keyboard.press("Tab")
        hidden += page.evaluate("""() => {
          const one = document.activeElement, box = one.getBoundingClientRect();
          const x = box.x + box.width / 2, y = box.y + box.height / 2;
          const over = document.elementFromPoint(x, y);
          const seen = over && (over === one || one.contains(over) || over.contains(one));
          return seen || one === document.body ? [] : [one.outerHTML.slice(0, 120)];
        }""")
    assert hidden == []
    expect(page.locator(":focus")).to_have_count(1)

"""Pages for who forces their colours or wants no motion, and for who goes through by the keys."""

import pytest
from playwright.sync_api import Page, expect

from tests.sweep import some

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

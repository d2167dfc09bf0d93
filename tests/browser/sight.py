"""What a page loses for who enlarges it, or sets its letters apart."""

from collections.abc import Callable

from playwright.sync_api import Page

# 1280 pixels at 200 % and 400 %: what a browser makes of a window that is enlarged so far.
ENLARGED = {"200 %": {"width": 640, "height": 512}, "400 %": {"width": 320, "height": 256}}
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""
# Text that its own box cuts off: what is hidden from the eye on purpose is one pixel wide, and a
# button under which there are choices says whole what they are when it is opened.
CUT_OFF = """() => [...document.querySelectorAll('[data-testid=stApp] *')].filter(one => {
  const style = getComputedStyle(one), box = one.getBoundingClientRect(), cuts = ['hidden', 'clip'];
  if (box.width < 2 || box.height < 2 || style.clipPath !== 'none') return false;
  if (!one.checkVisibility({checkVisibilityCSS: true}) || one.matches('input')) return false;
  if (one.closest('svg, [data-testid=stDataFrame], .js-plotly-plot, [title]')) return false;
  if (one.closest('.st-key-more, .st-key-drawing')) return false;
  if (![...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())) return false;
  return cuts.includes(style.overflowX) && one.scrollWidth > one.clientWidth + 1
    || cuts.includes(style.overflowY) && one.scrollHeight > one.clientHeight + 2;
}).map(one => one.outerHTML.slice(0, 200))"""
# How far a page reaches beyond its screen, and the innermost parts that do.
BEYOND = """() => {
  const main = document.querySelector('[data-testid=stMain]') ?? document.documentElement;
  const edge = main.getBoundingClientRect().left + main.clientWidth;
  const over = [...main.querySelectorAll('*')].filter(one =>
    one.scrollWidth > one.clientWidth + 1 || one.getBoundingClientRect().right > edge + 1);
  const inner = over.filter(one => !over.some(other => other !== one && one.contains(other)));
  const told = inner.slice(0, 5).map(one => one.outerHTML.slice(0, 120));
  return main.scrollWidth > main.clientWidth ? [`${main.scrollWidth} pixels wide`, ...told] : [];
}"""
DRAWN_ANEW = 300  # milliseconds: charts take their width after they are drawn
TRIES = 30  # a crowded machine takes seconds for it; a page at which nothing is wrong waits once


def last_of(page: Page, read: Callable[[], list[str]]) -> list[str]:
    """What is still wrong with a page when it has had the time to draw itself anew."""
    for _ in range(TRIES):
        page.wait_for_timeout(DRAWN_ANEW)
        if not (wrong := read()):
            break
    return wrong


def cut_off(page: Page) -> list[str]:
    """The texts that are cut off when letters, words and lines are set apart (WCAG 1.4.12)."""
    before = set(page.evaluate(CUT_OFF))
    style = page.add_style_tag(content=SPACED)
    found = last_of(
        page,
        lambda: [
            one for one in (*page.evaluate(CUT_OFF), *page.evaluate(BEYOND)) if one not in before
        ],
    )
    style.evaluate("one => one.remove()")
    return [f"set apart: {one}" for one in found]


def beyond(page: Page) -> list[str]:
    """What reaches beyond the screen or is cut off at 200 % and at 400 % (WCAG 1.4.4, 1.4.10)."""
    found = []
    for name, size in ENLARGED.items():
        page.set_viewport_size(size)  # type: ignore[arg-type]
        wrong = last_of(
            page,
            lambda: [
                *page.evaluate(BEYOND),
                *(f"cut off: {one}" for one in page.evaluate(CUT_OFF)),
            ],
        )
        found += [f"{name}: {one}" for one in wrong]
    return found

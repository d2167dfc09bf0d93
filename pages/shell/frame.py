"""What stands around every page: language switch, warnings, title, sources."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path

import streamlit as st

from data.access.check import is_allowed
from data.ledger import failures
from data.ledger.database import problem
from data.store.snapshot import Snapshot, store_directory
from pages.shell.damage import asked_for, told
from pages.shell.footer import banner, foot
from pages.shell.menu import PAGE, TITLE, enter
from pages.shell.offered.at_work import for_whom
from pages.shell.opened import Found, find
from pages.shell.selection import Selection, language, resolve, wanted
from pages.shell.served import Served
from pages.shell.url import picked
from pages.text import formats
from pages.text.first_visit import what_it_answers
from pages.text.language import LANGUAGES, Language
from pages.text.markup import Markdown, labels, plain

STYLE = Path(__file__).parent / "style.css"
PICTURES = Path(__file__).parent / "pictures.js"


def open_page(title: str, levels: Sequence[str] = (), needs: str = "") -> tuple[Served, Selection]:
    """Draws the head of a page, says what is wrong, and hands over the data and the selection.

    `levels` limits the levels where the page, not the KPI, decides on them; of `needs` see
    `open_head`.
    Where nothing was ever published the page explains that and stops here.
    """
    words = open_head(title, needs)
    served, notes = _served(words)
    if not served.fact("last_month"):
        st.info(plain(words.t("The data hold no month yet: load reports or the use of services.")))
        st.stop()
    selection, problems = resolve(served, levels)
    for text in [*notes, *problems]:
        st.warning(plain(text), icon=":material/info:")
    banner(served, words)
    return served, selection


def open_head(title: str, needs: str = "") -> Language:
    """Draws title, language switch and what is wrong: the ledger, the last load; the language.

    Of a page that `needs` that something is allowed nothing more is drawn where it is not, but a
    word for whom it is.
    """
    words = language()
    enter(words)
    st.session_state[TITLE] = title
    st.html(STYLE)
    st.html(
        f"<script>document.documentElement.lang = '{words.code}'</script>",
        unsafe_allow_javascript=True,
    )
    st.html(_pictures(), unsafe_allow_javascript=True)
    st.container(key="title").title(plain(title), anchor=False)
    with st.container(key="language"):
        _language_switch(words)
    if needs and not is_allowed(needs):
        st.info(plain(for_whom(needs, words)), icon=":material/lock:")
        st.stop()
    _first_visit(words)
    _unusable_ledger(words)
    _failed_publish(words)
    return words


FIRST = """<script>(page => {
  const seen = (localStorage.getItem('seen') ?? '').split(' ');
  const told = document.querySelector('.first');
  if (seen.includes(page)) return;
  localStorage.setItem('seen', [...seen, page].join(' '));
  told.hidden = false;
  told.querySelector('button').onclick = () => { told.hidden = true; };
})('%s')</script>"""


def _first_visit(words: Language) -> None:
    """Says what the page answers, to a browser that opens it for the first time."""
    page = st.session_state.get(PAGE, "")
    if text := what_it_answers(page, words):
        close = f"<button type='button'>{escape(words.t('Got it'))}</button>"
        told = f"<aside class='first' hidden><p>{escape(text)}</p>{close}</aside>"
        st.html(told + FIRST % page, unsafe_allow_javascript=True)


@lru_cache
def _pictures() -> str:
    """The script that offers each chart as a picture; the same on each page, so sent once."""
    return f"<script>{PICTURES.read_text(encoding='utf-8')}</script>"


def _language_switch(words: Language) -> None:
    st.session_state["pick_lang"] = words.code
    st.segmented_control(
        words.t("Language"),
        list(LANGUAGES),
        format_func=labels(LANGUAGES),
        key="pick_lang",
        required=True,
        on_change=picked,
        args=("lang",),
        label_visibility="collapsed",
    )


def is_ledger_usable() -> bool:
    """Whether what people said can be read, and more can be said; else the head of a page says why.

    Loads, restores and all that is said of data are refused meanwhile.
    """
    return problem(store_directory()) is None


def _unusable_ledger(words: Language) -> None:
    """Says, where what people said cannot be read, how to mend it; figures are shown."""
    refused = problem(store_directory())
    if refused is not None:
        reason = formats.title(words.pick(refused.reason.as_dict()))
        remedy = words.pick(refused.remedy.as_dict())
        text = words.t("Nothing can be loaded, restored or saved meanwhile.")
        st.error(plain(f"{refused.file}: {reason} {text} {remedy}"), icon=":material/error:")


def _failed_publish(words: Language) -> None:
    failure = failures.last(store_directory())
    if failure is not None:
        text = words.t(
            "The latest load was refused. File {file}: {reason} {remedy}",
            file=failure.file,
            reason=words.pick(failure.reason),
            remedy=words.pick(failure.remedy),
        )
        st.error(plain(text), icon=":material/error:")


def _served(words: Language) -> tuple[Served, list[str]]:
    """The snapshot that the link names while it is kept, else the current one with a note.

    Where the current one is damaged an earlier one stands in, under a banner that says so.
    """
    found = find()
    if found.shown is None and not found.problem:
        text = words.t(
            "No data have been published yet. Publish a directory of exports with:"
            " python -m data.publish EXPORTS_DIR"
        )
        st.info(plain(text), icon=":material/inventory_2:")
        st.stop()
    shown, notes = asked_for(wanted().get("snapshot", ""), found, words)
    _damage(found, shown, words)
    if shown is None:
        st.stop()
    return Served(shown.name), notes


def _damage(found: Found, shown: Snapshot | None, words: Language) -> None:
    """Says, where the newest snapshot is damaged, what is shown instead and how to mend it."""
    if not found.problem:
        return
    what, ways = told(found, shown, words)
    lines = [what, *(Markdown.lines([text, Markdown.code(how)], " ") for text, how in ways)]
    lines.append(words.t("Detail: {problem}", problem=found.problem))
    if found.is_newer:  # nothing is broken
        st.warning(Markdown.lines(lines, "\n\n"), icon=":material/update:")
    else:
        st.error(Markdown.lines(lines, "\n\n"), icon=":material/error:")


def frame_of_store(words: Language) -> Callable[[], None]:
    """For a page about the store itself: the banner above; returns what draws the foot below.

    Where nothing can be shown there is neither.
    """
    found = find()
    _damage(found, found.shown, words)
    if found.shown is None:
        return lambda: None
    served = Served(found.shown.name)
    banner(served, words)
    return lambda: foot(served, words)

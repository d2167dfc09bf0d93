"""The dashboard: page settings and the menu; what is asked of a new snapshot before its readers."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit.starlette import App

from pages.shell.finder.address import ROUTE
from pages.shell.finder.answers import dictionary
from pages.shell.frontend.middleware import Frontend
from pages.shell.menu import PAGE, menu, page_title
from pages.shell.selection import language
from pages.shell.served import Served, store_directory
from pages.shell.server import following, patience
from pages.shell.server.api.routes import routes
from pages.shell.server.guard import Guard, begin
from pages.shell.server.handover import watch
from pages.shell.server.media import Media
from pages.shell.server.messages import Messages
from pages.shell.server.operations import routes as operations
from pages.shell.server.operations.runs import running, tell_error
from pages.shell.server.sign_in import routes as sign_in
from pages.shell.server.sign_in.over import stop_when_over

VIEWS = Path(__file__).parent / "pages" / "views"


def ask_first(name: str) -> None:
    """Asks what the first pages ask."""
    from pages.views.leader import first as leader
    from pages.views.overview import first as overview

    leader.answer(Served(name))
    overview.answer(Served(name))


def ask_later(name: str) -> Iterator[None]:
    """Loads the other pages, and asks what those ask who look further back."""
    from pages.views.map import first as of_map
    from pages.views.overview import first as overview

    for file in VIEWS.glob("*/*.py"):
        import_module(f"pages.views.{file.parent.name}.{file.stem}")
    yield from of_map.answer_later(Served(name))
    yield from overview.answer_later(Served(name))
    dictionary(Served(name))


if __name__ == "__main__":  # a run of the script, for a reader
    words = language()
    stop_when_over(words)
    watch(store_directory(), ask_first, ask_later)
    with running():
        opened = menu(words)
        st.set_page_config(page_title=page_title(st.session_state[PAGE], words), layout="wide")
        opened.run()
else:  # `streamlit run` finds the server here
    begin()
    patience.begin()
    following.begin(store_directory())
    every = [ROUTE, *routes(), *operations.routes(), *sign_in.routes()]
    around = [Middleware(one) for one in (Guard, Messages, Media, patience.Quiet, Frontend)]
    app = App(__file__, routes=every, middleware=around, on_script_error=tell_error)

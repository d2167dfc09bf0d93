"""The ASGI middleware that gives Streamlit's first HTML and its scripts in the reader's words.

The scripts keep their names, which browsers keep for good; so they lie in a folder that is named by
what is put into them.
"""

import json
import re
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import parse_qs

from streamlit.file_util import get_static_dir

from data.access import sign_in
from pages.shell.frontend.scripts import OWN, script, version
from pages.shell.menu import addresses, page_title, what_it_is
from pages.shell.server.asgi import Application, Message, Receive, Send
from pages.text.language import DEFAULT, LANGUAGES, Language

FOLDER = re.compile(r"/static/js-[0-9a-f]{8}/(?=[^/]+$)")
HERE = Path(__file__).parent
STYLE, OVER = HERE / "page.css", HERE / "over.js"
SCRIPTS = (HERE / "paper.js", HERE / "landmarks.js")
FORMS = ("/sign-in", "/sign-out")  # pages that are none of Streamlit's
KEPT = b"public, immutable, max-age=31536000"


class Frontend:
    """The ASGI middleware behind the guard."""

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answers what is asked for of the scripts; an HTML of Streamlit becomes ours."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
        elif FOLDER.search(scope["path"]):
            await self._script(scope, receive, send)
        elif scope["path"] not in FORMS and any(
            name == b"accept" and b"text/html" in text for name, text in scope["headers"]
        ):
            await self._html(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _script(self, scope: Message, receive: Receive, send: Send) -> None:
        path = FOLDER.sub("/static/js/", scope["path"])
        code = script(path.rpartition("/")[2])
        if code is None:
            await self.app({**scope, "path": path, "raw_path": path.encode()}, receive, send)
            return
        kind = (b"content-type", b"text/javascript; charset=utf-8")
        await _answer(scope, send, code, [kind, (b"cache-control", KEPT)])

    async def _html(self, scope: Message, receive: Receive, send: Send) -> None:
        """A browser that asks whether its copy is still good would get that of before."""
        conditions = (b"if-none-match", b"if-modified-since", b"range")
        headers = [one for one in scope["headers"] if one[0] not in conditions]
        is_ours = False

        async def sending(message: Message) -> None:
            nonlocal is_ours
            if message["type"] == "http.response.start" and message["status"] == 200:
                kinds = dict(message.get("headers", ()))
                is_ours = kinds.get(b"content-type", b"").startswith(b"text/html")
                if is_ours:
                    said = {(b"content-type", b"text/html; charset=utf-8")}
                    cookies = {one for one in message["headers"] if one[0] == b"set-cookie"}
                    page = _page(scope)
                    await _answer(
                        scope, send, page, [*said, *cookies, (b"cache-control", b"no-cache")]
                    )
            if not is_ours:
                await send(message)

        await self.app({**scope, "headers": headers}, receive, sending)


async def _answer(
    scope: Message, send: Send, body: bytes, headers: list[tuple[bytes, bytes]]
) -> None:
    sized = [*headers, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": sized})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def _page(scope: Message) -> bytes:
    """The HTML in the language of the link; a wrong address never fills the cache."""
    words = Language(_language(scope))
    address = str(scope["path"]).strip("/").rpartition("/")[2] or "home"
    known = address if address in addresses(words) else ""
    return first_html(words.code, known, sign_in.is_on())


def _language(scope: Message) -> str:
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [DEFAULT])[-1]
    return asked if asked in LANGUAGES else DEFAULT


def _of_the_end(words: Language) -> str:
    """What a page says before its session ends, for its script; `{time}` is filled in there."""
    said = {
        "ends": words.t("Your session ends at {time}.", time="{time}"),
        "again": words.t("Sign in again in a new tab: this page then goes on as it is."),
    }
    return json.dumps(said).replace("<", "\\u003c")


@cache
def first_html(code: str, address: str = "", is_signed_in: bool = False) -> bytes:
    """Streamlit's HTML before any script runs, in a language, with the folder of our scripts.

    `address` is that of a page, whose title it has; "" for none: that of the dashboard.
    """
    words = Language(code)
    html = (Path(get_static_dir()) / "index.html").read_text(encoding="utf-8")
    title, about = escape(page_title(address, words)), escape(what_it_is(words))
    needed = escape(words.t("This dashboard needs JavaScript: switch it on in your browser."))
    html = html.replace('<html lang="en">', f'<html lang="{code}">')
    html = html.replace(
        "<title>Streamlit</title>",
        f'<title>{title}</title><meta name="description" content="{about}">',
    )
    html = html.replace("./static/js/", f"./static/js-{version()}/")
    html = re.sub(r"(?s)<!--.*?-->\s*|<link rel=\"service-desc\"[^>]*>\s*", "", html)
    html = re.sub(r"(?s)(?<=<noscript>).*(?=</noscript>)", f"<p>{needed}</p>", html)
    style = STYLE.read_text(encoding="utf-8")
    scripts = "".join(file.read_text(encoding="utf-8") for file in SCRIPTS)
    if is_signed_in:
        scripts += OVER.read_text(encoding="utf-8").replace("WORDS", _of_the_end(words))
    own = "".join(f"<script defer src='./static/js-{version()}/{name}'></script>" for name in OWN)
    return html.replace(
        "</head>", f"<style>{style}</style><script>{{{scripts}}}</script>{own}</head>"
    ).encode()

"""The addresses of the API: who may ask how often, what is sent, and what every refusal says.

An answer depends on the snapshot, the address and the code alone, so its ETag is made of these: who
has it already is told so before anything is computed. One question at a time is computed, in a
thread: readers of pages come first.
"""

import hashlib
import logging
from functools import cache
from urllib.parse import urlencode

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from data.store.snapshot import Snapshot, SnapshotError
from geo.errors import GeoError
from geo.map import served as geo_served
from geo.units import table as units
from pages.open_data.files import json_text
from pages.shell.opened import find
from pages.shell.served import catalogue
from pages.shell.server.api.answers import ANSWERS, Answer, source
from pages.shell.server.api.asked import LANG, Asked, RefusalError, asked, language_of
from pages.shell.server.api.limits import Limits, client_of
from pages.shell.server.api.openapi import document
from pages.shell.server.operations.logs import begin_request
from pages.shell.server.operations.metrics import API
from pages.shell.switches import is_on
from pages.text.language import Language

PLACE, VERSION = "/api/v1", "1"
JSON = "application/json"
KEPT = "no-cache"  # ask whether it is still good: a new snapshot is a new answer
_LOG = logging.getLogger(__name__)


def routes() -> list[BaseRoute]:
    """The addresses below /api, for `streamlit.starlette.App`; off, none is there."""
    if not is_on("API"):
        return [Route("/api/{rest:path}", _off)]
    limits, turns = Limits(), CapacityLimiter(1)

    async def answering(request: Request) -> Response:
        begin_request()
        response = await respond(request)
        API.labels(response.status_code).inc()
        return response

    async def respond(request: Request) -> Response:
        words = _words(request)
        wait = limits.wait(client_of(request.client.host if request.client else ""))
        if wait:
            text = words.t("Too many requests: ask again in {seconds} s.", seconds=wait)
            return _refused(429, text, words, {"Retry-After": str(wait)})
        address = request.path_params["rest"].removeprefix("v1/")
        if not request.path_params["rest"].startswith("v1/"):
            return _nowhere(words)
        if address == "openapi.json":
            return Response(json_text(document()), media_type=JSON)
        if address not in ANSWERS:
            return _nowhere(words)
        items = request.query_params.multi_items()
        known = request.headers.get("if-none-match", "")
        return await to_thread.run_sync(_answer, address, items, known, words, limiter=turns)

    return [Route("/api/{rest:path}", answering)]


async def _off(request: Request) -> Response:
    words = _words(request)
    return _refused(404, words.t("There is no such address."), words)


def _words(request: Request) -> Language:
    return language_of(
        request.query_params.get(LANG, ""), request.headers.get("accept-language", "")
    )


def _nowhere(words: Language) -> Response:
    text = words.t("There is no such address. The API is described at /api/v1/openapi.json.")
    return _refused(404, text, words)


def _busy(words: Language) -> Response:
    text = words.t("The data cannot be read just now. Ask again in a minute.")
    return _refused(503, text, words, {"Retry-After": "60"})


def _answer(address: str, items: list[tuple[str, str]], known: str, words: Language) -> Response:
    try:
        question = asked(address, items, words)
        shown = find().shown
        if shown is None:
            return _busy(words)
        tag = _tag(shown, address, question)
        headers = {"ETag": tag, "Cache-Control": KEPT}
        if tag in [one.strip() for one in known.split(",")]:
            return Response(status_code=304, headers=headers)
        return _sent(ANSWERS[address](source(shown), question), headers)
    except RefusalError as refusal:
        return _refused(refusal.status, refusal.message, words)
    except SnapshotError as error:
        _LOG.warning("%s", error)  # with its place, for who runs the server
        return _busy(words)
    except Exception as error:  # whatever it is, a program gets words and no traceback
        names = ", ".join(name for name, _ in items)  # what was asked for may be anything
        _LOG.warning("The API has no answer to %s (%s).", address, names, exc_info=error)
        text = words.t("This could not be answered. Ask for less, or tell who runs this.")
        return _refused(500, text, words)


def _sent(answer: Answer, headers: dict[str, str]) -> Response:
    if answer.is_demonstration:
        headers = {**headers, "X-Demonstration-Data": "true"}
    return Response(answer.body, media_type=answer.media, headers=headers)


def _refused(
    status: int, message: str, words: Language, headers: dict[str, str] | None = None
) -> Response:
    """In the same form whatever it is, and in the language that was asked for."""
    told = {"Content-Language": words.code, "Vary": "Accept-Language"}
    headers = {**told, **(headers or {})}
    body = f"{json_text({'status': status, 'error': message})}\n"
    return Response(body, status, headers, JSON)


def _tag(shown: Snapshot, address: str, question: Asked) -> str:
    """The ETag of an answer; weak, as it may be sent compressed or not."""
    parts = [VERSION, address, urlencode(sorted(question.given.items())), _catalogue_digest()]
    if address == "boundaries":
        parts.append(_boundaries())
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
    return f'W/"{shown.name}-{digest}"'


@cache
def _catalogue_digest() -> str:
    """What changes when an indicator is defined in another way."""
    return hashlib.sha256(repr(list(catalogue().items())).encode()).hexdigest()


def _boundaries() -> str:
    """What changes when boundaries are built anew."""
    try:
        return str(geo_served.web_boundaries(units.VINTAGES[-1], "commune"))
    except GeoError:
        return ""

"""The address of the server that the box asks while somebody types."""

import logging

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from pages.shell.finder.answers import found
from pages.text.language import DEFAULT, Language

_LOG = logging.getLogger(__name__)
ADDRESS = "/find.json"


def find(request: Request) -> JSONResponse:
    """The answer to the field `find`; the other fields are those of the link of the page."""
    shown = dict(request.query_params)
    try:
        reply = found(shown.pop("find", ""), shown)
    except Exception:  # no page stands around it to say so
        _LOG.exception("the finder could not answer")
        words = Language(shown.get("lang", DEFAULT))
        failed = words.t("Nothing can be found at the moment. Open a page by the menu.")
        return JSONResponse({"said": failed}, 503, {"cache-control": "no-store"})
    return JSONResponse(reply, headers={"cache-control": "no-store"})


ROUTE = Route(ADDRESS, find, methods=["GET"])

"""What both ways to sign in answer with: a new session for the browser, the one of before ended."""

from http import HTTPStatus

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from data.access.person import PROCESS, at_work
from data.ledger.accounts import sessions
from data.ledger.accounts.sessions import Session
from data.store.snapshot import store_directory
from pages.shell.server.sign_in import cookies
from pages.shell.server.sign_in.living import living

SIGN_IN = "/sign-in"


async def session_of(request: Request) -> Session | None:
    """The session of a request; RefusedError where it cannot be known."""
    token = cookies.read(request.cookies, cookies.SESSION)
    return await living().look(token) if token else None


async def let_in(request: Request, token: str, wanted: str) -> Response:
    """The answer that gives a browser its new session; the one that it had is over."""
    await end(request)
    living().forget()
    response = kept_nowhere(RedirectResponse(wanted, HTTPStatus.SEE_OTHER))
    for cookie in (
        cookies.header(request.scope, cookies.SESSION, token),
        cookies.header(request.scope, cookies.FORM, "", SIGN_IN),
    ):
        response.raw_headers.append(cookie)
    return response


async def end(request: Request) -> None:
    """The session of a request is over, here and for every process."""
    session = await session_of(request)
    if session is not None:
        token = cookies.read(request.cookies, cookies.SESSION)
        await to_thread.run_sync(_ended, token, session.name)
        living().forget()


def _ended(token: str, name: str) -> None:
    with at_work(PROCESS):
        sessions.end(store_directory(), token, name)


def kept_nowhere(response: Response) -> Response:
    """An answer that no browser and no cache between keeps."""
    response.headers["cache-control"] = "no-store"
    return response

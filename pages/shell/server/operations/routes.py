"""The addresses for who runs the server: /health for anybody, /metrics for who may read them."""

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from data.access.check import require
from data.refusal import RefusedError
from pages.shell.server.guard import FORWARDED, is_local
from pages.shell.server.operations import HEALTH, METRICS
from pages.shell.server.operations.health import health
from pages.shell.server.operations.metrics import written
from pages.shell.switches import is_on

READ = "read_metrics"
KEPT = {"Cache-Control": "no-store"}


def routes() -> list[BaseRoute]:
    """Both addresses, for `streamlit.starlette.App`."""
    turns = CapacityLimiter(8)  # of those who ask how the server is; they wait 40 ms at most

    async def well(request: Request) -> Response:
        status, told = (await to_thread.run_sync(health, limiter=turns)).told()
        return JSONResponse(told, status, KEPT)

    async def metrics(request: Request) -> Response:
        if not (is_on("METRICS") and _may_read(request)):
            return Response("Not found.\n", 404, KEPT, "text/plain")
        text, media = await to_thread.run_sync(written)
        return Response(text, 200, {**KEPT, "Content-Type": media})

    health(0)  # asks, so that the first answer waits for nothing
    return [Route(HEALTH, well), Route(METRICS, metrics)]


def _may_read(request: Request) -> bool:
    """Who has signed in as one who may; or a program of this machine, without a proxy between."""
    headers = [name.lower() for name, _ in request.scope["headers"]]
    is_direct = not any(name.startswith(FORWARDED) for name in headers)
    if is_direct and is_local(request.client.host if request.client else ""):
        return True
    try:
        return bool(require(READ).name)
    except RefusedError:
        return False

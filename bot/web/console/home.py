"""Where one comes in, and the page of all pages: what stands behind « More » on a phone."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.web.console import frame
from bot.web.console.navigation import entries

MORE = "/console/more"


async def enter(request: Request) -> Response:
    """Go on to the first page of the product that the reader may see."""
    return RedirectResponse(next((entry.path for entry in await entries(request)), MORE), 303)


async def show(request: Request) -> Response:
    """Answer with all the pages that the reader may go to."""
    return await frame.page(request, "more.html")

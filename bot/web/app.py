"""The web app: every route that the outside may rely on, behind one guard."""

from __future__ import annotations

from starlette.applications import Starlette

from bot.web.doors import Doors


def create_app(doors: Doors) -> Starlette:
    """Return the ASGI app of webhooks, events, web chat and health."""
    app = Starlette()
    app.state.doors = doors
    return app

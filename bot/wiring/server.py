"""The web server, as a loop like the others: it serves until it is told to stop, then finishes what is under way."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator

import uvicorn
from starlette.applications import Starlette

from bot.web.app import create_app
from bot.web.doors import Doors, TelegramDoor
from bot.wiring.channels import webhook_secret
from bot.wiring.clock import new_token, now
from bot.wiring.installation import Installation
from bot.wiring.key import derived

#: Seconds that answers under way have when the process is asked to stop.
GRACE = 10


class _Server(uvicorn.Server):
    """uvicorn without its own signal handlers: SIGTERM is the wiring's, which stops all loops together."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def doors_of(installation: Installation) -> Doors:
    """Return what the web app needs of an installation."""
    settings, telegram = installation.settings, installation.channels.telegram
    door = None
    if telegram is not None and settings.public_url is not None:
        door = TelegramDoor(
            webhook_secret(settings, installation.key),
            telegram.bot_id,
            installation.channels.seal,
            telegram.answer_press,
        )
    return Doors(
        store=installation.store,
        playbook=lambda: installation.playbook,
        clock=now,
        new_token=new_token,
        key=derived(installation.key, "web"),
        telegram=door,
        twilio_tokens=settings.twilio_tokens if installation.channels.twilio else (),
        events_secret=settings.events_secret.get_secret_value() if settings.events_secret else None,
        public_url=settings.public_url,
        chat_origins=tuple(origin.strip() for origin in settings.chat_origins.split(",") if origin.strip()),
    )


class WebServer:
    """Serves an installation's doors. `on_ready` is told the port once it listens."""

    def __init__(self, installation: Installation, on_ready: Callable[[int], None]) -> None:
        self._settings = installation.settings
        self._doors = doors_of(installation)
        self._on_ready = on_ready

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set. Raises `OSError` where the address is taken."""
        server = self._server(create_app(self._doors))
        serving = asyncio.ensure_future(server.serve())
        stopping = asyncio.ensure_future(stop.wait())
        try:
            await self._started(server, serving)
            await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
            self._doors.close()
            server.should_exit = True
            await serving

    def _server(self, app: Starlette) -> _Server:
        return _Server(
            uvicorn.Config(
                app,
                host=self._settings.host,
                port=self._settings.port,
                log_config=None,
                access_log=False,
                server_header=False,
                date_header=False,
                lifespan="off",
                timeout_graceful_shutdown=GRACE,
                proxy_headers=False,
            )
        )

    async def _started(self, server: _Server, serving: asyncio.Future[None]) -> None:
        while not server.started:
            if serving.done():
                raise OSError(f"{self._settings.host}:{self._settings.port} can't be listened on; set HOST or PORT")
            await asyncio.sleep(0.01)
        self._on_ready(server.servers[0].sockets[0].getsockname()[1])

"""The web server, as a loop like the others: it serves until it is told to stop, then finishes what is under way."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable, Iterator

import uvicorn
from starlette.applications import Starlette

from bot.channels.files.file_shelf import FileShelf
from bot.web.app import create_app
from bot.web.doors import Doors, TelegramDoor
from bot.web.shop.shop_products import ProductTaker
from bot.wiring.channels import asked_once, kept_files, webhook_secret
from bot.wiring.clock import new_token, now
from bot.wiring.installation import Installation
from bot.wiring.key import derived, suppression_key
from bot.wiring.request_heads import most_connections, parser
from bot.wiring.workbench import ProcessWorkbench

#: Seconds that answers under way have when the process is asked to stop.
GRACE = 10
#: Seconds for which who has vanished without a word keeps a stream and its socket: Linux alone would give them a
#: quarter of an hour to take what was sent. Each connection has it from the socket that listens.
VANISHED = 180
_TAKEN_WITHIN: int | None = getattr(socket, "TCP_USER_TIMEOUT", None)


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
        is_on_telegram=telegram is not None,
        telegram_name=asked_once(telegram.name_of_ours) if telegram is not None else None,
        twilio_tokens=settings.twilio_tokens if installation.channels.twilio else (),
        events_secret=settings.events_secret.get_secret_value() if settings.events_secret else None,
        shopify_secret=settings.shopify_secret.get_secret_value() if settings.shopify_secret else None,
        woocommerce_secret=settings.woocommerce_secret.get_secret_value() if settings.woocommerce_secret else None,
        take_product=ProductTaker(
            installation.store,
            currency=lambda: installation.playbook.store.currency,
            languages=lambda: installation.playbook.store.languages,
            clock=now,
        ),
        public_url=settings.public_url,
        suppress=suppression_key(installation.key),
        shelf=FileShelf(settings.photos) if settings.photos else None,
        kept_files=kept_files(settings),
        workbench=ProcessWorkbench(installation.store),
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
        listening = _listen(self._settings.host, self._settings.port)
        server = self._server(create_app(self._doors))
        serving = asyncio.ensure_future(server.serve([listening]))
        stopping = asyncio.ensure_future(stop.wait())
        try:
            await _started(server, serving)
            self._on_ready(listening.getsockname()[1])
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
                http=parser(most_connections()),
                log_config=None,
                access_log=False,
                server_header=False,
                date_header=False,
                lifespan="off",
                timeout_graceful_shutdown=GRACE,
                proxy_headers=self._settings.trusted_proxies is not None,  # nobody else may say who they are
                forwarded_allow_ips=self._settings.trusted_proxies or "",
            )
        )


def _listen(host: str, port: int) -> socket.socket:
    """Take the address ourselves: uvicorn leaves the process where it can't."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=2048)
    except OSError as fault:
        raise OSError(f"{host}:{port} can't be listened on ({fault.strerror}); set HOST or PORT") from fault
    if _TAKEN_WITHIN is not None:
        listening.setsockopt(socket.IPPROTO_TCP, _TAKEN_WITHIN, VANISHED * 1000)
    return listening


async def _started(server: uvicorn.Server, serving: asyncio.Future[None]) -> None:
    while not server.started and not serving.done():  # noqa: ASYNC110 - uvicorn has a flag, no event
        await asyncio.sleep(0.01)

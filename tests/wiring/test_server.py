"""The web server as a loop."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import httpx
import pytest

from bot.settings import read_settings
from bot.wiring.clock import now
from bot.wiring.installation import opened
from bot.wiring.server import VANISHED, WebServer, _listen
from bot.wiring.staff import demonstration_link
from tests.web.console.people import token_in
from tests.wiring.test_playbooks import a_playbook


async def test_it_says_its_port_serves_and_ends_when_told(tmp_path: Path) -> None:
    settings = read_settings(
        database_url=f"sqlite:///{tmp_path / 'shop.db'}", playbook=a_playbook(tmp_path / "shop"), port=0
    )
    async with opened(settings, migrating=True, reader_of=None) as installation:
        port: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        stop = asyncio.Event()
        running = asyncio.create_task(WebServer(installation, port.set_result).run(stop))
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{await port}", timeout=30) as client:
            assert (await client.get("/healthz")).status_code == 200
            assert (await client.get("/readyz")).status_code == 200
        stop.set()
        await asyncio.wait_for(running, 20)


@pytest.mark.parametrize(
    ("trusted", "place"), [(None, "127.0.0.1"), ("127.0.0.1", "198.51.100.7"), ("10.0.0.1", "127.0.0.1")]
)
async def test_a_proxy_is_believed_where_it_is_trusted(tmp_path: Path, trusted: str | None, place: str) -> None:
    """Where a session was opened from is what its owner sees, and what tries to sign in are counted by."""
    settings = read_settings(
        database_url=f"sqlite:///{tmp_path / 'shop.db'}",
        playbook=a_playbook(tmp_path / "shop"),
        port=0,
        trusted_proxies=trusted,
    )
    async with opened(settings, migrating=True, reader_of=None) as installation:
        path = await demonstration_link(installation)
        port: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        stop = asyncio.Event()
        running = asyncio.create_task(WebServer(installation, port.set_result).run(stop))
        address = f"http://127.0.0.1:{await port}"
        headers = {"x-forwarded-for": "203.0.113.66, 198.51.100.7", "origin": address}
        async with httpx.AsyncClient(base_url=address, headers=headers, timeout=30) as client:
            page = await client.get(f"{path}")
            entered = await client.post(f"{path}", data={"csrf": token_in(page)})
            assert entered.status_code == 303
        [owner] = await installation.store.staff.all()
        [session] = await installation.store.sessions.of(owner.id, now())
        assert session.place == place
        stop.set()
        await asyncio.wait_for(running, 20)


async def test_an_address_that_is_taken_is_said_so(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        settings = read_settings(
            database_url=f"sqlite:///{tmp_path / 'shop.db'}",
            playbook=a_playbook(tmp_path / "shop"),
            port=other.getsockname()[1],
        )
        async with opened(settings, migrating=True, reader_of=None) as installation:
            with pytest.raises(OSError, match="can't be listened on"):
                await WebServer(installation, lambda _: None).run(asyncio.Event())


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="this system lets nobody say so")
def test_who_vanishes_without_a_word_is_let_go_by_the_system() -> None:
    with _listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()) as _:
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == VANISHED * 1000

"""A demonstration's database: all that a shop's console shows, lived by the program's own turns."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.channels.pretended import Pretended
from bot.channels.web_chat import WebChat
from bot.playbook.source.files import default_folder
from bot.settings import read_settings
from bot.store import Store
from bot.store.database.bell import Bell
from bot.store.threads.threads import Wanted
from bot.wiring.clock import now
from bot.wiring.demonstration import prepare, pretended_channels


async def test_a_shop_has_a_life_in_every_corner(sqlite_url: str) -> None:
    at = now()
    turns = await prepare(sqlite_url, default_folder(), at)
    assert turns > 1500
    store = await Store.open(sqlite_url)
    try:
        await every_corner(store)
        versions = await store.playbooks.list()
        assert len(versions) == 3
        assert [one.note for one in versions if one.current_since] == ["Un seul message commercial par semaine"]
        waiting = await store.threads.page(Wanted(folder="us", waiting_since=at - timedelta(hours=1)), "somebody")
        assert waiting.rows  # longer than anybody should
        assert await store.inbox.overdue(at) == 0
        assert await store.audit.verify() is None
    finally:
        await store.close()


async def test_every_channel_is_on_and_what_has_no_account_sends_nothing(tmp_path: Path) -> None:
    settings = read_settings(database_url=f"sqlite:///{tmp_path / 'demo.db'}")
    channels = pretended_channels(settings, b"k" * 32, Bell(), None)
    assert {name: type(one) for name, one in channels.on.items()} == {
        "telegram": Pretended,
        "sms": Pretended,
        "whatsapp": Pretended,
        "web": WebChat,
    }
    assert channels.providers == {}
    await channels.close()


async def every_corner(store: Store) -> None:
    """Each of these is what some page of the console is about."""

    async def some(sql: str) -> set[str]:
        return {str(row[0]) for row in await store.database.read(sql)}

    assert await some("SELECT channel FROM threads") == {"telegram", "whatsapp", "sms", "web"}
    assert await some("SELECT folder FROM threads") == {"us", "customer", "bot", "closed"}
    assert len(await some("SELECT stage FROM journeys")) == 7
    assert await some("SELECT language FROM threads") == {"fr", "en"}
    assert await some("SELECT status FROM orders") >= {"delivered", "refunded"}
    assert {"held", "not_sent", "not_understood", "moved"} <= await some("SELECT kind FROM ledger")
    assert {"accepted", "delivered", "read", "refused", "abandoned"} <= await some("SELECT state FROM outbox")
    assert await some("SELECT 1 FROM feedback WHERE comment <> ''")
    assert {"converted", "silent"} <= await some("SELECT outcome FROM conversations WHERE flow = 'order'")
    assert await some("SELECT 1 FROM carts")
    assert await some("SELECT 1 FROM notes")
    assert await some("SELECT 1 FROM thread_labels")
    assert await some("SELECT outcome FROM webhook_deliveries") >= {"delivered", "again"}
    assert await some("SELECT 1 FROM inbox WHERE state = 'waiting' AND event LIKE '%\"kind\":\"start\"%'")

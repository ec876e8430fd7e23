"""Links to our bot on Telegram."""

from __future__ import annotations

from bot.channels.base import CannotLook
from bot.engine.identity.identifying import digest_of
from bot.wiring.clock import new_token
from bot.work.errands.links import LinkMaker


async def test_each_link_is_another_and_our_name_is_asked_for_once() -> None:
    asked = []

    async def name() -> str:
        asked.append(1)
        return "moka_bot"

    maker = LinkMaker(name, token=new_token)
    links = [await maker.make() for _ in range(3)]
    assert len({link.url for link in links if link is not None}) == 3
    for link in links:
        assert link is not None
        start, _, token = link.url.partition("?start=go-")
        assert start == "https://t.me/moka_bot"
        assert len(f"go-{token}") <= 64  # Telegram takes no longer ones
        assert link.digest == digest_of(token)
    assert asked == [1]


async def test_while_telegram_does_not_tell_our_name_there_is_no_link() -> None:
    async def nobody() -> str:
        raise CannotLook

    assert await LinkMaker(nobody, token=new_token).make() is None

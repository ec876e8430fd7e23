"""Channels that only look as if they sent."""

from __future__ import annotations

import pytest

from bot.channels.base import Channel, Cutter
from bot.channels.pretended import Pretended
from bot.model.message import Content
from bot.model.parts import Accepted
from bot.wiring.channels import CUTTERS
from tests.channels.parts import NOW, part


@pytest.mark.parametrize("cutter", CUTTERS.values(), ids=CUTTERS)
async def test_each_part_is_cut_as_on_the_channel_and_taken_under_a_name_of_its_own(cutter: Cutter) -> None:
    channel: Channel = Pretended(cutter)
    assert channel.name == cutter.name
    content = Content(text="Bonjour Léa. " * 400)
    assert channel.cut(content, purpose="reply") == cutter.cut(content, purpose="reply")
    first, again = [await channel.send(part(attempts=number), now=NOW) for number in (1, 2)]
    assert isinstance(first, Accepted)
    assert first != again
    assert not channel.can_find
    await channel.close()

"""A message as the customer sees it."""

from datetime import UTC, datetime

import pytest

from bot.model.address import Address
from bot.model.effects import Send
from bot.model.message import Choice, Content
from bot.studio.heard import heard

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CONTENT = Content(text="Comptez trois jours.", sms="3 jours.", choices=(Choice("a", "Merci"),))


@pytest.mark.parametrize(("channel", "text"), [("telegram", "Comptez trois jours."), ("sms", "3 jours.")])
def test_each_channel_shows_its_own_wording(channel, text):
    said = heard(Send(id="1", address=Address(channel, "x"), content=CONTENT, purpose="reply", flow="f"), NOON)
    assert (said.text, said.labels, said.channel, said.flow, said.at) == (text, ("Merci",), channel, "f", NOON)


def test_an_e_mail_is_no_place_to_talk():
    with pytest.raises(ValueError, match="nothing can be said"):
        heard(Send(id="1", address=Address("email", "a@b.example"), content=CONTENT, purpose="reply"), NOON)

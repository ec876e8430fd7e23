"""Twilio's reports on what a shop sent, through the door's own reading, for tests of what comes of them."""

from __future__ import annotations

from bot.channels.twilio.twilio_webhooks import Form, read_status
from bot.web.providers.delivery_reports import take_report
from tests.emulators.twilio import TwilioEmulator
from tests.work.sending.sending_shop import Shop


async def reports(shop: Shop, twilio: TwilioEmulator, part: str, state: str = "undelivered", *, copy: int = -1) -> None:
    """Twilio reports on one of the messages that it took, as the one that carries `part` in its callback."""
    form = twilio.report_form(twilio.messages[copy]["sid"], state)
    told = read_status(Form(list(form.items())), part=part, received_at=shop.now)
    assert told is not None
    await take_report(shop.store, told, shop.now)

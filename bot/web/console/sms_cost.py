"""What SMS cost: the segments that left, at the price that the policy knows for one (`sms: { price: 0.0725 }`).

One price for all countries, as of today: providers change theirs and bill by country, so this is an estimate, and the
page says at which price.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.playbook.compiled import Playbook
from bot.store.sending_counts import Sent
from bot.web.console import amounts
from bot.web.console.words import marked, words

#: States in which an SMS has left, so that the provider asks its price; of one in doubt nobody knows.
_LEFT: Final = frozenset({"accepted", "sent", "delivered", "read", "undelivered"})


def cost_of(playbook: Playbook | None, sent: Sequence[Sent], language: str) -> dict[str, str]:
    """Return the segments of the SMS that left, what they cost (empty where no price is known) and at which price."""
    segments = sum(one.segments for one in sent if one.channel == "sms" and one.state in _LEFT)
    told, say = amounts.count(segments, language), words(language).gettext
    price = playbook.policy.sms_price if playbook is not None else None
    if playbook is None or price is None:
        return {
            "segments": told,
            "cost": "",
            "beside": say(marked("no price known; policy.yaml can say it under `sms`")),
        }
    currency = playbook.store.currency
    at = say(marked("at %(price)s a segment")) % {"price": amounts.money(price, currency, language, exact=True)}
    return {"segments": told, "cost": amounts.money(segments * price, currency, language), "beside": at}

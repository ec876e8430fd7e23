"""After an order, on two phones in two languages: the parcel, advice, a rating, a case until it is closed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stories.shops import shopify_fulfilment, shopify_order
from tests.stories.town import Sms, Telegram, Town, a_town

BRIO = ("Machine Brio Mini", "brio-mini", 1, "279.00")
AROMA = {"name": "Machine Aroma 2", "offer": "aroma-2", "quantity": 1, "price": "349.00"}

pytestmark = pytest.mark.slow


async def nobody_answers(town: Town) -> None:
    """The thread comes back by itself, and three days later it is asked how things are."""
    await town.comes("18:10", days=1)
    await town.settles()
    await town.comes("18:20", days=4)


async def test_a_parcel_advice_a_rating_and_a_case_until_it_is_closed(tmp_path: Path) -> None:
    async with a_town(tmp_path) as town:
        lea, emma = Telegram(town, "201"), Sms(town, "+33612000060")
        await lea.says("bonjour", "ici l’assistant de Maison Moka")
        order = shopify_order(5001, "Emma", emma.address, "en-GB", BRIO)
        assert await town.delivers("orders/create", order) == 200
        known = {"telegram_id": "201"}
        await town.tells("order.confirmed", known, {"number": "MM-1", "total": "349.00", "lines": [AROMA]})
        await lea.hears("Votre commande MM-1 est confirmée")
        await emma.hears("Maison Moka: order 5001 confirmed.")

        await town.comes("10:30", days=1)
        await town.delivers("fulfillments/create", shopify_fulfilment(5001))
        await town.tells("order.shipped", known, {"number": "MM-1"})
        await lea.hears("Votre commande MM-1 est partie")
        await emma.hears("To follow the parcel: https://suivi.example/6A5001")
        await town.comes("16:00", days=1)
        await town.delivers("fulfillments/update", shopify_fulfilment(5001, "delivered"))
        await town.tells("order.delivered", known, {"number": "MM-1"})
        await lea.hears("Votre colis est arrivé")
        await emma.hears("your parcel has arrived")

        await town.comes("18:00", days=4)  # the third day may be a Sunday
        await lea.hears("comment coule le café")
        await lea.presses("Trop vite", "Moulez un cran plus fin")
        await emma.hears("how is your coffee coming out", "Reply with the number.")
        await emma.says("what about descaling?", "one dose of descaler")
        await emma.hears("how is your coffee coming out")

        await town.comes("03:00", days=10)
        await town.settles()
        assert lea.new() == emma.new() == []  # nothing at night
        await town.comes("18:01", days=2)
        await lea.hears("Voilà deux semaines que vous avez votre commande")
        await emma.hears("are you happy with your order? 1 not at all, 5 very much.")
        await emma.says("12", "Sorry, I didn't catch your rating.", "1 not at all, 5 very much.")
        await emma.says("5!!", "What do you like most?")
        await emma.says("so quiet", "Enjoy your coffee")

        await lea.says("2", "Je suis désolé")
        await lea.says("elle fuit", "Qu’est-ce qui arrangerait les choses")
        await lea.presses("Échanger ou réparer", "Je passe la main à l’équipe")
        await nobody_answers(town)
        await lea.hears("Où en est votre souci")
        await lea.says("1", "Que reste-t-il à régler")
        await lea.says("on ne m'a pas rappelée", "Je passe la main à l’équipe")
        await nobody_answers(town)
        await lea.hears("Où en est votre souci")
        await lea.says("réparée, merci !", "merci de nous avoir laissé une chance de bien faire")
        assert lea.new() == []
        code, told = await town.bench.command("why", "201")
        assert code == 0
        told = " ".join(told.split())
        assert "Le client a répondu : Trop vite." in told
        assert "La main passe à l’équipe magasin" in told
        assert "« Réparer une déception » se termine : problème réglé." in told

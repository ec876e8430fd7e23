"""Orders at the shop's real doors: forged, again and again, out of order, changed and cancelled."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

import pytest

from tests.crash.process import shifted
from tests.stories.shops import shopify_order, stamp, woocommerce_order
from tests.stories.town import Sms, Telegram, WhatsApp, a_town

pytestmark = pytest.mark.slow  # each starts the program with the whole example store

BRIO = ("Machine Brio Mini", "brio-mini", 1, "279.00")
BEANS = ("Mélange Maison 1 kg", "maison-1kg", 1, "26.00")


async def test_forged_repeated_shuffled_and_cancelled_before_it_was_paid(tmp_path: Path) -> None:
    async with a_town(tmp_path) as town:
        hal, ida, jo = (Sms(town, f"+3361200005{last}") for last in range(3))
        order = shopify_order(6001, "Hal", hal.address, "en-GB", BRIO)
        later = order | {"updated_at": stamp(shifted() + timedelta(seconds=5))}
        assert await town.delivers("orders/create", order, secret="another") == 401
        made = woocommerce_order(701, "Jo", jo.address, BRIO)
        assert await town.delivers("order.created", made, system="woocommerce", secret="another") == 401
        news = [("orders/updated", later), ("orders/create", order), ("orders/paid", later)] * 5
        random.Random(3).shuffle(news)
        assert [await town.delivers(topic, said, id_=topic) for topic, said in news] == [200] * 15
        await hal.hears("Maison Moka: order 6001 confirmed.")
        beans = shopify_order(6002, "Ida", ida.address, "fr", BEANS)
        gone = beans | {"cancelled_at": stamp(), "updated_at": stamp(shifted() + timedelta(seconds=9))}
        for topic, said in (("orders/cancelled", gone), ("orders/paid", beans), ("orders/create", beans)):
            assert await town.delivers(topic, said) == 200
        for _ in range(2):
            assert await town.delivers("order.created", made, system="woocommerce", id_="once") == 200
        await jo.hears("commande 701 confirmée")
        await town.settles()
        assert (len(hal.texts()), len(ida.texts()), len(jo.texts())) == (1, 0, 1)


async def test_an_order_of_the_chat_is_changed_at_its_price_and_once_cancelled_asked_for_by_nobody(
    tmp_path: Path,
) -> None:
    async with a_town(tmp_path) as town:
        lea = Telegram(town, "201")
        await lea.says("je voudrais commander l'aroma 2", "Comment souhaitez-vous la recevoir", "349\u00a0€")
        await lea.presses("Livraison à domicile", "À quelle adresse")
        await lea.says("3 rue du Port 69002 Lyon", "Je valide", "Total\u00a0: 349\u00a0€")
        await lea.presses("Je confirme", "C’est noté")
        dearer = tmp_path / "offers.csv"
        dearer.write_bytes("id;name;category;price\naroma-2;Machine Aroma 2;machine;369,00\n".encode("latin-1"))
        code, told = await town.bench.command("import", "products", str(dearer))
        assert code == 0 and "1 new" in told, told
        await town.bench.stop()
        await town.bench.start()
        await lea.says("je veux changer ma commande", "Tout est juste", "349\u00a0€")
        await lea.presses("Annuler la commande", "est annulée")
        await lea.hears("Si vous changez d’avis")
        assert [one.type_ for one in town.shop.told.values()] == ["order.created", "order.cancelled"]
        await town.goes_by(timedelta(hours=3))
        await town.settles()
        assert lea.new() == []


async def test_the_shop_cancels_and_its_customer_is_told_once_with_the_money(tmp_path: Path) -> None:
    async with a_town(tmp_path) as town:
        jo, hal, lea = Sms(town, "+33612000072"), WhatsApp(town, "+33612000073"), Telegram(town, "204")
        paid = woocommerce_order(702, "Jo", jo.address, BRIO)
        await town.delivers("order.created", paid, system="woocommerce")
        await jo.hears("commande 702 confirmée")
        await hal.says("hello", "Maison Moka")
        order = shopify_order(6003, "Hal", hal.address, "en-GB", BEANS)
        await town.delivers("orders/create", order)
        await hal.hears("6003", "is confirmed")
        await lea.says("bonjour", "ici l’assistant")
        known = {"telegram_id": "204"}
        await town.tells("order.confirmed", known, {"number": "MM-4"})
        await lea.hears("MM-4")

        at = stamp(shifted() + timedelta(seconds=5))
        ended = paid | {"status": "cancelled", "date_modified_gmt": at[:19]}
        over = order | {"cancelled_at": at, "updated_at": at, "cancel_reason": "customer", "financial_status": "voided"}
        for _ in range(2):
            await town.delivers("order.updated", ended, system="woocommerce")
            await town.delivers("orders/cancelled", over)
            await town.tells("order.cancelled", known, {"number": "MM-4", "reason": "inventory"})
        await jo.hears("désolé, votre commande 702 a dû être annulée. Ce que vous avez payé vous sera rendu.")
        await hal.hears("Done: your order 6003 is cancelled, as you asked. You have nothing to pay.")
        await lea.hears("un article nous manque, et votre commande MM-4")
        for days in (4, 15, 120):
            await town.comes("18:05", days=days)
            await town.settles()
        assert jo.new() == hal.new() == lea.new() == []

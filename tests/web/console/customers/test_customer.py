"""All that is known of a customer on one page, within the reader's points of sale."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

from bot.model.appointment import Appointment
from bot.model.effects import Decide
from bot.model.feedback import RecordFeedback
from bot.model.staff import Role
from bot.store import Store
from bot.store.database.times import micros
from bot.store.messages.record import Record
from bot.store.shop.feedback import keep as keep_rating
from tests.store.samples import keep, known, write
from tests.web.console.counter import SOURCES, book, open_counter
from tests.web.console.customers.test_fact_origins import BOOK
from tests.web.console.people import hired, signed_in
from tests.web.doorway import NOW

PAGE = "/console/customers"
VISITS = """
points_of_sale:
  - id: lyon
    name: Moka Lyon
    address: "12 rue Mercière, 69002 Lyon"
    hours: "Mo-Sa 10:00-19:00"
appointments:
  - { id: essai, name: Essai de machines, length: 1 hour }
"""


async def test_the_page_tells_the_journey_the_facts_and_their_origins(shop_store: Store) -> None:
    async with open_counter(shop_store, playbook=BOOK) as counter:
        lea = await counter.person("42").known(first_name="Léa", city="Lyon")
        await lea.shop("x.looked")
        await lea.shop("order.paid", id="1001", total=20, currency="EUR")
        async with await signed_in(counter.app, await hired(shop_store)) as browser:
            page = html.unescape((await browser.get(f"{PAGE}/{lea.id}")).text)
            for words in ("Léa", "Parcours d’achat", "Découverte", "Ville", "Lyon", "1001"):
                assert words in page, words
            assert "un autre système" in page
            assert "compté par Parcours" in page
            assert f'href="{PAGE}/{lea.id}"' in (await browser.get(f"/console/inbox/{lea.id}")).text
            assert (await browser.get(f"{PAGE}/nobody")).status_code == 404


async def test_visits_are_told_by_their_names_the_next_one_first(shop_store: Store) -> None:
    shop = SOURCES["flows/store.yaml"] + VISITS
    async with open_counter(shop_store, playbook=book(**{"flows/store.yaml": shop})) as counter:

        def visit(days: int, **facts: Any) -> Appointment:
            at = NOW + timedelta(days=days)
            return Appointment(
                key=f"v{days}", place="lyon", about="essai", at=at, ends=at + timedelta(hours=1), **facts
            )

        lea = known(1, appointments=(visit(-9, status="missed"), visit(3)))
        await keep(shop_store, lea)
        async with await signed_in(counter.app, await hired(shop_store, language="en")) as browser:
            page = html.unescape((await browser.get(f"{PAGE}/{lea.id}")).text)
    text = " ".join(re.sub("<[^>]*>", " ", page).split())
    said = text[text.index("Appointments") :]
    assert re.match(
        r"Appointments Essai de machines .*? · Moka Lyon · booked Essai de machines .*? · Moka Lyon · missed", said
    )


async def test_an_answer_leads_to_its_message_and_to_its_step(shop_store: Store) -> None:
    async with open_counter(shop_store, playbook=BOOK) as counter:
        lea = await (await counter.person("42").known(taste="fort")).says("du fort")
        step = next(iter(BOOK.flows["taste"].steps.values()))
        told = Decide(id="d", kind="understood", words="", rule=str(step.place), flow="taste", version=BOOK.version)
        record = Record()
        record.decision(lea.id, told, "event 1", micros(counter.doors.clock()))
        await write(shop_store, record)
        async with await signed_in(counter.app, await hired(shop_store)) as browser:
            page = (await browser.get(f"{PAGE}/{lea.id}")).text
            [message] = re.findall(f'href="/console/inbox/{lea.id}#(message-[^"]+)"', page)
            assert f'id="{unquote(message)}"' in (await browser.get(f"/console/inbox/{lea.id}")).text
            assert f"/console/playbook/versions/{BOOK.version}/file" in page


async def test_what_two_who_are_one_rated_stands_together(shop_store: Store) -> None:
    async with open_counter(shop_store, playbook=BOOK) as counter:
        lea, other = await counter.person("42").says("bonjour"), await counter.person("43").says("bonjour")
        record = Record()
        for one, score in ((lea, 9), (other, 2)):
            rated = RecordFeedback(
                id=one.id, key=one.id, scale="nps", score=score, level="high", source="chat", comment=f"note {score}"
            )
            keep_rating(record, one.id, rated, micros(NOW))
        await write(shop_store, record)
        async with await signed_in(counter.app, await hired(shop_store, Role.ADMIN)) as browser:
            await browser.sends(f"/console/inbox/{lea.id}/data/merge", other=other.id, reason="même", key="m")
            page = html.unescape((await browser.get(f"{PAGE}/{lea.id}")).text)
            assert "note 9" in page
            assert "note 2" in page

"""Segments by the country of the number, as parts leave and change their state."""

from __future__ import annotations

from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.model.address import Address
from bot.model.parts import Accepted, Outcome, PartBody, Refused, Report, Unknown
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.script import Script, once
from bot.store.database.statements import statements
from bot.store.messages.part_rows import Planned
from tests.store.samples import NOON, at, lea, plan, planned

TODAY = date(2026, 3, 2)
PARIS = ZoneInfo("Europe/Paris")


def sms(id_: str, number: str, segments: int, chat: int = 42) -> Planned:
    part = planned(id_, chat=chat, address=Address("sms", number), purpose="service")
    return replace(part, body=PartBody(text="Bonjour", segments=segments))


def known(chat: int, place: str) -> Script[None]:
    who = customer_id_of(lea(chat))
    yield once(statements("inbox")["new_customer"], who, 1)
    yield once("UPDATE customers SET point_of_sale = $2 WHERE id = $1", who, place)


async def counted(store: Store, *scope: str) -> dict[str, int]:
    await store.sending_counts.count(PARIS)
    return await store.sms_days.by_country(TODAY, TODAY, scope)


async def test_what_left_is_counted_for_its_country_and_what_did_not_is_not(store: Store) -> None:
    french, belgian, short, doubtful, refused = "+33612345678", "+32470123456", "38080", "+33612345679", "+33612345670"
    numbers = {"a": (french, 3), "b": (belgian, 2), "c": (short, 1), "d": (doubtful, 5), "e": (refused, 7)}
    await plan(store, *(sms(id_, number, segments) for id_, (number, segments) in numbers.items()))
    assert await counted(store) == {}, "nothing has left"
    outcomes: dict[str, Outcome] = {"d": Unknown("broken"), "e": Refused("no such number")}
    while some := await store.outbox.claim(("sms",), 50, NOON):
        for one in some:
            await store.outbox.settle(one.part, outcomes.get(one.part.id, Accepted(one.part.id)), at(1))
    assert await counted(store) == {"FR": 3, "BE": 2, "": 1}
    await store.outbox.report(Report(part="a", provider_id="a", state="delivered", at=at(2)))
    await store.outbox.report(Report(part="b", provider_id="b", state="failed", at=at(2)))
    assert await counted(store) == {"FR": 3, "": 1}, "of what failed at the provider nothing is billed"
    assert await store.sms_days.by_country(date(2026, 3, 3), date(2026, 3, 9)) == {}


async def test_who_looks_after_a_point_of_sale_sees_its_own_and_those_of_none(store: Store) -> None:
    numbers = ("+33612345678", "+32470123456", "+41791234567")
    await plan(store, *(sms(number, number, 1, chat) for chat, number in enumerate(numbers)))
    for chat, place in enumerate(("lyon", "annecy")):
        await store.database.transact(partial(known, chat, place))
    while some := await store.outbox.claim(("sms",), 50, NOON):
        for one in some:
            await store.outbox.settle(one.part, Accepted(one.part.id), at(1))
    assert await counted(store) == {"FR": 1, "BE": 1, "CH": 1}
    assert await counted(store, "lyon") == {"FR": 1, "CH": 1}

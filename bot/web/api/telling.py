"""The POSTs of `/api`: what an integrator tells becomes an event in the inbox, whose id is the request's own.

So what a repeat does is nothing, whatever happened in between; only a webhook's replay is an act on its table.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec
from pydantic import ValidationError

from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.events import (
    ConsentGiven,
    CustomerImported,
    Event,
    FlowRequested,
    ShopReported,
    StaffGaveBack,
    StaffTookOver,
    StaffWrote,
)
from bot.model.message import Value
from bot.rules.api_access import sees
from bot.rules.order.feedback import SCALES
from bot.store.database.lists import Root
from bot.web.api import given, shapes
from bot.web.api.asking import Question, whom
from bot.web.api.people import names_of, owner_of
from bot.web.api.reading import delivery_asked
from bot.web.problems import Fault, Problem
from bot.web.shop.shop_consents import consent_of
from bot.web.shop.shop_events import ShopEvent, event_said, named, reached_at, read_event, unusable
from bot.web.shop.shop_orders import check_data

#: The inbox's word for what came in here.
SOURCE: Final = "api"
UNUSABLE: Final = "The body can't be used as it is."
#: Facts that have a place of their own, beside `facts`.
_ELSEWHERE: Final = frozenset({"point_of_sale", "language"})
_NAMES_OF_AN_ORDER: Final = ("id", "number", "reference")


async def put_customer(question: Question) -> given.Accepted:
    """Make a customer or tell more of one: whoever is known by one of the names."""
    body = question.body
    names = names_of(body.customer, "customer")
    owner = await owner_of(question.store, question.token, names)
    place = _place(question, body.point_of_sale, new=owner is None)
    event = _imported(question, body, place, names)
    return await _tell_of(question, names, event, owner)


async def change_customer(question: Question) -> given.Accepted:
    root = await whom(question)
    return await _tell(
        question, root, _imported(question, question.body, _place(question, question.body.point_of_sale))
    )


async def post_message(question: Question) -> given.Accepted:
    root = await whom(question)
    if not question.body.text.strip():
        raise Problem(422, UNUSABLE, (Fault("/text", "should say something"),))
    return await _tell(question, root, StaffWrote(id=question.id, text=question.body.text, staff=question.by))


async def start_flow(question: Question) -> given.Accepted:
    root = await whom(question)
    playbook = question.doors.playbook()
    if playbook is None or question.body.flow not in playbook.flows:
        raise Problem(422, UNUSABLE, (Fault("/flow", "the playbook has no flow of this name"),))
    event = FlowRequested(id=question.id, flow=question.body.flow, by=question.by, data=question.body.data)
    return await _tell(question, root, event)


async def take_over(question: Question) -> given.Accepted:
    return await _tell(question, await whom(question), StaffTookOver(id=question.id, staff=question.by))


async def give_back(question: Question) -> given.Accepted:
    return await _tell(question, await whom(question), StaffGaveBack(id=question.id, staff=question.by))


async def record_order(question: Question) -> given.Accepted:
    root, body = await whom(question), question.body
    name = f"order.{body.status}"
    try:
        check_data(name, body.data)
    except ValidationError as error:
        raise unusable(error, "data") from None
    if not any(body.data.get(one) not in (None, "") for one in _NAMES_OF_AN_ORDER):
        raise Problem(422, UNUSABLE, (Fault("/data", "should have one of id, number, reference"),))
    return await _report(question, root, ShopReported(id=question.id, name=name, data=body.data, happened_at=body.at))


async def record_feedback(question: Question) -> given.Accepted:
    root, body = await whom(question), question.body
    scale = SCALES[body.scale]
    if body.score not in scale.scores:
        raise Problem(422, UNUSABLE, (Fault("/score", f"should be {scale.least} to {scale.most} for {scale.name}"),))
    data: dict[str, Any] = {"scale": body.scale, "score": body.score, "about": body.about}
    data |= {"comment": body.comment} if body.comment else {}
    event = ShopReported(id=question.id, name="feedback.given", data=data, happened_at=body.at)
    return await _report(question, root, event)


async def record_consent(question: Question) -> given.Accepted:
    root, body = await whom(question), question.body
    return await _tell(question, root, _consent(question, body))


def _consent(question: Question, body: shapes.ConsentBody) -> ConsentGiven:
    said: dict[str, Any] = {
        "purpose": body.purpose,
        "channel": body.channel,
        "wording": body.wording,
        "source": body.source,
        "evidence": body.evidence,
        "order_id": body.order_id,
        "confirmed": body.confirmed,
    }
    try:
        return consent_of("consent.given" if body.granted else "consent.withdrawn", said, question.id, body.at)
    except ValidationError as error:
        raise unusable(error) from None


async def tell_event(question: Question) -> given.Accepted:
    """`/api/events` with a token. One that is for some points of sale tells of customers that are known there only."""
    said: ShopEvent = read_event(question.raw)
    names = await named(question.store, said.customer)
    owner = await owner_of(question.store, question.token, names)
    event = event_said(said, question.id, question.now)
    if owner is None and question.token.points_of_sale:
        raise Problem(403, "This token tells of customers of its points of sale only, and knows no such one.")
    if isinstance(event, ShopReported):
        event = msgspec.structs.replace(event, address=await reached_at(question.doors, names))
    return await _tell_of(question, names, event, owner)


async def replay_delivery(question: Question) -> given.Accepted:
    """Have an outgoing webhook told once more, with the `webhook-id` that it had."""
    sending, customer = await delivery_asked(question)
    who = f"token:{question.token.id}"
    if not await question.store.webhooks.replay(sending.id, question.by, question.now, who=who):
        raise Problem(409, "It is waiting for its next try already.")
    return given.Accepted(id=sending.id, customer=customer)


async def _report(question: Question, root: Root, event: ShopReported) -> given.Accepted:
    """News of the shop come with where the customer can be written to."""
    names = tuple(await question.store.customers.addresses(root.id))
    address = await reached_at(question.doors, names) if names else None
    return await _tell(question, root, msgspec.structs.replace(event, address=address))


async def _tell(question: Question, root: Root, event: Event) -> given.Accepted:
    arrival = Arrival(event=event, received_at=question.now, customer=root.id, source=SOURCE)
    await question.store.inbox.put([arrival])
    return given.Accepted(id=event.id, customer=root.id)


async def _tell_of(question: Question, names: tuple[Address, ...], event: Event, owner: str | None) -> given.Accepted:
    """By names: those that were nobody's lead to whoever it is from now on."""
    await question.store.inbox.put([Arrival(event=event, received_at=question.now, names=names, source=SOURCE)])
    return given.Accepted(id=event.id, customer=owner or await question.store.customers.whose(names[0]))


def _imported(
    question: Question, body: shapes.ChangesBody, place: str | None, names: tuple[Address, ...] = ()
) -> CustomerImported:
    strange = sorted(_ELSEWHERE & set(body.facts))
    if strange:
        raise Problem(422, UNUSABLE, (Fault(f"/facts/{strange[0]}", "has a place of its own, beside the facts"),))
    facts: dict[str, Value] = {**body.facts, **({"point_of_sale": place} if place else {})}
    return CustomerImported(id=question.id, facts=facts, addresses=names, language=body.language)


def _place(question: Question, said: str | None, *, new: bool = False) -> str | None:
    """Return the point of sale that a customer comes to be of. Raises `Problem`: 422 for one that there is not, 403 for
    one that the token is not for; who is new to a token for some is of the first of them.
    """
    token = question.token
    if said is None:
        return token.points_of_sale[0] if new and token.points_of_sale else None
    playbook = question.doors.playbook()
    if playbook is None or all(place.id != said for place in playbook.store.points_of_sale):
        raise Problem(422, UNUSABLE, (Fault("/point_of_sale", "the shop has no such point of sale"),))
    if not sees(token, said):
        raise Problem(403, "This token is not for that point of sale.")
    return said

"""The GETs of `/api`: what is kept, in the shapes that integrators get. Nothing is changed here."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

import msgspec

from bot.model.customer import Customer as Document
from bot.model.order import Order as OrderKept
from bot.rules.api_access import sees
from bot.store.database.lists import Column, Page, Root, Subject
from bot.store.database.script import Row
from bot.store.database.times import moment, moment_or_none
from bot.store.messages.transcript import files_in
from bot.store.messages.webhooks import Sending, sending_of
from bot.web.api import given, shapes
from bot.web.api.asking import Question, whom
from bot.web.api.given_customers import customer_of
from bot.web.api.people import names_of
from bot.web.problems import Problem

_ORDER: Final = msgspec.json.Decoder(OrderKept)


async def list_customers(question: Question) -> given.CustomerPage:
    query = question.query
    if any((query.id, query.phone, query.email, query.telegram_id)):
        return await _named(question)
    page = await _page(question, "customers")
    items = [customer_of(row) for row in page.rows]
    return given.CustomerPage(items=items, next=_next(question, page, "customers"))


async def _named(question: Question) -> given.CustomerPage:
    """Whoever has this name: nobody, or one."""
    query, lists = question.query, question.store.lists
    names = names_of(
        shapes.PersonBody(id=query.id, phone=query.phone, email=query.email, telegram_id=query.telegram_id)
    )
    owners = await question.store.customers.owners(names)
    owned = {owners.get(name) for name in names}
    found = owned.pop() if len(owned) == 1 else None
    root = (await lists.roots([found])).get(found) if found else None
    if root is None or not sees(question.token, root.point_of_sale):
        return given.CustomerPage(items=[], next=None)
    return given.CustomerPage(items=[customer_of(row) for row in await lists.customers([root.id])], next=None)


async def show_customer(question: Question) -> given.Customer:
    root = await whom(question)
    [row] = await question.store.lists.customers([root.id])
    return customer_of(row)


async def list_journeys(question: Question) -> given.JourneyPage:
    query = question.query
    narrowed: dict[Column, str | None] = {"journey": query.journey, "stage": query.stage}
    where: dict[Column, str] = {column: value for column, value in narrowed.items() if value is not None}
    about = " ".join(("journeys", *(f"{column}={value}" for column, value in where.items())))
    if "customer" in question.path:
        page = await _page_of(question, "journeys", await whom(question), where, about)
    else:
        page = await _page(question, "journeys", where, about)
    items = [
        given.Journey(
            customer=_who(page, customer),
            journey=journey,
            stage=stage,
            since=moment(since),
            direction=direction,
            cause=cause,
        )
        for customer, journey, stage, since, direction, cause in page.rows
    ]
    return given.JourneyPage(items=items, next=_next(question, page, about))


async def list_conversations(question: Question) -> given.ConversationPage:
    page = await _page(question, "conversations")
    return given.ConversationPage(items=_conversations(page), next=_next(question, page, "conversations"))


async def list_conversations_of(question: Question) -> given.ConversationsOfCustomer:
    root = await whom(question)
    page = await _page_of(question, "conversations", root)
    document = await question.store.customers.get(root.id)
    return given.ConversationsOfCustomer(
        items=_conversations(page),
        next=_next(question, page, "conversations"),
        under_way=_under_way(document) if document is not None else [],
    )


async def list_handovers(question: Question) -> given.HandoverPage:
    subject: Subject = "open_handovers" if question.query.open else "handovers"
    page = await _page(question, subject)
    items = [
        given.HandoverTold(
            id=id_,
            customer=_who(page, customer),
            team=team,
            reason=reason,
            priority=priority,
            conversation=conversation,
            opened_at=moment(opened),
            closed_at=moment_or_none(closed),
            closed_by=by,
        )
        for _, customer, id_, team, reason, priority, conversation, opened, closed, by in page.rows
    ]
    return given.HandoverPage(items=items, next=_next(question, page, subject))


async def list_messages(question: Question) -> given.MessagePage:
    page = await _page_or_theirs(question, "messages")
    items = [
        given.Message(
            id=source,
            customer=_who(page, customer),
            at=moment(at),
            direction=direction,
            channel=channel,
            by=by,
            text=text,
            files=[given.File(kind=one.kind, name=one.name, mime=one.mime, size=one.size) for one in files_in(body)],
            purpose=purpose,
            state=state,
            flow=flow,
        )
        for _, customer, at, direction, channel, _, source, by, text, purpose, state, flow, body in page.rows
    ]
    return given.MessagePage(items=items, next=_next(question, page, "messages"))


async def list_orders(question: Question) -> given.OrderPage:
    page = await _page_or_theirs(question, "orders")
    items = [_order(_who(page, customer), body, changed) for customer, _, changed, body in page.rows]
    return given.OrderPage(items=items, next=_next(question, page, "orders"))


async def list_feedback(question: Question) -> given.FeedbackPage:
    page = await _page_or_theirs(question, "feedback")
    items = [_feedback(page, row) for row in page.rows]
    return given.FeedbackPage(items=items, next=_next(question, page, "feedback"))


async def list_consents(question: Question) -> given.ConsentPage:
    root = await whom(question)
    page = await _page_of(question, "consents", root)
    items = [
        given.Consent(
            id=id_,
            customer=root.id,
            at=moment(at),
            purpose=purpose,
            channel=channel,
            granted=bool(granted),
            wording=wording,
            source=source,
            evidence=evidence,
            pending=bool(pending),
        )
        for _, _, id_, at, purpose, channel, granted, wording, source, evidence, pending in page.rows
    ]
    return given.ConsentPage(items=items, next=_next(question, page, "consents"))


async def list_deliveries(question: Question) -> given.DeliveryPage:
    page = await _page(question, "deliveries")
    items = [given.WebhookDelivery(**_delivery(sending_of(row), _who(page, row[1]))) for row in page.rows]
    return given.DeliveryPage(items=items, next=_next(question, page, "deliveries"))


async def show_delivery(question: Question) -> given.DeliveryInFull:
    sending, customer = await delivery_asked(question)
    tries = [
        given.DeliveryTry(at=one.at, outcome=one.outcome, reason=one.reason, by=one.by)
        for one in await question.store.webhooks.tries(sending.id)
    ]
    return given.DeliveryInFull(**_delivery(sending, customer), tries=tries)


async def delivery_asked(question: Question) -> tuple[Sending, str]:
    """Return the delivery that the path names, and whose it is. Raises `Problem` 404."""
    sending = await question.store.webhooks.get(question.path["delivery"])
    roots = await question.store.lists.roots([sending.customer]) if sending is not None else {}
    if sending is None or (root := roots.get(sending.customer)) is None or not sees(question.token, root.point_of_sale):
        raise Problem(404, "There is no such delivery.")
    return sending, root.id


async def _page_or_theirs(question: Question, subject: Subject) -> Page:
    """A list of everybody's, or of whom the path names."""
    if "customer" in question.path:
        return await _page_of(question, subject, await whom(question))
    return await _page(question, subject)


async def _page(
    question: Question, subject: Subject, where: Mapping[Column, str] | None = None, about: str = ""
) -> Page:
    after, places = question.after(_which(question, about or subject)), question.token.points_of_sale
    return await question.store.lists.page(subject, after, question.query.limit, places=places, where=where)


async def _page_of(
    question: Question, subject: Subject, root: Root, where: Mapping[Column, str] | None = None, about: str = ""
) -> Page:
    after = question.after(_which(question, about or subject))
    return await question.store.lists.page(subject, after, question.query.limit, customer=root.id, where=where)


def _which(question: Question, about: str) -> str:
    """Return what a cursor is good for."""
    return f"{about} {question.path['customer']}" if "customer" in question.path else about


def _next(question: Question, page: Page, about: str) -> str | None:
    return question.cursor(page.next, _which(question, about))


def _who(page: Page, customer: str) -> str:
    root = page.roots.get(customer)
    return root.id if root is not None else customer


def _conversations(page: Page) -> list[given.Conversation]:
    return [
        given.Conversation(
            id=id_,
            customer=_who(page, customer),
            flow=flow,
            version=version,
            outcome=outcome,
            started_at=moment(started),
            ended_at=moment(ended),
        )
        for _, customer, id_, flow, version, outcome, started, ended in page.rows
    ]


def _under_way(document: Document) -> list[given.ConversationUnderWay]:
    spoken = document.conversations[-1].id if document.conversations else None
    return [
        given.ConversationUnderWay(
            id=one.id,
            flow=one.flow,
            version=one.version,
            step=one.step,
            started_at=one.started_at,
            waits_for=one.waiting.kind if one.waiting is not None else None,
            is_spoken_in=one.id == spoken,
        )
        for one in (*document.conversations, *document.parked)
    ]


def _order(customer: str, body: str, changed: int) -> given.Order:
    order = _ORDER.decode(body)
    lines = [
        given.OrderLine(
            name=one.name,
            quantity=one.quantity,
            offer=one.offer,
            sku=one.sku,
            price=_exact(one.price),
            total=_exact(one.total),
            notes=list(one.notes),
        )
        for one in order.lines
    ]
    return given.Order(
        key=order.key,
        customer=customer,
        id=order.id,
        number=order.number,
        status=order.status,
        currency=order.currency,
        total=_exact(order.total),
        lines=lines,
        notes=list(order.notes),
        placed_at=order.placed_at,
        changed_at=moment(changed),
    )


def _exact(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _feedback(page: Page, row: Row) -> given.Feedback:
    _, customer, key, at, changed, scale, about, score, level, comment, source, channel, flow, recovery = row
    return given.Feedback(
        key=key,
        customer=_who(page, customer),
        at=moment(at),
        changed_at=moment(changed),
        scale=scale,
        about=about,
        score=score,
        level=level,
        comment=comment,
        source=source,
        channel=channel,
        flow=flow,
        recovery=recovery,
    )


def _delivery(sending: Sending, customer: str) -> dict[str, Any]:
    effect = sending.effect
    return {
        "id": sending.id,
        "customer": customer,
        "type": effect.name,
        "state": sending.state,
        "created_at": sending.created_at,
        "attempts": sending.attempts,
        "next_try_at": sending.due_at if sending.state == "waiting" else None,
        "error": sending.error,
    }

"""`GET /console/customers/{customer}`: all that is known of a customer, each fact with where it comes from."""

from __future__ import annotations

from asyncio import gather
from collections.abc import Mapping
from functools import partial
from typing import Any, Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from bot.model.staff import Act, Staff
from bot.rules.access import may
from bot.rules.order.feedback import scale_named
from bot.web.console import frame
from bot.web.console.customers.customer_card import CHANNELS, PURPOSES, card_of
from bot.web.console.customers.fact_origins import History, Origin, origins
from bot.web.console.playbooks.playbook_file import page_of, written_at
from bot.web.console.reports.feedback import NAMES
from bot.web.console.threads.inbox import INBOX, name_of
from bot.web.console.threads.thread_items import anchor
from bot.web.console.wording.clock import Clock, clock_of
from bot.web.console.wording.customer_words import APPOINTMENTS, RATED, said
from bot.web.console.wording.reasons import reason_in_words
from bot.web.console.wording.stages import chips
from bot.web.console.wording.titles import title_in
from bot.web.console.words import words
from bot.web.doors import Doors
from bot.web.guard import refuse

_MOMENTS: Final = 20
_ORDERS: Final = 50


async def show(request: Request) -> Response:
    """Answer with the page. Raises 404 for nobody."""
    doors: Doors = request.app.state.doors
    staff: Staff = request.state.staff
    id_ = request.path_params["customer"]
    thread, document = await doors.store.threads.get(id_, staff.id), await doors.store.customers.get(id_)
    if thread is None or document is None:
        raise refuse(404)
    clock, playbook = clock_of(request, document.timezone), doors.playbook()
    name = name_of(thread, clock.language)
    known = chips(playbook, clock.language)
    card, history, consents, feedback = await gather(
        card_of(doors, document, name, known, clock, moments=_MOMENTS, orders=_ORDERS),
        _history(doors, id_),
        doors.store.consents.of(id_),
        _feedback(doors, id_, clock),
    )
    flows = playbook.flows.values() if playbook is not None else ()
    titles = {flow.title: title_in(clock.language, flow) for flow in flows}
    told = origins(
        playbook,
        history,
        partial(page_of, playbook=playbook),
        partial(written_at, playbook.version if playbook is not None else ""),
    )
    return await frame.page(
        request,
        "customer.html",
        customer=id_,
        name=name,
        card=card,
        facts=[(fact.name, fact.value, _origin(told.get(fact.id), clock, id_, titles)) for fact in card.facts],
        appointments=[
            (
                _place(doors, one.place),
                _kind(doors, one.about, clock.language),
                clock.full(one.at),
                said(APPOINTMENTS, one.status, clock.language),
            )
            for one in sorted(document.appointments, key=lambda one: one.at, reverse=True)
        ],
        feedback=feedback,
        source=reason_in_words,
        proofs=[(one, clock.full(one.at)) for one in reversed(consents)],
        channels=CHANNELS,
        purposes=PURPOSES,
        rights=any(may(staff, act) for act in (Act.EXPORT, Act.ERASE, Act.MERGE)),
        inbox=INBOX,
    )


async def _history(doors: Doors, customer: str) -> History:
    lines = doors.store.thread_lines
    who = await doors.store.customers.ids(customer)
    orders, answers, brought, flows = await gather(
        doors.store.orders.of(who, _ORDERS),
        lines.answered(customer),
        lines.brought(customer),
        lines.gone_through(customer),
    )
    return History(
        answers=answers,
        brought=brought,
        flows=flows,
        ordered_at=max((order.placed_at for order in orders if order.placed_at is not None), default=None),
    )


async def _feedback(doors: Doors, customer: str, clock: Clock) -> list[dict[str, Any]]:
    given = await doors.store.feedback.of(await doors.store.customers.ids(customer))
    scales: dict[str, str] = {scale: called for scale, (called, _) in NAMES.items()}
    return [
        {
            "scale": words(clock.language).gettext(scales.get(one.scale, one.scale)),
            "score": f"{one.score} / {scale.most}" if (scale := scale_named(one.scale)) is not None else str(one.score),
            "about": said(RATED, one.about, clock.language) if one.about else "",
            "comment": one.comment,
            "at": clock.short(one.at),
        }
        for one in given
    ]


def _origin(found: Origin | None, clock: Clock, customer: str, titles: Mapping[str, str]) -> dict[str, str]:
    if found is None:
        return {}
    return {
        "words": words(clock.language).gettext(found.words) if found.is_ours else titles.get(found.words, found.words),
        "url": found.url,
        "message": f"{INBOX}/{customer}#{quote(anchor(found.event))}" if found.event else "",
        "at": clock.short(found.at) if found.at is not None else "",
        "full": clock.full(found.at) if found.at is not None else "",
    }


def _kind(doors: Doors, id_: str, language: str) -> str:
    """Return what a visit is for, as the shop calls it in a language."""
    playbook = doors.playbook()
    if playbook is None:
        return id_
    named = (one.name for one in playbook.store.appointments if one.id == id_)
    return playbook.offer_words.called(next(named, id_), language)


def _place(doors: Doors, id_: str) -> str:
    playbook = doors.playbook()
    points = playbook.store.points_of_sale if playbook is not None else ()
    return next((one.name for one in points if one.id == id_), id_)

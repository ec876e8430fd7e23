"""What the engine asked for, as rows: the one place that carries effects out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import assert_never

import msgspec

from bot.channels.base import Cutter
from bot.channels.event_ids import event_id
from bot.model.address import Address
from bot.model.appointment import AskAgenda, RecordAppointment, TellAppointment
from bot.model.customer import Customer
from bot.model.effects import (
    Absorb,
    AskForCode,
    AskModel,
    CloseHandover,
    Decide,
    DropTimers,
    Effect,
    Emit,
    EndConversation,
    Fetch,
    ForgetOrder,
    Identify,
    LetGo,
    MakeLink,
    MoveTimer,
    OpenHandover,
    PlaceOrder,
    RecordCart,
    RecordConsent,
    RecordMoment,
    RecordMove,
    RecordOrder,
    Send,
    SetTimer,
    SplitOff,
)
from bot.model.events import AgendaAnswered, CustomersMerged
from bot.model.feedback import RecordFeedback
from bot.model.referral import MakeReferral, UseReferral
from bot.store.database.script import Script
from bot.store.database.times import micros
from bot.store.messages.part_rows import Planned
from bot.store.messages.record import Record
from bot.store.messages.set_back import bring_forward
from bot.store.people.erasing import suppress_added
from bot.store.people.merges import IDENTITY, absorb, let_go, split_off
from bot.store.shop.feedback import keep as keep_feedback
from bot.store.shop.feedback import place_of
from bot.work.turns.agendas import AGENDA

#: Microseconds by which a customer's time may lie ahead: turns in a row are that much apart at most.
AHEAD = 1_000_000


def part_id(send: str, index: int) -> str:
    """Return the id of one part of a message: the same whenever the same turn is run again."""
    return f"{send}{index:02x}"


def carry_out(  # noqa: C901, PLR0912 - one arm an effect
    effects: Iterable[Effect],
    customer: Customer,
    event: str,
    at: datetime,
    cutters: Mapping[str, Cutter],
    record: Record,
) -> None:
    """Put in the record what the effects of one turn ask for. `event` is the id of the event met."""
    now = micros(at)
    for effect in effects:
        match effect:
            case Send():
                for part in parts_of(effect, customer.id, event, at, cutters):
                    record.part(part)
            case SetTimer():
                record.timer(effect.customer or customer.id, effect, now)
            case DropTimers(ids):
                _drop(ids, record)
            case MoveTimer(timer, due_at):
                record.move_timer(timer, micros(due_at))
            case Decide():
                record.decision(customer.id, effect, event, now)
            case RecordConsent():
                record.consent(customer.id, effect, now)
            case (
                Fetch()
                | Emit()
                | MakeLink()
                | AskForCode()
                | PlaceOrder()
                | TellAppointment()
                | AskModel()
                | MakeReferral()
                | UseReferral()
            ):
                record.errand(customer.id, effect, now)
            case OpenHandover():
                record.handover(customer.id, effect, now)
            case CloseHandover():
                record.given_back(effect, now)
            case EndConversation():
                record.ended(customer.id, effect, now)
            case Identify():
                record.event(customer.id, _identified(effect), IDENTITY, now)
            case Absorb():
                absorb(record, customer, effect, event, now)
            case LetGo():
                let_go(record, customer.id, effect, now)
            case SplitOff():
                _split_off(effect, customer, event, now, record)
            case RecordMove():
                record.move(customer.id, effect, now)
            case RecordMoment():
                record.moment(customer.id, effect, now)
            case RecordOrder():
                record.order(customer.id, effect.order, now)
            case ForgetOrder(key=key):
                record.orders.forget(customer.id, key)
            case RecordCart():
                record.orders.keep_cart(customer.id, effect.cart, now)
            case AskAgenda():
                _ask_agenda(effect, customer.id, now, record)
            case RecordAppointment(appointment=appointment):
                record.appointments.keep(customer.id, appointment, now)
            case RecordFeedback():
                keep_feedback(record, customer.id, effect, now, place_of(customer))
            case _:
                assert_never(effect)


def write_all(
    record: Record, added: Sequence[tuple[str, Address]], now: int, keyed: Callable[[str], str] | None
) -> Script[bool]:
    """Write all that the turns of a group asked for; tell whether that leaves something due already. `added` are
    addresses that known customers have now too, `keyed` hashes those kept of people who were erased.

    A customer's time never goes back: met before the clock was set back, they are met at a time to come, and what that
    asks for is due now all the same.
    """
    yield from record.write()
    if record.last_met > now + AHEAD:
        yield from bring_forward(now)
    again = record.soonest_timer <= now
    if keyed is not None and added:
        again |= yield from suppress_added(added, keyed, now)
    return again


def _identified(effect: Identify) -> CustomersMerged:
    return CustomersMerged(id=effect.id, address=effect.address, link=effect.link, proof=effect.proof, how=effect.how)


def _drop(timers: Iterable[str], record: Record) -> None:
    for timer in timers:
        record.drop_timer(timer)


def _ask_agenda(effect: AskAgenda, customer: str, now: int, record: Record) -> None:
    """What is taken, and whether the claim has its place, is filled in as the event is met (`work.turns.agendas`)."""
    record.appointments.claim(customer, effect, now)
    answer = AgendaAnswered(
        id=event_id("agenda", effect.id),
        set_by=effect.id,
        conversation=effect.conversation,
        place=effect.place,
        about=effect.about,
        since=effect.since,
        until=effect.until,
        claim=effect.claim,
        answering=effect.answering,
    )
    record.event(customer, answer, AGENDA, now)


def _split_off(effect: SplitOff, customer: Customer, event: str, now: int, record: Record) -> None:
    split_off(record, customer, effect, msgspec.convert(effect.document, Customer), now)
    told = Decide(
        id=part_id(event, 1), kind="parted", words=effect.words, rule="identity", facts={"other": customer.id}
    )
    record.decision(effect.other, told, event, now)


def parts_of(send: Send, customer: str, event: str, at: datetime, cutters: Mapping[str, Cutter]) -> Iterable[Planned]:
    """Cut a message as its channel shows it. Raises `KeyError` for an address that is no place to talk (an e-mail)."""
    bodies = cutters[send.address.channel].cut(send.content, purpose=send.purpose)
    due = at if send.not_before is None else max(at, send.not_before)
    for index, body in enumerate(bodies):
        yield Planned(
            id=part_id(send.id, index),
            customer=customer,
            address=send.address,
            body=msgspec.structs.replace(body, code=send.code) if send.code else body,
            purpose=send.purpose,
            created_at=at,
            due_at=due,
            event=event,
            not_after=send.not_after,
            gate=send.gate,
            language=send.content.language,
            conversation=send.conversation,
            flow=send.flow,
            step=send.step,
            version=send.version,
            by=send.by,
        )

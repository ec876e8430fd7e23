"""The pure engine: `advance(shelf, customer, event) -> Turn`.

Theory of operation
-------------------
A **turn** is one event met by one customer. What comes of it is the customer after it, a new immutable record, and a
list of effects in order, which somebody else carries out. Nothing is looked up, nobody is called, no time passes: the
only clock is `event.at`, ids are hashes of the event's id and the effect's place, chance is a hash of the customer. So
the same events give the same bytes, on any machine, and a month can be lived through in a second.

The parts, each in its module:

- `turn` is the turn in progress: the customer so far, the effects so far. It can be taken back to an earlier mark.
- A **message** goes through `listening`: ears, asked in a fixed order, the first that has dealt with it ends the
  matter.
- Anything else is met by the module of its kind: `timers`, `happenings` (the shop), `staff`, `greeting`, `reach`.
- A **conversation** moves by `walking`: step after step through `steps/`, each a small function from the conversation
  to what it comes to (carry on, stand still, end, call, hold, break), until it stands still or ends.
- `stack` says who is being talked with: the last conversation of the stack. Others wait below it (interrupted, or
  calling the one above) or are parked (waiting for a time or an event), so that a follow-up days ahead holds nobody
  up.
- What the bot says by itself is asked of `contact_policy` at the moment it would speak. A "not yet" takes the
  whole turn back and sets a timer for the moment named: the event is held, not the message, and decided again with
  the facts of then.
- A **timer** is named in the state that waits for it. One that the state no longer names is harmless.
- What happens may speak for a stage of a **journey** (`signals`): all that did in a turn is settled together, from
  where the customer stood before it (`journeys`). What a turn has brought about is announced at its end
  (`announcing`), moves last (`news`): follow-ups start on it.
- A **language model**, where the playbook allows one, is asked by an effect and answers by an event; what is held for
  it is said in its own words as soon as anything else happens (`model_requests`).
- Every decision is a row of the `ledger`: what was said and why, what was not and why not.

What can't be: an exception for anything that a customer, a shop or a playbook does. A missing step, flow or version,
a text that lacks a value, a loop without end: each is a row in the ledger and a person at the customer's side.
"""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from bot.engine.announcing import announce
from bot.engine.appointment.agenda import agenda_answered
from bot.engine.appointment.appointments import appointment_undelivered
from bot.engine.contact.agreeing import consent_given
from bot.engine.contact.reach import (
    blocked,
    delivery_failed,
    edited,
    imported,
    opt_out_reported,
    unblocked,
)
from bot.engine.feedback.referring import referral_made
from bot.engine.follow_ups.plans import plan_changed
from bot.engine.follow_ups.starts import keep_hours, start
from bot.engine.follow_ups.timers import meet_timer
from bot.engine.happenings import shop_reported
from bot.engine.identity.linking import link_made
from bot.engine.identity.merging import customers_merged, merge_undone
from bot.engine.identity.proving import code_asked
from bot.engine.journey.mapping import fit
from bot.engine.listening.greeting import chat_opened, referral_followed
from bot.engine.listening.listening import hear
from bot.engine.listening.model_answers import model_answered, speak_plainly
from bot.engine.listening.model_requests import hold_for_rewording
from bot.engine.order.orders import order_undelivered
from bot.engine.returning import fetch_returned
from bot.engine.run import Run
from bot.engine.staff import staff_gave_back, staff_took_over, staff_wrote
from bot.model.customer import Customer, PaceMet, Turn
from bot.model.events import (
    AgendaAnswered,
    AppointmentUndelivered,
    ChatBlocked,
    ChatOpened,
    ChatUnblocked,
    CodeAsked,
    ConsentGiven,
    CustomerImported,
    CustomersMerged,
    DeliveryFailed,
    Event,
    FetchReturned,
    FlowRequested,
    LinkMade,
    MergeUndone,
    MessageEdited,
    MessageReceived,
    ModelAnswered,
    OptOutReported,
    OrderUndelivered,
    PlanChanged,
    PlaybookPublished,
    ReferralFollowed,
    ReferralMade,
    ShopReported,
    StaffGaveBack,
    StaffTookOver,
    StaffWrote,
    TimerDue,
)
from bot.playbook.compiled import Shelf


def new_customer(id: str, at: datetime) -> Customer:
    """Return a customer of whom nothing is known yet: no address, no consent, no conversation."""
    return Customer(id=id, created_at=at)


def advance(shelf: Shelf, customer: Customer, event: Event) -> Turn:
    """Return what comes of one event: the customer after it, and what is asked for, in order. Never raises.

    A turn that is `unread` is of a message that nobody has read and whose meaning it would have to guess: what comes of
    it is to be put aside, and the message to be met again with its reading.
    """
    run = Run(shelf, customer, event)
    run.change(turns=customer.turns + 1)
    if customer.journeys and customer.charted != shelf.current.version:
        fit(run)
        keep_hours(run)  # the store may have another time zone
    speak_plainly(run, event)
    _meet(run, event)
    announce(run)
    if run.customer.timezone != customer.timezone:
        keep_hours(run)
    hold_for_rewording(run)
    paces = _paces(run) if run.paced else ()
    return Turn(run.customer, tuple(run.effects), run.unread, paces, run.offers.met)


def _paces(run: Run) -> tuple[PaceMet, ...]:
    return tuple(
        PaceMet(journey, stage, times.known, times.median, times.slow) for (journey, stage), times in run.paced.items()
    )


def _meet(run: Run, event: Event) -> None:  # noqa: C901, PLR0912, PLR0915 - one line for each kind of event
    match event:
        case MessageReceived():
            hear(run, event)
        case TimerDue():
            meet_timer(run, event)
        case ShopReported():
            shop_reported(run, event)
        case ChatOpened():
            chat_opened(run, event)
        case StaffWrote():
            staff_wrote(run, event)
        case StaffTookOver():
            staff_took_over(run, event)
        case StaffGaveBack():
            staff_gave_back(run, event)
        case PlanChanged():
            plan_changed(run, event)
        case FetchReturned():
            fetch_returned(run, event)
        case LinkMade():
            link_made(run, event)
        case ReferralMade():
            referral_made(run, event)
        case ReferralFollowed():
            referral_followed(run, event)
        case ModelAnswered():
            model_answered(run, event)
        case CodeAsked():
            code_asked(run, event)
        case OrderUndelivered():
            order_undelivered(run, event)
        case AppointmentUndelivered():
            appointment_undelivered(run, event)
        case AgendaAnswered():
            agenda_answered(run, event)
        case FlowRequested():
            start(run, event.flow, cause=event.by or "staff", context=event.data)
        case MessageEdited():
            edited(run, event)
        case ChatBlocked():
            blocked(run, event)
        case ChatUnblocked():
            unblocked(run, event)
        case OptOutReported():
            opt_out_reported(run, event)
        case DeliveryFailed():
            delivery_failed(run, event)
        case CustomerImported():
            imported(run, event)
        case ConsentGiven():
            consent_given(run, event)
        case CustomersMerged():
            customers_merged(run, event)
        case MergeUndone():
            merge_undone(run, event)
        case PlaybookPublished():
            pass  # the journeys are laid upon its maps already, as with any event
        case _ as never:
            assert_never(never)

"""`book`: the free hours of a point of sale, two or three at a time, and a place at one of them.

Theory of operation
-------------------
One step, up to three questions: what to do with an appointment that there is, which shop, which hour. What is settled
so far is the conversation's `draft`, as with `order`.

Which hours are taken is a fact of the world that changes while one speaks, and other workers change it. So the engine
never remembers it: it asks for it (`AskAgenda`), stands still, and goes on when the answer comes as an event
(`AgendaAnswered`), which is a moment later. A choice is made in the same way: the question then carries a *claim*, and
the database, in the transaction of this very turn, gives the place or does not (`store.shop.appointments`). Of two
customers who take the last place at once, one is told of an appointment, the other that the hour has just gone, with
the next ones. Nothing is said before it is so, and the answer is kept with its event: the same events give the same
words.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace

from bot.engine.appointment.appointment_values import appointment_shown, kind_of, place_of
from bot.engine.appointment.appointments import cancel
from bot.engine.appointment.booking_questions import (
    appointment_of,
    booking_question,
    place_named,
    places_for,
    when_and_where,
)
from bot.engine.contact.permission import permission
from bot.engine.context import words_in
from bot.engine.handovers import to_a_person
from bot.engine.phrases import phrase, ready
from bot.engine.questions import put, settle
from bot.engine.run import Run
from bot.engine.speaking import speak
from bot.engine.steps.outcome import Breaks, Ends, Onward, Silenced, Stands, StepResult
from bot.engine.values import data_values
from bot.model.appointment import Appointment, AskAgenda, Taken
from bot.model.conversation import Conversation, Waiting
from bot.model.draft import BookDraft, TimeWish
from bot.model.events import MessageReceived
from bot.model.selling import AppointmentKind
from bot.playbook.compiled import BookStep, MissingValue, Wording
from bot.rules.appointment.appointments import coming, free_hours, joined, offered_hours, visit_hours
from bot.rules.contact.contact_policy import Allowed
from bot.rules.order.orders import reference_of
from bot.understanding.replies.outcome import Understood
from bot.understanding.replies.slot_words import read_time_wish

GRACE: Final = timedelta(minutes=15)
"""How long an hour that was offered can be taken beyond `lead`."""
MARGIN: Final = timedelta(days=1)
"""How much more of the agenda is looked at than can be booked: a visit that began before may still be under way."""


def book(run: Run, conversation: Conversation, step: BookStep) -> StepResult:
    """Begin: with the appointment that there is, else with a new one."""
    verdict = permission(run, conversation)
    if not isinstance(verdict, Allowed):
        return Silenced(verdict)
    known = coming(run.customer.appointments, run.at, step.about if step.source == "new" else None)
    if known is not None:
        draft = BookDraft(phase="standing", about=known.about, place=known.place, appointment=known.key)
        return _ask(run, conversation, step, draft)
    if step.source == "appointment":
        return _nothing(run, conversation, step, "book_none", step.has_none, step.none)
    said = _opening(run, conversation)
    draft = BookDraft(about=step.about, place=_place(run, conversation, step, said), wish=_wish(run, said))
    return _go_on(run, conversation, step, draft)


def _opening(run: Run, conversation: Conversation) -> str:
    """Return the customer's words with which the conversation began, where they began it."""
    event = run.recalled or run.event
    if isinstance(event, MessageReceived) and conversation.started_at == run.at:
        return event.text if event.pressed is None else ""
    return words_in(conversation.context)


def _wish(run: Run, said: str) -> TimeWish | None:
    return read_time_wish(said, run.language, run.at.astimezone(run.store_zone)) if said else None


def _place(run: Run, conversation: Conversation, step: BookStep, said: str) -> str:
    """Return the point of sale that the customer has named, else the playbook, else the only one; empty to ask."""
    places = places_for(run, step.about)
    named = ""
    if step.at is not None:
        try:
            named = str(step.at.evaluate(data_values(run, conversation), run.language) or "").strip()
        except MissingValue:
            named = ""
    for text in (said, named):
        found = place_named(text, places) if text else None
        if found is not None:
            return found.id
    return places[0].id if len(places) == 1 else ""


def _go_on(run: Run, conversation: Conversation, step: BookStep, draft: BookDraft) -> StepResult:
    if kind_of(run, draft.about) is None or (draft.place and place_of(run, draft.place) is None):
        return _to_the_team(run, conversation, step)
    if not places_for(run, draft.about):
        return _nothing(run, conversation, step, "book_full", step.has_full, step.full)
    if not draft.place:
        return _ask(run, conversation, step, replace(draft, phase="place"))
    return look(run, conversation, step, draft)


def look(
    run: Run, conversation: Conversation, step: BookStep, draft: BookDraft, at: datetime | None = None
) -> StepResult:
    """Ask which hours are free; with `at`, claim a place then."""
    kind = kind_of(run, draft.about)
    if kind is None:
        return _to_the_team(run, conversation, step)
    asked = run.effect_id()
    run.ask_for(
        AskAgenda(
            id=asked,
            conversation=conversation.id,
            place=draft.place,
            about=draft.about,
            since=run.at,
            until=run.at + kind.ahead + MARGIN,
            claim=_claim(run, draft, kind, asked, at) if at is not None and _is_open(run, draft, kind, at) else None,
            capacity=kind.capacity,
            answering=run.answering,
        )
    )
    waiting = Waiting(kind="agenda", since=run.at, set_by=asked)
    draft = replace(draft, phase="slot", wanted=at)
    return Stands(replace(conversation, step=step.id, waiting=waiting, draft=draft))


def _is_open(run: Run, draft: BookDraft, kind: AppointmentKind, at: datetime) -> bool:
    """Tell whether an hour can still be booked, however long ago it was offered; who takes some minutes may."""
    place = place_of(run, draft.place)
    lenient = replace(kind, lead=max(kind.lead - GRACE, timedelta()))
    country = run.shelf.current.store.country
    return place is not None and at in visit_hours(lenient, place, country, run.store_zone, run.at)


def _claim(run: Run, draft: BookDraft, kind: AppointmentKind, asked: str, at: datetime) -> Appointment:
    before = appointment_of(run, draft)
    return Appointment(
        key=before.key if before is not None else asked,
        place=draft.place,
        at=at,
        ends=at + kind.length,
        about=draft.about,
        reference=before.reference if before is not None else reference_of(asked),
        agreed_at=run.at,
    )


def found(run: Run, conversation: Conversation, step: BookStep, taken: tuple[Taken, ...]) -> StepResult:
    """Offer hours that are free, now that it is known which are taken. Who named one hour gets it at once; one that was
    claimed and is not theirs has gone.
    """
    draft, zone = conversation.draft, run.store_zone
    kind = kind_of(run, draft.about) if isinstance(draft, BookDraft) else None
    place = place_of(run, draft.place) if isinstance(draft, BookDraft) else None
    if not isinstance(draft, BookDraft) or kind is None or place is None:
        return _to_the_team(run, conversation, step)
    hours = visit_hours(kind, place, run.shelf.current.store.country, zone, run.at)
    free = free_hours(hours, taken, kind, appointment_of(run, draft))
    if not free:
        return _nothing(run, conversation, step, "book_full", step.has_full, step.full)
    lost, wish = draft.wanted, draft.wish
    if lost is not None:
        wish = _around(lost, run)
    offered = offered_hours(free, zone, wish, draft.seen)
    if lost is None and wish is not None and wish.exact and offered.met and len(offered.hours) == 1 and wish.days:
        return look(run, conversation, step, draft, at=offered.hours[0])
    draft = replace(
        draft,
        phase="slot",
        wanted=None,
        offered=offered.hours,
        more=offered.more,
        seen=(*(hour for hour in draft.seen if hour in free and hour not in offered.hours), *offered.hours),
    )
    return _ask(run, conversation, step, draft, _notes(run, conversation, lost, hours, met=offered.met))


def _around(lost: datetime, run: Run) -> TimeWish:
    local = lost.astimezone(run.store_zone)
    minutes = local.hour * 60 + local.minute
    return TimeWish(days=(local.date().isoformat(),), first=minutes, last=minutes, exact=True)


def _notes(
    run: Run, conversation: Conversation, lost: datetime | None, hours: tuple[datetime, ...], *, met: bool
) -> tuple[Wording, ...]:
    """Return what is said before the hours: that the one they chose has gone, or that none is as they wished."""
    if lost is not None:
        return (_said(run, conversation, "book_gone" if lost in hours else "book_passed"),)
    return () if met else (_said(run, conversation, "book_not_then"),)


def _ask(
    run: Run, conversation: Conversation, step: BookStep, draft: BookDraft, notes: tuple[Wording, ...] = ()
) -> StepResult:
    conversation = replace(conversation, draft=draft)
    question = booking_question(run, conversation, step)
    if question is None:
        return Breaks(conversation, "a booking without a draft")
    return put(run, conversation, question, question.wording, before=notes)


def booking_answered(  # noqa: PLR0911 - a question a case
    run: Run, conversation: Conversation, step: BookStep, understood: Understood
) -> StepResult:
    """Take the reply to the question that the booking stands at."""
    draft = conversation.draft
    if not isinstance(draft, BookDraft):
        return Breaks(conversation, "a booking without a draft")
    conversation = settle(run, conversation)
    value, rule = understood.value, str(step.place)
    run.decide("understood", "answered", rule, conversation=conversation, value=value, asked=draft.phase)
    match draft.phase, value:
        case "standing", "keep":
            return booked(run, conversation, step, appointment_of(run, draft))
        case "standing", "change":
            return _go_on(run, conversation, step, replace(draft, wish=None, seen=()))
        case "standing", _:
            return _cancelled(run, conversation, step, draft)
        case "place", str():
            return _go_on(run, conversation, step, replace(draft, place=value))
        case "slot", "later":
            return _ended(conversation, step.cancelled or step.next)
        case "slot", "other":
            return look(run, conversation, step, draft)
        case "slot", str() if (at := _hour(value)) is not None:
            return look(run, conversation, step, draft, at=at)
    return _ask(run, conversation, step, draft)


def _hour(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def wished(run: Run, conversation: Conversation, step: BookStep, wish: TimeWish) -> StepResult:
    """They say when they would like to come: other hours are looked for."""
    draft = conversation.draft
    if not isinstance(draft, BookDraft):
        return Breaks(conversation, "a booking without a draft")
    conversation = settle(run, conversation)
    return _go_on(run, conversation, step, replace(draft, wish=joined(draft.wish, wish), seen=()))


def elsewhere(run: Run, conversation: Conversation, step: BookStep, draft: BookDraft, *, noted: str = "") -> StepResult:
    """They would rather come to the point of sale that the draft names now: its hours are looked for. Where it names
    none that is asked, once more, after what was `noted`.
    """
    conversation = settle(run, conversation)
    if noted and not draft.place:
        said = ready(phrase(run, conversation, "order_noted", said=noted[:1].upper() + noted[1:]))
        return _ask(run, conversation, step, replace(draft, phase="place"), (said,))
    return _go_on(run, conversation, step, draft)


def booked(run: Run, conversation: Conversation, step: BookStep, one: Appointment | None) -> StepResult:
    """Go on with an appointment that stands."""
    if one is not None:
        conversation = replace(
            conversation, context={**conversation.context, "appointment": appointment_shown(run, one)}
        )
    return _ended(conversation, step.booked or step.next)


def _cancelled(run: Run, conversation: Conversation, step: BookStep, draft: BookDraft) -> StepResult:
    one = appointment_of(run, draft)
    if one is None or one.status != "booked" or one.at <= run.at:
        return _nothing(run, conversation, step, "book_none", step.has_none, step.none)
    one = cancel(run, one)
    context = {**conversation.context, "appointment": appointment_shown(run, one)}
    conversation = replace(conversation, context=context)
    said = _said(run, conversation, "book_cancelled", **when_and_where(run, conversation, one))
    failed = speak(run, conversation, said, rule=str(step.place))
    return Breaks(conversation, failed) if failed else _ended(conversation, step.cancelled or step.next)


def _nothing(
    run: Run, conversation: Conversation, step: BookStep, situation: str, has_branch: bool, branch: str | None
) -> StepResult:
    """Nothing is free, or nothing is there to change: the author's branch, else our words, and on as given up."""
    run.decide(
        "understood", f"appointment_{situation.removeprefix('book_')}", str(step.place), conversation=conversation
    )
    if has_branch:
        return _ended(conversation, branch or step.next)
    failed = speak(run, conversation, _said(run, conversation, situation), rule=str(step.place))
    return Breaks(conversation, failed) if failed else _ended(conversation, step.cancelled or step.next)


def _ended(conversation: Conversation, to: str | None) -> StepResult:
    return Onward(replace(conversation, draft=None), to)


def _said(run: Run, conversation: Conversation, situation: str, **more: object) -> Wording:
    return ready(phrase(run, conversation, situation, **more))


def _to_the_team(run: Run, conversation: Conversation, step: BookStep) -> StepResult:
    """A kind of visit or a point of sale that is no more: people settle it."""
    conversation = replace(conversation, draft=None)
    to_a_person(run, reason="book_by_hand", rule=str(step.place), say="book_by_hand", conversation=conversation)
    return Ends(conversation, "handed_over")

"""Timers that come due. One that the state no longer names is harmless: nothing happens, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.appointment.appointments import APPOINTMENT
from bot.engine.appointment.visits import appointment_due
from bot.engine.contact.permission import permission
from bot.engine.follow_ups.holding import note_held, note_refused, title_of
from bot.engine.follow_ups.lapsing import note_lapsed
from bot.engine.follow_ups.patience import KIND, run_out
from bot.engine.follow_ups.starts import begin_planned
from bot.engine.follow_ups.waking import wake
from bot.engine.happenings import cart_due
from bot.engine.journey.journeys import journey_due
from bot.engine.listening.model_requests import MODEL
from bot.engine.order.carts import CART
from bot.engine.renewal.renewal_due import renewal_due
from bot.engine.renewal.renewing import RENEWAL
from bot.engine.resuming import asked_at, step_of
from bot.engine.run import Run
from bot.engine.speaking import Extras, speak
from bot.engine.staff import comes_back
from bot.engine.steps.outcome import Breaks, Ends, Onward, StepResult
from bot.engine.steps.waiting import fetch_failed
from bot.model.conversation import Conversation
from bot.model.events import TimerDue
from bot.playbook.compiled import Ask, BookStep, Comment, FetchStep, OrderStep, Wait
from bot.rules.contact.contact_policy import Allowed, Held, Refused


def meet_timer(run: Run, timer: TimerDue) -> None:
    """Do what a timer was set for, if it is still wanted."""
    meet = _MET_BY.get(timer.kind)
    if meet is not None:
        meet(run, timer)
        return
    conversation = _live(run, timer)
    if conversation is not None:
        _meet(run, timer, conversation)


def _is_said(_run: Run, _timer: TimerDue) -> None:
    """What was held for the language model is said before any event is met."""


def _no_word_came(run: Run, timer: TimerDue) -> None:
    impatient = run_out(run, timer)
    if impatient is not None:
        wake(run, impatient, lambda woken: _silent(run, woken), again=KIND)
        note_lapsed(run, impatient)


#: Who meets a timer, by its kind; any other is that of a conversation which waits for it.
_MET_BY: Final[Mapping[str, Callable[[Run, TimerDue], None]]] = {
    "start": begin_planned,
    "give_back": comes_back,
    "journey": journey_due,
    MODEL: _is_said,
    CART: cart_due,
    RENEWAL: renewal_due,
    APPOINTMENT: appointment_due,
    KIND: _no_word_came,
}


def _live(run: Run, timer: TimerDue) -> Conversation | None:
    """Return the conversation that waits for this very timer, with the timer taken off its list."""
    conversation = stack.find(run, timer.conversation) if timer.conversation else None
    waiting = conversation.waiting if conversation else None
    if conversation is None or waiting is None or timer.id not in waiting.timers:
        return None
    left = tuple(other for other in waiting.timers if other != timer.id)
    conversation = replace(conversation, waiting=replace(waiting, timers=left))
    stack.put_back(run, conversation)
    return conversation


def _meet(run: Run, timer: TimerDue, conversation: Conversation) -> None:
    match timer.kind:
        case "wait":
            wake(run, conversation, lambda woken: _carry_on(run, woken, timer), again="wait", data=timer.data)
        case "late":
            wake(run, conversation, lambda woken: _late(run, woken), again="late")
        case "remind":
            _remind(run, conversation)


def _carry_on(run: Run, conversation: Conversation, timer: TimerDue) -> StepResult:
    """Go on after the wait, or where and with what the timer says."""
    step = step_of(run, conversation)
    context = timer.data.get("context")
    if isinstance(context, dict):
        conversation = replace(conversation, context={**conversation.context, **context})
    if "to" in timer.data:
        to = timer.data["to"]
        return Onward(conversation, to if isinstance(to, str) else None)
    if step is None:
        return Breaks(conversation, "the step it waited at has gone")
    return Onward(conversation, step.next)


def _late(run: Run, conversation: Conversation) -> StepResult:
    match step_of(run, conversation):
        case Wait() as step if step.has_late:
            return Onward(conversation, step.late or step.next)
        case FetchStep() as step:
            return fetch_failed(run, conversation, step, "no answer in time")
    return Ends(conversation, "expired")


def _silent(run: Run, conversation: Conversation) -> StepResult:
    """Take the branch that the author wrote for silence; without one, it ends."""
    step = asked_at(run, conversation)
    if not isinstance(step, Ask | BookStep | OrderStep) or not step.has_silent:
        return Ends(conversation, step.level if isinstance(step, Comment) else "expired")
    return Onward(conversation, step.silent or step.next)


def _remind(run: Run, conversation: Conversation) -> None:
    """Say the reminder with the question's own buttons, and plan the next one if there is to be one."""
    step = asked_at(run, conversation)
    waiting = conversation.waiting
    if not isinstance(step, Ask | BookStep | OrderStep) or step.remind is None or waiting is None:
        return
    run.permitted = {}
    verdict = permission(run, conversation, step.remind.wording)
    title = title_of(run, conversation)
    match verdict:
        case Held(until):
            _set_reminder(run, conversation, until)
            note_held(run, verdict, title, conversation)
        case Refused():
            note_refused(run, verdict, title, conversation)
        case Allowed():
            extras = Extras(choices=waiting.choices, prompt=waiting.prompt if waiting.choices else None)
            speak(run, conversation, step.remind.wording, rule=str(step.place), extras=extras)
            reminded = replace(conversation, waiting=replace(waiting, reminded=waiting.reminded + 1))
            stack.put_back(run, reminded)
            if waiting.reminded + 1 < step.remind.times:
                _set_reminder(run, reminded, run.at + step.remind.after)


def _set_reminder(run: Run, conversation: Conversation, due_at: datetime) -> None:
    waiting = conversation.waiting
    if waiting is None:
        return
    timer = run.set_timer("remind", due_at, conversation=conversation.id, set_by=waiting.set_by)
    stack.put_back(run, replace(conversation, waiting=replace(waiting, timers=(*waiting.timers, timer))))

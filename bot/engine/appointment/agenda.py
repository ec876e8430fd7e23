"""What is taken, come back as an event: a claim that has its place is an appointment, and `book` goes on."""

from __future__ import annotations

from bot.engine import stack
from bot.engine.appointment.appointments import RULE, in_words
from bot.engine.appointment.appointments import book as keep_appointment
from bot.engine.follow_ups.waking import wake
from bot.engine.resuming import step_of
from bot.engine.run import Run
from bot.engine.steps.booking import booked, found
from bot.engine.steps.outcome import Breaks, StepResult
from bot.model.appointment import Appointment
from bot.model.conversation import Conversation
from bot.model.events import AgendaAnswered
from bot.playbook.compiled import BookStep


def agenda_answered(run: Run, event: AgendaAnswered) -> None:
    """Keep the appointment that was claimed, whatever became of the conversation: the customer has chosen it. Then let
    the conversation that asked go on; one that asks no more is harmless.
    """
    claim, kept = event.claim, None
    if claim is not None and event.claimed:
        kept = keep_appointment(run, claim)
    elif claim is not None:
        run.decide("understood", "appointment_gone", RULE, named=in_words(run, claim), at=claim.at.isoformat())
    conversation = stack.find(run, event.conversation)
    waiting = conversation.waiting if conversation is not None else None
    if conversation is None or waiting is None or waiting.kind != "agenda" or waiting.set_by != event.set_by:
        return
    wake(run, conversation, lambda woken: _go_on(run, woken, event, kept), again="agenda")


def _go_on(run: Run, conversation: Conversation, event: AgendaAnswered, kept: Appointment | None) -> StepResult:
    step = step_of(run, conversation)
    if not isinstance(step, BookStep):
        return Breaks(conversation, "the step it waited at has gone")
    if kept is not None:
        return booked(run, conversation, step, kept)
    return found(run, conversation, step, event.taken)

"""`move`, `emit` and `consent`: the verbs that the rest of the shop hears about."""

from __future__ import annotations

from bot.engine.contact.consent import (
    Proof,
    is_confirming,
    left_alone_until,
    needs_confirmation,
    record,
    rendered,
    wording_of,
)
from bot.engine.contact.permission import permission
from bot.engine.journey.journeys import move_to
from bot.engine.questions import put, settle
from bot.engine.run import Run
from bot.engine.steps.outcome import Breaks, Onward, Silenced, StepResult
from bot.engine.values import channel_of, data_values
from bot.model.conversation import Conversation
from bot.model.customer import PendingConsent
from bot.model.effects import Emit
from bot.model.message import Value
from bot.playbook.compiled import ConsentStep, EmitStep, MissingValue, Move, Wording
from bot.rules.contact.contact_policy import Allowed, consents


def move(run: Run, conversation: Conversation, step: Move) -> StepResult:
    move_to(run, step.stage, cause=step.cause or conversation.flow, rule=str(step.place), conversation=conversation)
    return Onward(conversation, step.next)


def emit(run: Run, conversation: Conversation, step: EmitStep) -> StepResult:
    known = data_values(run, conversation)
    try:
        data: dict[str, Value] = {name: value.evaluate(known, run.language) for name, value in step.data}
    except MissingValue as missing:
        return Breaks(conversation, f"missing value: {missing}")
    run.ask_for(Emit(id=run.effect_id(), name=step.name, data=data))
    return Onward(conversation, step.next)


def consent(run: Run, conversation: Conversation, step: ConsentStep) -> StepResult:
    if step.action == "ask":
        return _ask(run, conversation, step)
    return settled(run, conversation, step, granted=step.action == "record", evidence=conversation.id)


def _ask(run: Run, conversation: Conversation, step: ConsentStep) -> StepResult:
    """Ask, unless it was given before, or refused lately: nobody is asked twice for what they have agreed to, nor soon
    again for what they have not.
    """
    channel = channel_for(run, step)
    if consents(run.customer, step.purpose, channel, run.at):
        return Onward(conversation, step.granted or step.next)
    until = None if _is_asked_for(conversation) else left_alone_until(run, step.purpose, channel)
    if until is not None:
        day = until.date().isoformat()
        run.decide("not_sent", "said_no", str(step.place), purpose=step.purpose, channel=channel, until=day)
        return Onward(conversation, step.refused or step.next)
    if is_confirming(run, step):
        run.change(pending=None)  # an earlier time, left without an answer
    verdict = permission(run, conversation)
    if not isinstance(verdict, Allowed):
        return Silenced(verdict)
    text = wording_of(run, step)
    if text is None:
        return Breaks(conversation, "no wording for a consent")
    return put(run, conversation, step, Wording(text=text))


def _is_asked_for(conversation: Conversation) -> bool:
    """Tell whether the customer wants to be asked: they started the conversation, and it is its first question."""
    return conversation.cause == "customer" and conversation.caller is None and not conversation.answered


def channel_for(run: Run, step: ConsentStep) -> str:
    return step.channel or channel_of(run) or "all"


def settled(run: Run, conversation: Conversation, step: ConsentStep, *, granted: bool, evidence: str) -> StepResult:
    """Keep the customer's word with the wording it answers, and take its branch. Where the country asks for it, a yes
    is confirmed before it is one.
    """
    conversation = settle(run, conversation)
    wording = rendered(run, wording_of(run, step))
    channel = channel_for(run, step)
    if is_confirming(run, step):
        run.change(pending=None)
    elif granted and needs_confirmation(run, step.purpose):
        return _confirm(run, conversation, step, channel, wording, evidence)
    record(run, step.purpose, channel, Proof(wording, str(step.place), evidence), granted=granted)
    if granted:
        run.change(opted_out_at=None)
    return Onward(conversation, (step.granted if granted else step.refused) or step.next)


def _confirm(
    run: Run, conversation: Conversation, step: ConsentStep, channel: str, wording: str, evidence: str
) -> StepResult:
    """Keep the yes as proof, and ask whether it was meant."""
    source = str(step.place)
    record(run, step.purpose, channel, Proof(wording, source, evidence), granted=True, pending=True)
    run.change(
        pending=PendingConsent(purpose=step.purpose, channel=channel, wording=wording, source=source, confirming=True)
    )
    text = wording_of(run, step)
    if text is None:
        return Breaks(conversation, "no wording to confirm a consent")
    return put(run, conversation, step, Wording(text=text))

"""`say`, `ask` and `answer`: the verbs that the customer hears."""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine.contact.permission import permission
from bot.engine.follow_ups.patience import watch
from bot.engine.listening.kept_ahead import said_at_first
from bot.engine.questions import keep, put, take
from bot.engine.run import Run
from bot.engine.speaking import speak
from bot.engine.steps.outcome import Breaks, Onward, Silenced, Stands, StepResult
from bot.model.conversation import Conversation, Waiting
from bot.playbook.compiled import Ask, Floor, Say
from bot.rules.contact.contact_policy import Allowed
from bot.understanding.replies.outcome import Understood


def say(run: Run, conversation: Conversation, step: Say) -> StepResult:
    if run.correcting and step.id in conversation.visits and not _is_new(run, step):
        return Onward(conversation, step.next)  # said before the correction; only what is new is said
    verdict = permission(run, conversation, step.wording)
    if not isinstance(verdict, Allowed):
        return Silenced(verdict)
    failed = speak(run, conversation, step.wording, rule=str(step.place))
    if failed is not None:
        return Breaks(conversation, failed)
    visits = {**conversation.visits, step.id: conversation.visits.get(step.id, 0) + 1}
    return Onward(replace(conversation, visits=visits, last_said=run.at), step.next)


def _is_new(run: Run, step: Say) -> bool:
    """Whether a sentence shows what the correction has changed."""
    return any(name in step.wording.text.source for name in run.rewritten)


def ask(run: Run, conversation: Conversation, step: Ask) -> StepResult:
    answered = run.kept.pop(step.id, None) if run.correcting else None
    if answered is not None:
        return keep(run, conversation, step, answered)
    said = said_at_first(run, conversation, step)
    if said is not None:
        return take(run, conversation, step, Understood(said))
    verdict = permission(run, conversation, step.wording)
    if not isinstance(verdict, Allowed):
        return Silenced(verdict)
    return put(run, conversation, step, step.wording)


def floor(run: Run, conversation: Conversation, step: Floor) -> StepResult:
    """Open the floor: the customer asks, and the conversation listens until they are done or gone."""
    if step.wording is not None:
        verdict = permission(run, conversation, step.wording)
        if not isinstance(verdict, Allowed):
            return Silenced(verdict)
        failed = speak(run, conversation, step.wording, rule=str(step.place))
        if failed is not None:
            return Breaks(conversation, failed)
    until = run.at + run.book(conversation).flows[conversation.flow].expires
    waiting = Waiting(kind="floor", since=run.at, set_by=run.event.id, until=until)
    patience = watch(run, conversation, until)
    return Stands(replace(conversation, step=step.id, waiting=waiting, patience=patience))

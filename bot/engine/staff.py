"""Staff at the thread: writing, taking over, giving back, and a handover that nobody touches any more."""

from __future__ import annotations

from sys import intern
from typing import Final

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.contact.permission import address_for, heard_lately, purpose_of
from bot.engine.follow_ups.waking import wake
from bot.engine.handovers import open_handover, plan_return
from bot.engine.happenings import happen
from bot.engine.resuming import put_again, step_of
from bot.engine.run import Run
from bot.engine.speaking import say_situation, send
from bot.engine.steps.outcome import Breaks, Onward, StepResult
from bot.model.conversation import Conversation
from bot.model.effects import CloseHandover
from bot.model.events import StaffGaveBack, StaffTookOver, StaffWrote, TimerDue
from bot.model.message import Content, Value
from bot.rules.handover import comes_back_at

BOT: Final = "bot"
"""Who gives back a thread that nobody touched any more."""


def staff_wrote(run: Run, event: StaffWrote) -> None:
    """Send what staff wrote; whoever writes has the thread."""
    if not event.text.strip() and not event.media:
        _begin(run, event.staff)
        return
    _note_wait(run, event.staff)
    _take(run, event.staff)
    if run.customer.handover is not None:
        run.change(handover=replace(run.customer.handover, answered=True, wrote=True))
    purpose = purpose_of(run, None)
    address = address_for(run.customer, purpose, run.at)
    if address is None:
        run.decide("not_sent", "no_address", "staff", by=event.staff)
        return
    content = Content(text=event.text, media=event.media, language=intern(run.language))
    send(run, None, content, address, purpose, rule="staff", by=event.staff or "staff")


def staff_took_over(run: Run, event: StaffTookOver) -> None:
    """Give staff the thread before they have written: who has just talked to the bot is told that a person answers."""
    _begin(run, event.staff)


def _begin(run: Run, staff: str) -> None:
    before = run.customer.handover
    _take(run, staff)
    if (before is None or before.staff is None) and heard_lately(run):
        run.answering = True
        say_situation(run, "taken_over")


def _take(run: Run, staff: str) -> None:
    if run.customer.handover is None:
        open_handover(run, team="", reason="staff", rule="staff", staff=staff or None, answered=True)
    elif run.customer.handover.staff is None and staff:
        run.change(handover=replace(run.customer.handover, staff=staff))
    if run.customer.handover is not None:
        run.change(handover=replace(run.customer.handover, touched=run.at))


def staff_gave_back(run: Run, event: StaffGaveBack) -> None:
    """The thread is the bot's again: say so, and go on where the conversation stood."""
    if run.customer.handover is None:
        run.decide("ignored", "given_back", "staff", by=event.staff)
        return
    run.answering = heard_lately(run)
    _give_back(run, event.staff or "staff")


def comes_back(run: Run, timer: TimerDue) -> None:
    """A handover's time is over: give it back, unless staff wrote since; then wait on from there."""
    handover = run.customer.handover
    if handover is None or handover.id != timer.set_by:
        return
    if comes_back_at(handover, run.shelf.current.policy.give_back) > run.at:
        plan_return(run, handover)
        return
    _give_back(run, BOT)


def _note_wait(run: Run, by: str) -> None:
    """How long a customer waited for staff, since their last word that nobody answered, is heard when staff answer, or
    when the thread comes back without an answer. Who had one and wrote again has waited once staff answer that too.
    Where staff took the thread and never wrote, whoever wrote after that has waited.
    """
    handover = run.customer.handover
    if handover is None:
        return
    word = run.customer.last_in
    since = max(handover.since, word) if word is not None else handover.since
    if handover.answered and ((by == BOT and handover.wrote) or handover.touched is None or since <= handover.touched):
        return
    minutes = int((run.at - since).total_seconds() // 60)
    waited: dict[str, Value] = {"minutes": minutes, "team": handover.team, "reason": handover.reason, "staff": by}
    happen(run, "handover.waited", {"handover": waited, "event": {"name": "handover.waited"}})


def _give_back(run: Run, by: str) -> None:
    if run.customer.handover is None:
        return
    _note_wait(run, by)
    handover = run.customer.handover
    run.ask_for(CloseHandover(handover.id, by))
    run.change(handover=None)
    run.decide("given_back", "given_back", "handover", by=by, team=handover.team)
    _end_those_below(run)
    top = run.top
    if top is not None and _is_with_staff(top):
        wake(run, top, lambda woken: _carry_on(run, woken), again="wait")
    elif not put_again(run, situation="resumed_after_staff" if handover.wrote else "resumed") and run.answering:
        say_situation(run, "given_back")


def _is_with_staff(conversation: Conversation) -> bool:
    return conversation.waiting is not None and conversation.waiting.kind == "staff"


def _end_those_below(run: Run) -> None:
    """Staff have dealt with what was given to them earlier and talked over since."""
    for conversation in run.customer.conversations[:-1]:
        if _is_with_staff(conversation):
            stack.lift(run, conversation)
            stack.close_all(run, conversation, "handed_over")


def _carry_on(run: Run, conversation: Conversation) -> StepResult:
    step = step_of(run, conversation)
    if step is None:
        return Breaks(conversation, "the step it stood on has gone")
    return Onward(conversation, step.next)

"""An answer that comes after its question has ended in silence: "oui" a week later, "4" to the rating of last month.

While nothing else has been said since, it is of that question. An opinion, a date, a choice that sells nothing are
taken as they are; what would be ordered or booked is put again first, as it is today. What no longer holds (the visit
was yesterday, they have bought meanwhile, the cart is empty) is said so.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.dialogues import question_of
from bot.engine.listening.heard import Heard
from bot.engine.questions import as_question, put, take
from bot.engine.resuming import asked_at, question_wording, step_of
from bot.engine.run import Run
from bot.engine.speaking import say_situation, situation_wording
from bot.engine.steps.booking import elsewhere
from bot.engine.steps.outcome import Onward, Stands, StepResult
from bot.engine.values import local_now
from bot.engine.walking import follow
from bot.model.conversation import Conversation, Waiting
from bot.model.draft import BookDraft
from bot.model.message import Pressed
from bot.model.order import Order
from bot.playbook.compiled import Ask, BookStep, ConsentStep
from bot.rules.texts.plain_text import plain
from bot.understanding.replies.outcome import SURE, Understood
from bot.understanding.replies.replies import read_reply
from bot.understanding.replies.yes_no import accepts, read_yes_no

_AFTER_ALL: Final = re.compile(
    r"^(?:(?:bon|allez|alors|finalement|en fait|actually|well|in the end|after all) )+(?=\w)"
)
_TAKES_IT: Final = re.compile(r" (?:je (?:le|la|les|l) (?:prends|veux)|i ll (?:take|have) (?:it|them)|finalement)$")
LATEST: Final = timedelta(days=30)


def answers_late(run: Run, heard: Heard) -> bool:
    """With nothing on the table, it answers the question that ended in silence last."""
    late = late_question(run)
    if late is None or heard.step is not None or not heard.text or heard.event.pressed is not None:
        return False
    conversation, waiting = late
    step = question_of(run, conversation, asked_at(run, conversation))
    if step is None:
        return False
    question = as_question(run, step, waiting.choices)
    meant = read_reply(question, heard.text, now=local_now(run)) if question.as_ != "text" else None
    is_answer = isinstance(meant, Understood) and meant.certainty >= SURE
    if not is_answer and not only_agrees(heard.text):
        return False
    _go_on(run, conversation, step, meant if isinstance(meant, Understood) and is_answer else None)
    return True


def presses_late(run: Run, pressed: Pressed) -> bool:
    """A button of the question that ended in silence last: what it stands for."""
    late = late_question(run, pressed.prompt)
    if late is None:
        return False
    conversation, waiting = late
    step = question_of(run, conversation, asked_at(run, conversation))
    if step is None or not 0 <= pressed.index < len(waiting.choices):
        return False
    key = waiting.choices[pressed.index].key
    is_choice = isinstance(step, Ask) and step.as_ in ("choice", "rating")
    _go_on(run, conversation, step, Understood(key if is_choice else pressed.index == 0, 1.0, pressed.index))
    return True


def only_agrees(text: str) -> bool:
    """ "Oui", "yes please", "finalement oui je le prends", and nothing else."""
    said = _AFTER_ALL.sub("", plain(text, 80)) or plain(text, 80)
    return accepts(said) or read_yes_no(_TAKES_IT.sub("", said) or said) == Understood(True)


def late_question(run: Run, prompt: str | None = None) -> tuple[Conversation, Waiting] | None:
    """Return the conversation that ended in silence last, where nothing has been said since; by its button, always."""
    late, last = run.customer.lapsed, run.customer.last_out
    waiting = late.waiting if late is not None else None
    if late is None or waiting is None or waiting.until is None or run.at - waiting.until > LATEST:
        return None
    if run.top is not None or step_of(run, late) is None:
        return None
    if prompt is not None:
        return (late, waiting) if waiting.prompt == prompt else None
    return (late, waiting) if last is None or last <= waiting.until else None


def _go_on(run: Run, late: Conversation, step: Ask | ConsentStep, meant: Understood | None) -> None:
    run.change(lapsed=None, not_understood=0, offered=())
    if _no_longer_holds(run, late):
        run.decide("ignored", "late_over", "late answer", conversation=late)
        say_situation(run, "late_over")
        return
    context = {name: value for name, value in late.context.items() if name != "cart"}  # the cart is today's
    again = stack.reopen(run, replace(late, context=context))
    written = step_of(run, again)
    if isinstance(written, Ask) and isinstance(step, Ask) and step.offer is None and step.sells is None and meant:
        follow(run, take(run, again, step, meant))
    elif isinstance(written, BookStep):
        say_situation(run, "late_answer")
        follow(run, _other_hours(run, again, written))
    elif not _put_anew(run, again, step):
        say_situation(run, "late_over")


def _other_hours(run: Run, again: Conversation, step: BookStep) -> StepResult:
    """The hours that were offered then may be others' by now: those of today, at the shop that was named."""
    again = replace(again, waiting=None)
    draft = again.draft
    if isinstance(draft, BookDraft) and draft.place:
        return elsewhere(run, again, step, replace(draft, phase="place", wish=None, offered=()))
    return Onward(replace(again, draft=None), again.step)


def _put_anew(run: Run, again: Conversation, step: Ask | ConsentStep) -> bool:
    """Put the question as for the first time, after the words for it; return whether it can still be put."""
    wording, before = question_wording(run, step), situation_wording(run, "late_answer", again)
    if wording is None:
        return False
    put_now = put(run, replace(again, waiting=None), step, wording, before=(before,) if before else ())
    if isinstance(put_now, Stands):
        stack.push(run, put_now.conversation)
    return isinstance(put_now, Stands)


def _no_longer_holds(run: Run, late: Conversation) -> bool:
    waiting = late.waiting
    asked = waiting.since if waiting is not None else late.started_at
    if late.purpose == "marketing" and any(_is_since(order, asked) for order in run.customer.orders):
        return True
    if "cart" in late.context and (run.customer.cart is None or not run.customer.cart.lines):
        return True
    visit = late.context.get("appointment")
    at = _instant(visit.get("at")) if isinstance(visit, dict) else None
    return at is not None and asked < at <= run.at


def _is_since(order: Order, asked: datetime) -> bool:
    placed = order.placed_at or min(order.milestones.values(), default=None)
    return placed is not None and placed > asked


def _instant(value: object) -> datetime | None:
    if isinstance(value, datetime):
        return value
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None

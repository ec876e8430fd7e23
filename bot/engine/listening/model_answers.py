"""What the language model said: used where it will do, and else what was held for it is said as it stands."""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from bot.engine.listening.meanings import act_on, clarify
from bot.engine.run import Run
from bot.model.customer import ModelAsked
from bot.model.events import Event, ModelAnswered, TimerDue
from bot.understanding.faithful.faithful import unfaithful

_NUMBER: Final = re.compile(r"\D{0,40}?(\d{1,2})\D{0,40}")


def speak_plainly(run: Run, event: Event) -> None:
    """Send what is held for the language model unchanged, before any event but the model's own answer is met."""
    held = run.customer.asked_model
    if held is None or (isinstance(event, ModelAnswered) and event.set_by == held.id):
        return
    is_over = isinstance(event, TimerDue) and event.id == held.timer
    _refuse(run, held, "late" if is_over else "overtaken", is_over=is_over)


def model_answered(run: Run, event: ModelAnswered) -> None:
    """Do what the model chose, or send what it wrote, where that passes; otherwise send what was held, unchanged."""
    held = run.customer.asked_model
    if held is None or held.id != event.set_by:
        run.decide("ignored", "model_late", "language model", took=round(event.took, 1), reason=event.reason)
        return
    if event.reason:
        _refuse(run, held, event.reason, took=event.took)
    elif held.candidates:
        _ranked(run, held, event)
    else:
        _reworded(run, held, event)


def _ranked(run: Run, held: ModelAsked, event: ModelAnswered) -> None:
    number = _NUMBER.fullmatch(event.text.strip())
    chosen = int(number[1]) if number else -1
    if not 1 <= chosen <= len(held.candidates):
        _refuse(run, held, "none" if chosen == 0 else "no_choice", took=event.took)
        return
    candidate = held.candidates[chosen - 1]
    _let_go(run, held, is_over=False)
    run.decide(
        "understood", "model_ranked", "language model", task="rank", chosen=candidate.id, took=round(event.took, 1)
    )
    run.answering, run.recalled = True, held.message
    if not act_on(run, candidate):
        _clarify(run, held)


def _reworded(run: Run, held: ModelAsked, event: ModelAnswered) -> None:
    first = held.sends[0]
    wrong = unfaithful(first.content.text, event.text, first.content.language)
    if wrong is not None:
        _refuse(run, held, wrong.kind, what=wrong.what, took=event.took)
        return
    _let_go(run, held, is_over=False)
    said = replace(first, content=replace(first.content, text=event.text.strip()))
    for send in (said, *held.sends[1:]):
        run.ask_for(send)
    run.decide(
        "understood", "model_reworded", "language model", outbox=first.id, task="reword", took=round(event.took, 1)
    )


def _refuse(
    run: Run, held: ModelAsked, why: str, *, is_over: bool = False, what: str = "", took: float | None = None
) -> None:
    """Send what was held, unchanged, and note in the ledger why."""
    _let_go(run, held, is_over=is_over)
    run.decide(
        "ignored",
        "model_refused",
        "language model",
        task="rank" if held.candidates else "reword",
        why=why,
        what=what,
        took=None if took is None else round(took, 1),
        named={"detail": f" ({what})" if what else ""},
    )
    if held.candidates:
        _clarify(run, held)
    for send in held.sends:
        run.ask_for(send)


def _clarify(run: Run, held: ModelAsked) -> None:
    answering, run.answering = run.answering, True
    clarify(run, held.candidates)
    run.answering = answering


def _let_go(run: Run, held: ModelAsked, *, is_over: bool) -> None:
    run.change(asked_model=None)
    if not is_over:
        run.drop_timers((held.timer,))

"""The language model, where the playbook allows one: it chooses among likely answers, or says one in other words.

It never decides alone. To `rank`, it is shown the questions of "did you mean" and names one of them by its number, or
none; what it may choose is what the customer would have been offered. To `reword`, it is given an answer's text, and
what it makes of it is held against that text (`understanding.faithful.faithful`). While it thinks, what we would have
said is held in the customer's record, and nothing else is said: as soon as anything else happens, be it only that the
time is up, it is said in its own words, first. So a model that is slow, wrong or gone costs a few seconds and nothing
else.
"""

from __future__ import annotations

from datetime import timedelta
from sys import intern
from typing import Final, Literal

from bot.engine.listening.offering import choices_of
from bot.engine.run import Run
from bot.model.customer import ModelAsked
from bot.model.effects import AskModel, Send
from bot.model.events import MessageReceived
from bot.model.message import Candidate
from bot.rules.texts.redacted import is_personal, redacted
from bot.understanding.faithful.faithful_words import is_left_alone

MODEL: Final = "model"
"""The kind of the timer that ends the wait."""
GRACE: Final = timedelta(seconds=1)
"""What an answer that came in time may take to be met."""
LONGEST_SOURCE: Final = 900  # characters; a longer text says too much to be said again
_A_DAY: Final = timedelta(days=1)


def wants_ranking(run: Run, candidates: tuple[Candidate, ...]) -> bool:
    """Have the model choose among what the customer's words may mean; return whether it is asked."""
    event = run.event
    if len(candidates) < 2 or not isinstance(event, MessageReceived) or not run.shelf.current.policy.model.ranks:
        return False
    if not _may_ask(run):
        return False
    offered = tuple(f"{one.kind}:{one.id}" for one in candidates)
    options = tuple(choice.label for choice in choices_of(run, offered))
    asked, timer = _ask(run, "rank", event, options=options)
    run.change(asked_model=ModelAsked(id=asked, timer=timer, candidates=candidates, message=event))
    return True


def hold_for_rewording(run: Run) -> None:
    """Hold the one answer of this turn, and what follows it, and ask the model to say it in other words."""
    event, use = run.event, run.shelf.current.policy.model
    if not use.rewords or len(run.rewordable) != 1 or run.customer.asked_model is not None or not _may_ask(run):
        return
    sends = [one for one in run.effects if isinstance(one, Send)]
    place = next((place for place, one in enumerate(sends) if one.id == run.rewordable[0]), None)
    message = run.recalled or (event if isinstance(event, MessageReceived) else None)
    if place is None or message is None or not _may_reword(run, sends[place]):
        return
    held = tuple(sends[place:])
    asked, timer = _ask(run, "reword", message, source=held[0].content.text)
    run.change(asked_model=ModelAsked(id=asked, timer=timer, sends=held, message=message))
    run.effects = [one for one in run.effects if one not in held]  # last of all: ids are of an effect's place


def _may_reword(run: Run, send: Send) -> bool:
    """Return whether a message may be reworded: a short chat reply, naming nobody, on no matter of law or consent."""
    text = send.content.text
    if send.purpose != "reply" or send.address.channel == "sms" or not text or len(text) > LONGEST_SOURCE:
        return False
    return not is_left_alone(text) and not is_personal(text, run.customer.facts)


def _may_ask(run: Run) -> bool:
    lately = tuple(at for at in run.customer.model_asked_at if run.at - at < _A_DAY)
    if len(lately) >= run.shelf.current.policy.model.a_day:
        return False
    run.change(model_asked_at=lately)
    return True


def _ask(
    run: Run,
    task: Literal["rank", "reword"],
    message: MessageReceived,
    *,
    options: tuple[str, ...] = (),
    source: str = "",
) -> tuple[str, str]:
    """Return the ids of the effect and of the timer that ends the wait."""
    within = run.shelf.current.policy.model.within
    asked = run.effect_id()
    run.ask_for(
        AskModel(
            id=asked,
            task=task,
            said=redacted(message.text, run.customer.facts),
            options=options,
            source=source,
            language=intern(run.language),  # as in `speaking.compose`: one text, the same bytes
            within=within.total_seconds(),
            until=run.at + within,
        )
    )
    run.change(model_asked_at=(*run.customer.model_asked_at, run.at))
    return asked, run.set_timer(MODEL, run.at + within + GRACE, set_by=asked)

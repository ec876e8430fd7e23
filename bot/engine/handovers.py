"""Giving the thread to staff: opened by a flow, by the customer's wish, or because the bot is out of its depth.

How it comes back is `staff`'s subject.
"""

from __future__ import annotations

from typing import Final, Literal

from bot.engine.run import Run
from bot.engine.speaking import say_situation
from bot.model.conversation import Conversation, Handover
from bot.model.effects import OpenHandover
from bot.rules.handover import comes_back_at, team_for

Priority = Literal["low", "normal", "high"]
NOT_UNDERSTOOD: Final = "not understood"


def open_handover(
    run: Run,
    *,
    team: str,
    reason: str,
    rule: str,
    priority: Priority = "normal",
    conversation: Conversation | None = None,
    staff: str | None = None,
    answered: bool = False,
) -> None:
    """Put the thread in staff's hands, unless it is there already. Says nothing to the customer.

    `answered` where staff took it of their own accord: nobody waits for them.
    """
    if run.customer.handover is not None:
        return
    team = team or team_for(reason, run.shelf.current.store.teams)
    opened = run.effect_id()
    handover = Handover(
        id=opened, team=team, reason=reason, since=run.at, priority=priority, staff=staff, answered=answered
    )
    run.ask_for(
        OpenHandover(
            id=opened,
            team=team,
            reason=reason,
            priority=priority,
            conversation=conversation.id if conversation else None,
        )
    )
    run.change(handover=handover, not_understood=0, offered=())
    plan_return(run, handover)
    run.decide(
        "handed_over", "handed_over", rule, conversation=conversation, team=team, reason=reason, priority=priority
    )


def is_only_lost(handover: Handover) -> bool:
    """Tell whether a thread is with staff because the bot did not understand, and nobody has answered there yet."""
    return handover.reason == NOT_UNDERSTOOD and handover.staff is None and handover.touched is None


def plan_return(run: Run, handover: Handover) -> None:
    """Set the timer that gives a thread back to the bot when staff have left it."""
    due = comes_back_at(handover, run.shelf.current.policy.give_back)
    run.set_timer("give_back", max(due, run.at), set_by=handover.id)


def to_a_person(
    run: Run,
    *,
    reason: str,
    rule: str,
    say: str = "handed_over",
    conversation: Conversation | None = None,
    team: str = "",
    priority: Priority = "normal",
) -> None:
    """Hand over and tell the customer so, with the sentence for the occasion, while they are there to hear it."""
    if run.answering:
        say_situation(run, say, conversation)
    open_handover(run, team=team, reason=reason, rule=rule, priority=priority, conversation=conversation)

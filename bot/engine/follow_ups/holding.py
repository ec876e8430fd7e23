"""Holding what may not speak yet, and giving up what may not speak at all.

What is held is the event, not the message: the turn is taken back to where the conversation had not begun to move, a
timer is set for the moment the contact policy named, and everything is decided again then, with the facts of then.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from bot.engine.ledger import ledger
from bot.engine.run import Mark, Run
from bot.engine.values import local_zone
from bot.model.conversation import Conversation
from bot.model.effects import Decide
from bot.rules.contact.contact_policy import Held, Refused

PATIENCE: Final = timedelta(days=14)
"""A follow-up that could not be said for two weeks is of no use any more."""


def note_held(run: Run, verdict: Held, title: str, conversation: Conversation | None = None) -> None:
    """Write why something waits, and until when."""
    language = run.shelf.current.store.languages[0]
    facts = {**verdict.facts, "decide_again": verdict.until.isoformat()}
    run.decide(
        "held",
        "held",
        verdict.rule,
        conversation=conversation,
        title=title,
        until=ledger.moment(verdict.until.astimezone(local_zone(run)), language),
        reason=ledger.reason(verdict.rule, language),
        looked_at=facts,
    )


def note_refused(run: Run, verdict: Refused, title: str, conversation: Conversation | None = None) -> None:
    """Write why something will not be said."""
    run.decide(
        "not_sent",
        "refused",
        verdict.rule,
        conversation=conversation,
        title=title,
        reason=ledger.reason(verdict.rule, run.shelf.current.store.languages[0]),
        looked_at=verdict.facts,
    )


def lacking_value(run: Run, mark: Mark) -> str:
    """Return the value without which the first words since a mark could not be said; empty where they were, or there
    was nothing to say.
    """
    done = run.effects[mark[1] :]
    rows = [one for one in done if isinstance(one, Decide) and one.kind in ("sent", "not_sent")]
    lacking = rows[0].facts.get("value") if rows and rows[0].kind == "not_sent" else None
    return lacking if isinstance(lacking, str) else ""


def title_of(run: Run, conversation: Conversation) -> str:
    """Return the title of a conversation's flow; its id where the flow has gone."""
    flow = run.book(conversation).flows.get(conversation.flow)
    return flow.title if flow else conversation.flow

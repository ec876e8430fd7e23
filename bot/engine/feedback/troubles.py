"""A trouble that is told where an opinion was asked for: "4, mais elle fuit".

The flow that meets `ticket.opened` is the one that customers complain in. Words of a rating that are like its examples,
or say plainly that something is broken, are kept as its why, as any are, and the flow of the rating sees
`feedback.trouble`: it may call the other at once, which sees them as `event.said`.
"""

from __future__ import annotations

from typing import Final

from bot.engine.context import event_in
from bot.engine.run import Run
from bot.model.events import MessageReceived
from bot.model.message import Value
from bot.playbook.compiled import Flow
from bot.rules.texts.plain_text import plain
from bot.understanding.questions.bands import Answer, Clarify, decide
from bot.understanding.replies.trouble_words import is_settled, names_a_trouble

TICKET: Final = "ticket.opened"
KEPT: Final = 160  # characters, as of words that begin a conversation


def claims_flow(run: Run) -> Flow | None:
    """Return the flow of the playbook in which customers complain."""
    flows = run.shelf.current.flows.values()
    return next((one for one in flows if one.examples and any(start.event == TICKET for start in one.starts)), None)


def tells_trouble(run: Run) -> bool:
    """Tell whether the message of this turn says that something does not work, or is likest to a complaint of it."""
    flow, event = claims_flow(run), run.event
    if flow is None or not isinstance(event, MessageReceived):
        return False
    if names_a_trouble(event.text):
        return True
    if event.reading is None or is_settled(event.text):
        return False
    match decide(event.reading, run.shelf.current.policy.understanding):
        case Answer(likeliest) | Clarify((likeliest, *_)):
            return (likeliest.kind, likeliest.id) == ("flow", flow.id)
        case _:
            return False


def with_words(context: dict[str, Value], text: str) -> dict[str, Value]:
    """Return the context of a conversation with the words of a trouble in it."""
    return {**context, "event": {**event_in(context), "said": plain(text, KEPT)}}

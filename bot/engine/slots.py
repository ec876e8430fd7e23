"""Where a flow keeps what it learns: on the conversation, the customer or the journey."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot.engine.turn import Run
from bot.engine.values import journey_of, values
from bot.model.conversation import Conversation
from bot.model.customer import JourneyState
from bot.model.message import Value
from bot.playbook.compiled import Slot
from bot.rules.calendar import zone

LONGEST: Final = 4_000  # characters of a text that is kept
MOST_FACTS: Final = 400


def write(run: Run, conversation: Conversation, slot: Slot, value: Value) -> Conversation:
    """Keep a value; return the conversation, which has it where the slot is the conversation's."""
    value = value[:LONGEST] if isinstance(value, str) else value
    match slot.owner:
        case "conversation":
            return replace(conversation, saved={**conversation.saved, slot.name: value})
        case "customer":
            write_fact(run, slot.name, value)
        case "journey":
            state = journey_of(run) or begin_journey(run)
            if state is not None:
                put_journey(run, replace(state, facts={**state.facts, slot.name: value}))
    return conversation


def write_fact(run: Run, name: str, value: Value) -> None:
    """Keep a fact on the customer. `language` and `timezone` are more than facts: they are what the customer has."""
    if name == "language" and value in run.shelf.current.store.languages:
        run.change(language=value, language_chosen=True, language_guessed=False, leaning=None)
    elif name == "timezone" and isinstance(value, str) and zone(value):
        run.change(timezone=value)
    elif name in run.customer.facts or len(run.customer.facts) < MOST_FACTS:
        run.change(facts={**run.customer.facts, name: value})


def begin_journey(run: Run) -> JourneyState | None:
    """Put the customer at the first stage of the first path that is theirs, unless they are on one."""
    known = values(run)
    for path in run.shelf.current.journeys:
        if path.stages and (path.condition is None or path.condition.holds(known)):
            state = JourneyState(journey=path.id, stage=path.stages[0].id, since=run.at, cause="first contact")
            put_journey(run, state)
            return state
    return None


def put_journey(run: Run, state: JourneyState) -> None:
    others = tuple(other for other in run.customer.journeys if other.journey != state.journey)
    run.change(journeys=(*others, state))

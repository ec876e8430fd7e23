"""What offers were put to the customer, under which prompt: an old button means the offer that it named, and one that
has gone meanwhile is said to have gone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.engine.comparisons import Fixed
from bot.engine.speaking import situation_wording
from bot.engine.turn import Run
from bot.engine.values import values
from bot.model.conversation import Conversation
from bot.model.customer import Shown
from bot.model.message import Choice
from bot.playbook.compiled import Ask, MissingValue, Wording

MOST_SHOWN: Final = 8


def keys_of(choices: Iterable[Choice]) -> tuple[str, ...]:
    return tuple(choice.key for choice in choices)


def note_shown(run: Run, conversation: Conversation, step: Ask, prompt: str, choices: Iterable[Choice]) -> None:
    """Keep what the buttons of a comparison or a recommendation mean as they are shown."""
    one = Shown(
        prompt=prompt, conversation=conversation.id, step=step.id, keys=keys_of(choices), offers=dict(step.sells or {})
    )
    as_newest(run, one)


def as_newest(run: Run, one: Shown) -> None:
    """Make it what was shown last: it is new, or a button of it was pressed just now."""
    earlier = tuple(other for other in run.customer.shown if other.prompt != one.prompt)
    run.change(shown=(*earlier, one)[-MOST_SHOWN:])


def shown_under(run: Run, prompt: str) -> Shown | None:
    return next((one for one in run.customer.shown if one.prompt == prompt), None)


def names_the_same(run: Run, prompt: str, step: Ask) -> bool:
    """The buttons under a prompt name the offers that this question names."""
    before = shown_under(run, prompt)
    return before is not None and {key: id_ for key, (id_, _) in before.offers.items()} == {
        key: id_ for key, (id_, _) in (step.sells or {}).items()
    }


def last_shown(run: Run, conversation: Conversation, step: str) -> Shown | None:
    """Return what a step of a conversation has shown last."""
    found = (one for one in reversed(run.customer.shown) if (one.conversation, one.step) == (conversation.id, step))
    return next(found, None)


def name_of(run: Run, id_: str) -> str:
    """Return an offer's name: of now, else as it was shown."""
    offer = run.offers.get(id_)
    if offer is not None:
        return offer.name
    names = (name for one in reversed(run.customer.shown) for known, name in one.offers.values() if known == id_)
    return next(names, id_)


def is_gone(run: Run, id_: str) -> bool:
    """It is not sold any more, or there is none left."""
    offer = run.offers.get(id_)
    return offer is None or not offer.is_available


def gone_wording(run: Run, id_: str, *, is_something_left: bool) -> Wording | None:
    """Return the words for an offer that has gone; what is left follows them."""
    wording = situation_wording(run, "offer_gone" if is_something_left else "offer_gone_alone")
    if wording is None:
        return None
    known = values(run, None, offer={"name": name_of(run, id_)})
    try:
        text = Fixed(wording.text.render(known, run.language))
        short = Fixed(wording.sms.render(known, run.language)) if wording.sms is not None else None
    except MissingValue:
        return None
    return Wording(text=text, sms=short)

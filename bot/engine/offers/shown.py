"""What offers were put to the customer, under which prompt: an old button means the offer that it named, and one that
has gone meanwhile is said to have gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from msgspec.structs import replace

from bot.engine.phrases import Ready
from bot.engine.run import Run
from bot.engine.speaking import situation_wording
from bot.engine.values import values
from bot.model.conversation import Conversation
from bot.model.customer import Shown
from bot.model.message import Choice
from bot.model.offer import Offer, Sought
from bot.playbook.compiled import Ask, MissingValue, Wording

MOST_SHOWN: Final = 8
MOST_SPOKEN: Final = 3
"""Of those, messages without buttons that spoke of offers."""


def keys_of(choices: Iterable[Choice]) -> tuple[str, ...]:
    return tuple(choice.key for choice in choices)


def note_shown(run: Run, conversation: Conversation, step: Ask, prompt: str, choices: Iterable[Choice]) -> None:
    """Keep what the buttons of a comparison or a recommendation mean as they are shown."""
    sells = dict(step.sells or {})
    one = Shown(prompt=prompt, conversation=conversation.id, step=step.id, keys=keys_of(choices), offers=sells)
    as_newest(run, one)


def note_found(
    run: Run, prompt: str, offered: Iterable[str], offers: Iterable[Offer], sought: Sought | None = None
) -> None:
    """Keep what was shown of offers outside of any conversation, with the buttons (`offer:aroma-2`) under it."""
    named = {f"offer:{offer.id}": (offer.id, offer.name) for offer in offers}
    keys = tuple(offered) or tuple(named)
    as_newest(run, Shown(prompt=prompt, conversation="", step="", keys=keys, offers=named, sought=sought))


def note_chosen(
    run: Run, conversation: Conversation, ids: Iterable[str], pieces: Mapping[str, int] = MappingProxyType({})
) -> None:
    """Keep what the customer has chosen and not ordered yet; nothing, once it is ordered."""
    named = {id_: (id_, name_of(run, id_)) for id_ in dict.fromkeys(ids)}
    several = {id_: count for id_, count in pieces.items() if count > 1}
    keys = tuple(named)
    as_newest(run, Shown(prompt="", conversation=conversation.id, step="", keys=keys, offers=named, pieces=several))


def chosen_lately(run: Run) -> Shown | None:
    """Return what was chosen last."""
    found = (one for one in reversed(run.customer.shown) if not one.prompt and one.conversation)
    return next(found, None)


def as_newest(run: Run, one: Shown) -> None:
    """Make it what was shown last: it is new, or a button of it was pressed just now."""
    one = replace(one, at=run.at)
    earlier = [other for other in run.customer.shown if _mark_of(other) != _mark_of(one)]
    spoken = [other for other in earlier if _is_spoken_of(other)]
    gone = spoken[: -MOST_SPOKEN + 1] if _is_spoken_of(one) else ()
    kept = (other for other in earlier if all(other is not each for each in gone))
    run.change(shown=(*kept, one)[-MOST_SHOWN:])


def _is_spoken_of(one: Shown) -> bool:
    return not one.prompt and not one.conversation


def _mark_of(one: Shown) -> tuple[str, bool, tuple[str, ...]]:
    """Of what has no buttons, what was spoken of lately is kept, the same offers once, and what was chosen last."""
    return one.prompt, not one.prompt and bool(one.conversation), one.keys if _is_spoken_of(one) else ()


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
    """Return an offer's name as the catalogue has it: of now, else of when it was shown."""
    offer = run.offers.get(id_)
    if offer is not None:
        return offer.name
    names = (name for one in reversed(run.customer.shown) for known, name in one.offers.values() if known == id_)
    return next(names, id_)


def is_gone(run: Run, id_: str) -> bool:
    """It is not sold any more, or there is none left."""
    offer = run.offers.get(id_)
    return offer is None or not offer.is_available


def gone_wording(run: Run, *ids: str, is_something_left: bool) -> Wording | None:
    """Return the words for offers that have gone; what is left follows them."""
    wording = situation_wording(run, "offer_gone" if is_something_left else "offer_gone_alone")
    if wording is None:
        return None
    names = ", ".join(run.in_words(name_of(run, one)) for one in ids)
    known = values(run, None, offer={"name": names, "several": len(ids) > 1})
    try:
        text = Ready(wording.text.render(known, run.language))
        short = Ready(wording.sms.render(known, run.language)) if wording.sms is not None else None
    except MissingValue:
        return None
    return Wording(text=text, sms=short)

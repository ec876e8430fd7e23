"""Whether what was said, and how things stand, is what a test expects; and if not, how it differs, in words.

Apostrophes, quotes, spaces and dashes are compared as they sound: an author need not find the no-break space of
« 590 € ».
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Final

from bot.engine.run import Run
from bot.engine.values import values as values_of
from bot.model.events import ShopReported
from bot.model.message import Value
from bot.model.sms_text import normalise
from bot.playbook import durations
from bot.playbook.schema.tests import ExpectedMessage
from bot.rules.journey.relationship import value_at
from bot.studio.rehearsals.heard import Decided, Said
from bot.studio.rehearsals.rehearsal import Rehearsal

#: Decisions that explain a silence.
_QUIET: Final = frozenset({"held", "not_sent", "ignored", "handed_over", "consent"})


def plain_words(text: str) -> str:
    """Return a text with its signs as they sound and its blanks single."""
    return " ".join(normalise(unicodedata.normalize("NFC", text)).split())


def described(expected: ExpectedMessage) -> str:
    """Return an expected message in words: `contains “silencieuse”, choices [Oui] [Non]`."""
    words = [
        "nothing" if expected.nothing else "",
        f"contains “{expected.contains}”" if expected.contains else "",
        f"by SMS “{expected.sms}”" if expected.sms else "",
        f"is “{expected.is_}”" if expected.is_ else "",
        f"choices {shown_choices(expected.choices)}" if expected.choices is not None else "",
        f"offers {', '.join(expected.offers)}" if expected.offers else "",
        f"flow {expected.flow}" if expected.flow else "",
        f"channel {expected.channel}" if expected.channel else "",
    ]
    return ", ".join(word for word in words if word) or "any message"


def shown_choices(labels: Iterable[str]) -> str:
    """Return labels as buttons look: `[Oui] [Non]`."""
    return " ".join(f"[{label}]" for label in labels) or "none"


def differences(expected: ExpectedMessage, said: Said, offers: Mapping[str, str]) -> list[str]:
    """Return how a message differs from what is expected, in words; `offers` gives an offer's name by its id.

    An offer is shown by its name in the text or by a button of its own; those with buttons are in the order expected.
    """
    text = plain_words(said.text)
    contained = expected.sms if said.channel == "sms" and expected.sms else expected.contains
    wanted = [str(offer) for offer in expected.offers or []]
    shown = [choice.key for choice in said.content.choices if choice.key in wanted]
    missing = [
        f"offer {offer}" for offer in wanted if offer not in shown and plain_words(offers.get(offer, offer)) not in text
    ]
    checks = (
        (contained is None or plain_words(contained).casefold() in text.casefold(), "the text"),
        (expected.is_ is None or plain_words(expected.is_) == text, "the text"),
        (expected.choices is None or _same_labels(expected.choices, said.labels), "the choices"),
        (not missing, ", ".join(missing)),
        (shown == [offer for offer in wanted if offer in shown], f"the offers' order is {', '.join(shown)}"),
        (expected.flow in (None, said.flow), f"the flow is {said.flow or 'none'}"),
        (expected.channel in (None, said.channel), f"the channel is {said.channel}"),
    )
    return [wrong for right, wrong in checks if not right]


def _same_labels(expected: Iterable[str], shown: Iterable[str]) -> bool:
    return [plain_words(label) for label in expected] == [plain_words(label) for label in shown]


def reasons(decisions: Iterable[Decided]) -> list[str]:
    """Return why the bot kept quiet, in the ledger's words, the newest last."""
    return [f"{each.decision.rule}: {each.decision.words}" for each in decisions if each.decision.kind in _QUIET]


def explains(because: str, decisions: Iterable[Decided]) -> bool:
    """Return whether one of the decisions kept the bot quiet for this reason, by its rule or its words."""
    wanted = plain_words(because).casefold()
    return any(wanted in plain_words(reason).casefold() for reason in reasons(decisions))


def unmet(rehearsal: Rehearsal, name: str, expected: Value) -> str | None:
    """Return how the state differs from `name: expected`, in words, or None where it does not."""
    read = _READERS.get(name)
    if name == "silent_since":
        return _silence(rehearsal, str(expected))
    found = read(rehearsal) if read else look_up(rehearsal, name)
    return None if _equal(expected, found) else f"{name} is {_worded(found)}"


def look_up(rehearsal: Rehearsal, path: str) -> object:
    """Return a value as texts and conditions see it now: `customer.roast`, `conversation.people`, `journey.stage`."""
    moment = ShopReported(id="", at=rehearsal.now, name="expect")
    found: object = values_of(Run(rehearsal.shelf, rehearsal.customer, moment), rehearsal.conversation)
    for key in path.split("."):
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def _handed_over(rehearsal: Rehearsal) -> object:
    return rehearsal.customer.handover.team if rehearsal.customer.handover else None


def _planned(rehearsal: Rehearsal) -> object:
    return [planned.flow for planned in sorted(rehearsal.customer.planned, key=lambda planned: planned.due_at)]


def _outcome(rehearsal: Rehearsal) -> object:
    return rehearsal.outcomes[-1].outcome if rehearsal.outcomes else None


def _flow(rehearsal: Rehearsal) -> object:
    return rehearsal.customer.conversations[-1].flow if rehearsal.customer.conversations else None


_READERS: Final[Mapping[str, Callable[[Rehearsal], object]]] = {
    "stage": lambda rehearsal: look_up(rehearsal, "journey.stage"),
    "journeys": lambda rehearsal: {state.journey: state.stage for state in rehearsal.customer.journeys},
    "segments": lambda rehearsal: look_up(rehearsal, "customer.segments"),
    "direction": lambda rehearsal: look_up(rehearsal, "journey.direction"),
    "stalled": lambda rehearsal: look_up(rehearsal, "journey.stalled"),
    "relationship": lambda rehearsal: round(value_at(rehearsal.customer.relationship, rehearsal.now)),
    "handed_over": _handed_over,
    "planned": _planned,
    "outcome": _outcome,
    "flow": _flow,
}


def _silence(rehearsal: Rehearsal, expected: str) -> str | None:
    """Compare in the unit that the test was written in: "15 days" is met until the sixteenth is full."""
    since = rehearsal.customer.last_in
    if since is None:
        return "silent_since: the customer never wrote"
    try:
        wanted = durations.parse(expected)
    except ValueError as fault:
        return str(fault)
    unit = durations.parse(re.sub(r"^\s*[\d.]+", "1", expected))
    silent = timedelta(seconds=round((rehearsal.now - since).total_seconds()))
    return None if wanted <= silent < wanted + unit else f"silent_since is {_rounded(silent)}"


def _rounded(silent: timedelta) -> str:
    return durations.write(timedelta(minutes=round(silent.total_seconds() / 60)))


def _equal(expected: Value, found: object) -> bool:
    if expected in (None, False, "none", "nothing") and found in (None, False, [], ""):
        return True
    if isinstance(expected, bool) or isinstance(found, bool):
        return expected is found
    if expected == found:  # a choice by its key too
        return True
    if isinstance(expected, str) and isinstance(found, str | int | float):
        return plain_words(expected) == plain_words(str(found))
    return False


def _worded(found: object) -> str:
    return "absent" if found is None else f"“{found}”" if isinstance(found, str) else str(found)

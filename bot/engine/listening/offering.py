"""Offers of ours that hang beside a conversation: "did you mean A, B or C?", what to do next, "no more messages?".

They are not a flow's question: the customer may take one with their next word or forget it. `customer.offered` names
them (`answer:delais`, `flow:order`, `person:`, `else:`, `opt_out:yes`, `wish:fewer`, `consent:yes`, `preference:…`,
`offer:aroma-2`) until that word.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from hashlib import blake2b
from typing import Final

from msgspec.structs import replace

from bot.engine.phrases import is_short
from bot.engine.run import Run
from bot.engine.speaking import Extras, compose, fits, label, say_situation, situation_wording
from bot.engine.values import values
from bot.model.message import Choice
from bot.playbook.compiled import MissingValue, Text, Wording

#: The last choice of "did you mean": none of these.
DID_YOU_MEAN_ENDS: Final = "else:"
PERSON: Final = ("person:",)
LONGEST_ASKING: Final = 400  # characters
OWN_LABELS: Final = {
    "person": "label_person",
    "else": "label_something_else",
    "opt_out:yes": "label_yes",
    "opt_out:no": "label_no",
    "opt_out:all": "label_nothing_more",
    "opt_out:keep": "label_done",
    "wish:yes": "label_yes",
    "wish:no": "label_no",
    "wish:fewer": "label_fewer",
    "consent:yes": "label_yes",
    "consent:no": "label_no",
}


def offer(run: Run, situation: str, offered: tuple[str, ...], *, asking: str = "") -> None:
    """Say a sentence of ours with these offers under it, by SMS as many as there is room for."""
    wording = situation_wording(run, situation)
    if wording is not None:
        offered = with_room(run, wording, offered) or offered[-1:]
    say_situation(run, situation, extras=extras_for(run, offered, asking=asking))


def with_room(
    run: Run, wording: Wording, offered: tuple[str, ...], more: Mapping[str, object] | None = None
) -> tuple[str, ...]:
    """Return as many offers as an SMS has room for beside its text: what ends them ("something else") stays, the least
    likely before it goes first; none where there is room for none. Elsewhere all.
    """
    if not is_short(run):
        return offered
    try:
        content = compose(run, values(run, None, **(more or {})), wording)
    except MissingValue:
        return offered
    ends = offered[-1:] if offered[-1] == DID_YOU_MEAN_ENDS else ()
    for count in range(len(offered) - len(ends), 0, -1):
        kept = (*offered[:count], *ends)
        if fits(run, None, replace(content, choices=choices_of(run, kept))):
            return kept
    return ()


def extras_for(run: Run, offered: tuple[str, ...], *, asking: str = "") -> Extras:
    """Put these offers on the table; return the buttons that go with the message that makes them. `asking` are the
    customer's words that they answer: a conversation that one of them begins need not ask again what was said.
    """
    run.change(offered=offered, asking=asking[:LONGEST_ASKING])
    return Extras(choices=choices_of(run, offered), prompt=prompt_of(offered))


def choices_of(run: Run, offered: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(one, _label(run, one)) for one in offered)


def prompt_of(offered: tuple[str, ...]) -> str:
    """Name a set of offers for its buttons; the same offers have the same name, whenever they are made."""
    digest = blake2b("|".join(offered).encode(), digest_size=16).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


def note_what_was_meant(run: Run, offered: tuple[str, ...], taken: str) -> None:
    """Of "did you mean", the choice is kept: with the question before it, an example to propose to the marketer."""
    if DID_YOU_MEAN_ENDS in offered and taken != DID_YOU_MEAN_ENDS:
        run.decide("understood", "meant", "did you mean", meant=taken, offered=list(offered[:-1]))


def _label(run: Run, offered: str) -> str:
    kind, _, name = offered.partition(":")
    book = run.shelf.current
    if kind == "answer" and name in book.answers:
        return _rendered(run, book.answers[name].label, book.answers[name].question)
    if kind == "flow" and name in book.flows:
        return _rendered(run, book.flows[name].label, book.flows[name].title)
    if kind == "offer":
        sold = run.offers.get(name)
        return run.in_words(sold.name) if sold is not None else name
    if kind == "preference":
        return label(run, f"label_{name}")
    return label(run, OWN_LABELS.get(offered) or OWN_LABELS.get(kind, "label_something_else"))


def _rendered(run: Run, text: Text | None, otherwise: str) -> str:
    try:
        return text.render(values(run), run.language) if text is not None else otherwise
    except MissingValue:
        return otherwise

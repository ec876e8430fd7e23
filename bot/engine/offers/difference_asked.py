"""How do these differ? "C'est quoi la différence avec la Brio Lait ?", "what's the difference between X and Y?", "et
par rapport à la Presto ?": the offers that are named, beside what stands before the customer.

The store's own answer and its own comparison go before, where nothing waits; while a question does, it is told in words
and the question stays. "Comparez un moulin, une machine et un thé" names kinds of things that are no match for one
another: it is said which kinds can be compared, each within itself, and which are not sold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.engine.listening.heard import Heard
from bot.engine.listening.meanings import readable
from bot.engine.listening.wanting import want
from bot.engine.offers.comparing_flows import comparing_flow
from bot.engine.offers.differing import beside, told_beside
from bot.engine.offers.offer_answers import tell
from bot.engine.offers.pointing import asked_about, comparison_of
from bot.engine.offers.shown import note_found
from bot.engine.phrases import phrase
from bot.engine.run import Run
from bot.model.offer import Offer
from bot.rules.offers.comparison import FEWEST, MOST
from bot.rules.texts.plain_text import plain
from bot.understanding.questions.bands import Answer, decide
from bot.understanding.shopping.comparison_words import offers_named
from bot.understanding.shopping.offer_words import is_idle, tokens
from bot.understanding.shopping.picking_words import LOOKED_AT, asks_the_difference, asks_to_compare, wavers_between

FEWEST_KINDS: Final = 2
_BESIDE_IT: Final = re.compile(r"\b(?:avec|par rapport a|with|from|compared (?:to|with))\b")
_JOINED: Final = re.compile(r"\b(?:et|ou|entre|and|or|between)\b(?! (?:avec|par|with|from|compared))")
_BETWEEN_THINGS: Final = re.compile(r",|;|/|\b(?:et|and|ou|or|avec|with|vs|contre|a|to)\b", re.IGNORECASE)


def asks_how_they_differ(run: Run, heard: Heard) -> bool:
    """It asks how an offer differs from another, or those before the customer from each other."""
    if not heard.text or heard.event.pressed is not None or not asks_the_difference(heard.text):
        return False
    named = _named(run, heard)
    ids = _meant(named, _before_them(run), heard.text)
    offers = [one for one in run.offers.all_of(ids) if one.sold]
    if len(offers) < FEWEST or len(offers) > MOST or _has_its_own_answer(run, heard):
        return False
    flow = comparing_flow(run, offers) if heard.step is None else None
    if flow is not None and len(named) >= FEWEST:
        return want(run, flow)
    return _tell(run, offers)


def compares_what_is_named(run: Run, heard: Heard) -> bool:
    """It wants these compared, which it names, or things of different kinds; or cannot choose between those named."""
    if not heard.text or heard.event.pressed is not None:
        return False
    wavers = wavers_between(heard.text)
    if not wavers and not asks_to_compare(heard.text):
        return False
    named = [one for one in run.offers.all_of(_named(run, heard)) if one.sold]
    is_readable = FEWEST <= len(named) <= MOST
    if wavers and not is_readable:
        return False
    if is_readable and len({one.category for one in named}) > 1:
        return _tell(run, named)
    kinds, unknown = _kinds_in(run, heard.text)
    if len(kinds) >= FEWEST_KINDS:
        return _tell_kinds(run, kinds, unknown)
    if len(named) == 1:  # "compare it with the Brio Mini"
        return _compares_beside(run, named[0])
    flow = comparing_flow(run, named) if is_readable else None
    return want(run, flow) if flow is not None else is_readable and _tell(run, named)


def _compares_beside(run: Run, named: Offer) -> bool:
    """Compare what stands before them with the one that they name."""
    those = [one for one in run.offers.all_of(asked_about(run)) if one.sold and one.id != named.id]
    flow = comparing_flow(run, [*those, named]) if those and len(those) < MOST else None
    names = ", ".join(run.known_as(one) for one in (*those, named))
    return flow is not None and want(run, flow, said=f"comparer {names}")


def _tell_kinds(run: Run, kinds: dict[str, str], unknown: list[str]) -> bool:
    run.change(not_understood=0, offered=())
    run.decide("understood", "answered", "offers", value=", ".join(kinds), asked="compare")
    count = {kind: sum(one.category == kind for one in run.offers.own()) for kind in kinds}
    alike = ", ".join(said for kind, said in kinds.items() if count[kind] >= FEWEST)
    tell(run, phrase(run, None, "compare_kinds", kinds=alike or None, unknown=", ".join(unknown) or None))
    return True


def _meant(named: Sequence[str], pointed: Sequence[str], said: str) -> Sequence[str]:
    """Return which offers are to stand beside each other: those named; with what is before the customer, where it is
    only one, or a name that several have ("avec la Brio"); that alone, where none is named."""
    flat = plain(said, LOOKED_AT)
    beside = len(pointed) == 1 and _BESIDE_IT.search(flat) and not _JOINED.search(flat)
    if (len(named) >= FEWEST and not beside) or not pointed:
        return named
    return tuple(dict.fromkeys((*pointed, *named)))


def _before_them(run: Run) -> tuple[str, ...]:
    """Return what stands before the customer: in a comparison all of it, also while it is asked what matters."""
    compared = comparison_of(run.top) if run.top is not None else None
    return compared.offers if compared is not None and compared.asks else asked_about(run)


def _named(run: Run, heard: Heard) -> tuple[str, ...]:
    """Return the offers that the words name, of those of the playbook and those that the search found."""
    reading = heard.event.reading
    found = [id_ for one in reading.named for id_ in one.offers] if reading is not None else []
    known = (*run.offers.own(), *run.offers.all_of(found))
    return offers_named(heard.text, run.names_of(one for one in known if one.sold and not one.parent))


def _has_its_own_answer(run: Run, heard: Heard) -> bool:
    reading = readable(run, heard)
    decision = decide(reading, run.shelf.current.policy.understanding) if reading is not None else None
    return isinstance(decision, Answer) and decision.candidate.kind == "answer"


def _tell(run: Run, offers: Sequence[Offer]) -> bool:
    told = told_beside(run, beside(run, offers))
    if not told:
        return False
    run.change(not_understood=0, offered=())
    names = ", ".join(one.name for one in offers)
    run.decide("understood", "offer_question", "offers", named={"offers": names}, about="difference")
    tell(run, told)
    note_found(run, "", (), list(offers))
    return True


def _kinds_in(run: Run, text: str) -> tuple[dict[str, str], list[str]]:
    """Return the kinds of things that a text names, each with how it is called there, and what it names beside them
    that is none of the shop's."""
    known = run.words
    called: dict[str, set[str]] = {}
    for one in run.offers.own():
        called.setdefault(one.category, set(tokens(known.known_as(one.category)))).update(
            stem for tag in one.tags for stem in tokens(tag)
        )
    names = {word for one in run.offers.own() for word in tokens(run.known_as(one))}
    found: dict[str, str] = {}
    unknown: list[str] = []
    for part in _BETWEEN_THINGS.split(text[:LOOKED_AT]):
        said = {
            stem: word.strip("?.!,;")
            for word in part.split()
            for stem in tokens(word)
            if not (is_idle(stem) and word.isascii()) and not asks_to_compare(stem)
        }
        kind = next((kind for kind, words in called.items() if kind and words & set(said)), None)
        if kind is not None:
            found.setdefault(kind, " ".join(word for stem, word in said.items() if stem in called[kind]))
        elif said and not names & set(said):
            unknown.append(" ".join(said.values()))
    return found, unknown

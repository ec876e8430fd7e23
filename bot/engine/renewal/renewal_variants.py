"""The same as last time, but in one thing: "le même mais en moulu", "the same in 250 g", "le même en plus grand".

The variant of what they bought last that is so is put into an order, in the number that they had. Where there is none,
the store's own answer to that ("can you grind it?") is given and the same proposed as it is; without one it is said
that there is none.
"""

from __future__ import annotations

from bot.engine.listening.heard import Heard
from bot.engine.listening.meanings import act_on, readable
from bot.engine.listening.repair import WORTH_OFFERING
from bot.engine.listening.wanting import want
from bot.engine.offers.offer_answers import tell
from bot.engine.order.order_opening import order_flow
from bot.engine.phrases import phrase
from bot.engine.renewal.renewal_values import again
from bot.engine.run import Run
from bot.engine.values import values
from bot.model.message import Candidate
from bot.model.offer import Named, Offer
from bot.playbook.compiled import MissingValue
from bot.rules.offers.our_pick import size_of, without_size
from bot.understanding.questions.bands import worth_offering
from bot.understanding.shopping.offer_words import is_idle, tokens
from bot.understanding.shopping.same_but import same_but, size_wanted


def wants_the_same_otherwise(run: Run, heard: Heard) -> bool:
    """They want what they bought last, with one thing of it otherwise."""
    rest = same_but(heard.text) if heard.text and heard.event.pressed is None else ""
    found = again(run) if rest else None
    if found is None or not found.lines:
        return False
    offer, count = found.lines[0]
    variant = _variant(run, offer, rest)
    flow = order_flow(run)
    if variant is not None and flow is not None:
        return want(run, flow, named=[Named((variant.id,), count)])
    return _as_it_is(run, heard, offer, count, rest)


def _variant(run: Run, offer: Offer, rest: str) -> Offer | None:
    """Return the variant of an offer, or the other size of it, that is what they say; None for none or several."""
    others = [one for one in _others(run, offer) if one.is_available]
    size = size_wanted(rest)
    own = size_of(offer)
    if size and own is not None:
        sized = [(its[1], one) for one in others if (its := size_of(one)) is not None and its[0] == own[0]]
        fitting = [pair for pair in sized if (pair[0] < own[1] if size == "smaller" else pair[0] > own[1])]
        nearest = (max if size == "smaller" else min)(fitting, key=lambda pair: pair[0], default=None)
        return nearest[1] if nearest is not None else None
    said = [word for word in tokens(rest) if not is_idle(word) or word.isdigit()]
    fitting_words = [one for one in others if said and set(said) <= _telling(offer, one)]
    return fitting_words[0] if len(fitting_words) == 1 else None


def _others(run: Run, offer: Offer) -> list[Offer]:
    """Return what else is sold of the same thing: its variants, and what is called the same but for a size."""
    variants = [one for one in run.offers.variants_of(offer.parent or offer.id) if one.id != offer.id]
    base = without_size(offer)
    sizes = [
        one
        for one in run.offers.own()
        if one.id != offer.id and one.category == offer.category and without_size(one) == base
    ]
    return list({one.id: one for one in (*variants, *sizes)}.values())


def _telling(offer: Offer, other: Offer) -> set[str]:
    """Return the words of another that tell it from an offer: its options, and what its name has besides."""
    options = {word for value in other.options.values() for word in tokens(value)}
    return options | (set(tokens(other.name)) - set(tokens(offer.name)))


def _as_it_is(run: Run, heard: Heard, offer: Offer, count: int, rest: str) -> bool:
    """Give the store's own answer to what they want otherwise, and come to the same as it is; without one, say that
    there is none."""
    reading = readable(run, heard)
    likely = [one for one in worth_offering(reading) if one.score >= WORTH_OFFERING] if reading is not None else []
    answer = next((one for one in likely if one.kind == "answer" and _speaks_of(run, one, rest)), None)
    if answer is None:
        run.change(not_understood=0, offered=())
        tell(run, phrase(run, None, "renewal_no_variant", name=run.in_words(offer.name), said=rest))
        return True
    act_on(run, answer)
    flow = order_flow(run) if heard.step is None else None
    return flow is None or want(run, flow, named=[Named((offer.id,), count)])


def _speaks_of(run: Run, candidate: Candidate, rest: str) -> bool:
    """Tell whether an answer has a word of what they want otherwise: what is only put alike is about something else."""
    entry = run.shelf.current.answers.get(candidate.id)
    try:
        told = entry.wording.text.render(values(run), run.language) if entry is not None else ""
    except MissingValue:
        return False
    said = {word for word in tokens(rest) if not is_idle(word)}
    return not said.isdisjoint(tokens(f"{told} {entry.question if entry is not None else ''}"))

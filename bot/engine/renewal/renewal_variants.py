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
from bot.engine.offers.variants import variant_wanted
from bot.engine.order.order_opening import order_flow
from bot.engine.phrases import phrase
from bot.engine.renewal.renewal_values import again
from bot.engine.run import Run
from bot.engine.values import values
from bot.model.message import Candidate
from bot.model.offer import Named, Offer
from bot.playbook.compiled import MissingValue
from bot.understanding.questions.bands import worth_offering
from bot.understanding.shopping.offer_words import is_idle, tokens
from bot.understanding.shopping.same_but import same_but


def wants_the_same_otherwise(run: Run, heard: Heard) -> bool:
    """They want what they bought last, with one thing of it otherwise."""
    rest = same_but(heard.text) if heard.text and heard.event.pressed is None else ""
    found = again(run) if rest else None
    if found is None or not found.lines:
        return False
    offer, count = found.lines[0]
    variant = variant_wanted(run, offer, rest)
    flow = order_flow(run)
    if variant is not None and flow is not None:
        return want(run, flow, named=[Named((variant.id,), count)])
    return _as_it_is(run, heard, offer, count, rest)


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

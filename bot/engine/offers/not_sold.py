"""Whether something is sold that the shop has no word of: "vous vendez des bouilloires ?", "do you sell toasters?".

It is said plainly that it is not, with the answer of the store's that comes nearest, where one comes near at all. Which
words the shop knows was read before the turn (`Reading.unheard_of`).
"""

from __future__ import annotations

from typing import Final

from bot.engine.listening.heard import Heard
from bot.engine.listening.meanings import readable
from bot.engine.listening.offering import PERSON, offer
from bot.engine.offers.offer_answers import tell
from bot.engine.phrases import phrase
from bot.engine.run import Run
from bot.understanding.questions.bands import worth_offering
from bot.understanding.shopping.goods_asked import asks_if_sold

WORTH_NAMING: Final = 0.25
"""Of the nearest answer: whatever asks what is sold is a little like all that does."""
LIKE_NOTHING: Final = 0.3
"""Of what asks whether something is sold: below it, the shop has no such thing."""


def asks_for_what_is_not_sold(run: Run, heard: Heard) -> bool:
    """It asks whether a thing is sold of which the shop knows no word."""
    reading = heard.event.reading
    if reading is None or not reading.unheard_of or heard.event.pressed is not None:
        return False
    run.decide("not_understood", "not_understood", "offers", tries=1)
    if heard.step is not None:
        tell(run, phrase(run, None, "not_sold"))
        return True
    near = [one for one in worth_offering(reading) if one.kind == "answer" and one.score >= WORTH_NAMING]
    if near:
        offer(run, "not_sold_nearest", (f"answer:{near[0].id}", *PERSON), asking=heard.text)
    else:
        offer(run, "not_sold", PERSON)
    return True


def asks_for_the_unknown(run: Run, heard: Heard) -> bool:
    """It asks whether something is sold that nothing here is like: no person knows better, and none is called."""
    reading = readable(run, heard)
    best = reading.candidates[0].score if reading is not None else 0.0
    is_known = heard.event.reading is not None and bool(heard.event.reading.named or heard.event.reading.offers)
    if not asks_if_sold(heard.text) or best >= LIKE_NOTHING or is_known:
        return False
    run.decide("not_understood", "not_understood", "offers", tries=1)
    offer(run, "not_sold_here", PERSON)
    return True

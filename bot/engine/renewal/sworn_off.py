"""What they want never again, said with nothing asked: "plus jamais la Brio", "never buying the Presto again".

It is not proposed any more, as what was refused is not, nor its renewal; nobody offers to order it because of the name.
"""

from __future__ import annotations

from bot.engine.listening.heard import Heard
from bot.engine.offers.recommendations import REFUSED, remember
from bot.engine.order.bought_values import spoken_of
from bot.engine.renewal.purchases import bought, offer_of
from bot.engine.renewal.renewal_said import say_of_renewal
from bot.engine.run import Run
from bot.engine.speaking import situation_wording, speak
from bot.model.offer import Offer
from bot.understanding.replies.free_text import is_asking
from bot.understanding.replies.rating_words import swears_off
from bot.understanding.shopping.comparison_words import offers_named

SITUATION = "renewal_no_need"


def swears_off_an_offer(run: Run, heard: Heard) -> bool:
    """They want something that they name never again."""
    if heard.step is not None or not heard.text or heard.event.pressed is not None:
        return False
    if not swears_off(heard.text) or is_asking(heard.text):
        return False
    sworn = _named(run, heard.text)
    wording = situation_wording(run, SITUATION)
    if not sworn or wording is None:
        return False
    for offer in sworn:
        remember(run, REFUSED, offer.id)
        run.decide("understood", "recommendation_refused", "offers", named={"offer": offer.name}, offer=offer.id)
    _renew_no_more(run, {offer.id for offer in sworn})
    run.change(not_understood=0, offered=())
    named = {"id": sworn[0].id, "name": sworn[0].name} if len(sworn) == 1 else {}
    speak(run, None, wording, rule=f"repair/{SITUATION}", more={"offer": named, "event": {}})
    return True


def _named(run: Run, text: str) -> list[Offer]:
    """Return what they name of all that they have had, else of all that is the playbook's own."""
    every = [(order, line) for order in run.customer.orders for line in order.lines]
    had = [offer for _, line in spoken_of(run, every) if (offer := offer_of(run, line)) is not None]
    if had:
        return list({offer.id: offer for offer in had}.values())
    return list(run.offers.all_of(offers_named(text, run.names_of(run.offers.own()))))


def _renew_no_more(run: Run, sworn: set[str]) -> None:
    for family, made in bought(run).items():
        due = any(one.family == family and one.due is not None for one in run.customer.renewals)
        if due and sworn & {line.offer for line in made[-1].lines}:
            say_of_renewal(run, family, "no_need", None)

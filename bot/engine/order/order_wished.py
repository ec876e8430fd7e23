"""A free text that wants to have something: what it names ("deux sachets de Huila"), or what it only points at ("je la
prends, livrée chez moi").
"""

from __future__ import annotations

from bot.engine.listening.heard import Heard
from bot.engine.listening.wanting import want
from bot.engine.offers.pointing import meant_to_have
from bot.engine.order.order_opening import is_only_a_way, order_flow
from bot.engine.run import Run
from bot.model.message import Candidate, Reading
from bot.playbook.compiled import AnswerEntry, Ask
from bot.understanding.replies.free_text import is_asking
from bot.understanding.replies.outcome import Understood
from bot.understanding.shopping.goods_asked import gives_back
from bot.understanding.shopping.offer_words import is_idle, tokens
from bot.understanding.shopping.ordering_words import (
    after_the_wish,
    asks_to_have,
    orders_goods,
    orders_outright,
    orders_so_much,
    places_an_order,
    wants_to_have,
)
from bot.understanding.shopping.taking_words import count_after_all, pieces_pointed, takes_unnamed
from bot.understanding.shopping.ways_said import before_a_way, names_a_way, without_a_way


def orders_what_is_named(run: Run, heard: Heard) -> bool:
    """Who wants to have what they name orders it."""
    reading = heard.event.reading
    if reading is None or not reading.named or gives_back(heard.text):
        return False
    if not orders_goods(heard.text, are_all_known=are_all_sold(reading)):
        return False
    return _names_what_it_wishes(run, heard.text, reading) and _orders(run)


def _names_what_it_wishes(run: Run, text: str, reading: Reading) -> bool:
    """What is named is what is wished for: "I make do with a moka pot, I'd like to get into proper espresso" wishes for
    none. Where nothing follows the wish, it is of what stands before it."""
    after = [word for word in tokens(after_the_wish(text)) if not is_idle(word)]
    names = (run.known_as(one) for one in run.offers.all_of(id_ for one in reading.named for id_ in one.offers))
    return not after or any(set(after) & set(tokens(name)) for name in names) or not are_all_sold(reading)


def are_all_sold(reading: Reading) -> bool:
    """Return whether all that a text names is known to be sold, or counted out beside what is: "2 huila 1 sidamo"."""
    return bool(reading.named) and all(one.offers or one.said[:1].isdigit() for one in reading.named)


def says_more_than_it_is_like(run: Run, heard: Heard, like: Candidate) -> bool:
    """Return whether a text that names goods orders them, however like an answer of the playbook it is, or the start of
    a conversation: "je veux commander 1 kg de Huila en point relais" is like a question of delivery, "two bags of decaf
    250 g please" like one of decaf, "I'd like to send my dad a moka pot and some beans" like who looks for a gift.
    """
    reading = heard.event.reading
    if reading is None or not reading.named or (is_asking(heard.text) and not asks_to_have(heard.text)):
        return False
    if like.kind == "flow":
        goods = {one.offers for one in reading.named}
        is_plain = are_all_sold(reading) and all(len(one) == 1 for one in goods) and wants_to_have(heard.text)
        return is_plain and (len(goods) > 1 or places_an_order(heard.text))
    if len(reading.named) > 1 or _names_no_more(run, heard.text, reading, run.shelf.current.answers.get(like.id)):
        return True
    if are_all_sold(reading) and (orders_so_much(heard.text) or places_an_order(heard.text)):
        return True
    return wants_to_have(heard.text) and names_a_way(heard.text) and any(one.offers for one in reading.named)


def _names_no_more(run: Run, text: str, reading: Reading, answer: AnswerEntry | None) -> bool:
    """ "Je prends le moulin manuel": a wish, the name of one offer, and nothing else. An answer that goes on to a
    conversation of its own knows better: a class is booked."""
    flow = order_flow(run)
    offers = run.offers.all_of(reading.named[0].offers)
    leads_elsewhere = answer is not None and answer.then is not None and (flow is None or answer.then != flow.id)
    if len(offers) != 1 or leads_elsewhere or not wants_to_have(text) or orders_outright(text):
        return False  # who would buy may first ask what there is
    after = {word for word in tokens(after_the_wish(text)) if not is_idle(word)}
    return bool(after) and after <= set(tokens(run.known_as(offers[0])))


def takes_what_is_shown(run: Run, heard: Heard) -> bool:
    """ "Je la prends, livrée chez moi": whoever only points at it wants to have it, whatever the playbook's examples
    are like. Where a question proposes it, how it is to come says as much: "en point relais".
    """
    if heard.event.pressed is not None or isinstance(heard.reply, Understood):
        return False
    counts = count_after_all(heard.text, run.language) is not None and (heard.step is None or _proposes(heard))
    if not counts and not takes_unnamed(without_a_way(before_a_way(heard.text))) and not _says_how_it_comes(run, heard):
        return False
    is_counted = pieces_pointed(heard.text, run.language) is not None
    if is_counted and heard.step is not None and meant_to_have(run) is None:
        return False  # "j'en veux 3" of what only the question speaks of
    return _orders(run)


def _says_how_it_comes(run: Run, heard: Heard) -> bool:
    return _proposes(heard) and not is_asking(heard.text) and is_only_a_way(run, heard.text)


def _proposes(heard: Heard) -> bool:
    """Tell whether the question on the table proposes one offer."""
    return isinstance(heard.step, Ask) and heard.step.offer is not None


def _orders(run: Run) -> bool:
    flow = order_flow(run)
    return flow is not None and want(run, flow)

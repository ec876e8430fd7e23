"""How an order is to reach the customer, said in their own words: which of the ways that it can go is meant."""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine.order.order_lines import line_of, names_of_places
from bot.engine.order.order_questions import ways_of
from bot.engine.phrases import phrase
from bot.engine.run import Run
from bot.engine.values import local_now
from bot.model.conversation import Conversation
from bot.model.draft import OrderDraft
from bot.model.message import Choice, Value
from bot.rules.order.fulfilment import AT_A_COUNTER
from bot.rules.texts.plain_text import plain
from bot.understanding.replies.free_text import is_asking
from bot.understanding.replies.outcome import SURE, Question, Understood
from bot.understanding.replies.replies import read_reply
from bot.understanding.shopping.offer_questions import place_in
from bot.understanding.shopping.ordering_words import asks_to_have
from bot.understanding.shopping.ways_said import names_a_way, way_spoken_of, way_taken
from bot.understanding.spelling import written_out
from bot.understanding.values.contacts import postcodes_in


def way_in(run: Run, conversation: Conversation, draft: OrderDraft, said: str) -> Value:
    """Return the way to receive the order that words take, of those that it can go."""
    ways = tuple(Choice(one.way, phrase(run, conversation, f"way_{one.way}")) for one in ways_of(run, draft))
    return read_as(run, "choice", said, ways)


def spoken_of(run: Run, conversation: Conversation, draft: OrderDraft, said: str) -> str:
    """Return the way that a question speaks of, of those that the order can go; empty for none, or for several."""
    ways = [one.way for one in ways_of(run, draft)]
    labels = tuple(plain(phrase(run, conversation, f"way_{way}")) for way in ways)
    place = way_spoken_of(plain(written_out(said)), labels)
    return ways[place] if place is not None else ""


def with_way(run: Run, conversation: Conversation, draft: OrderDraft, said: str) -> OrderDraft:
    """Return the draft with the way that words which name goods say beside them, and the point of sale: "1 kg de Huila
    en point relais à 69003", "retrait à Annecy".
    """
    if draft.way or (is_asking(said) and not asks_to_have(said)) or not names_a_way(said):
        return draft
    ways = [one.way for one in ways_of(run, with_one(run, draft))]
    labels = tuple(plain(phrase(run, conversation, f"way_{way}")) for way in ways)
    place = way_taken(plain(said).split(), labels, asks=False)
    if place is None:
        return draft
    named = place_in(said, names_of_places(run))[0] if ways[place] in AT_A_COUNTER else ""
    near = sorted(postcodes_in(said, run.country)) if ways[place] == "relay" else []
    postcode = near[0] if len(near) == 1 else draft.postcode
    return replace(draft, way=ways[place], nearby=named or draft.nearby, postcode=postcode)


def with_one(run: Run, draft: OrderDraft) -> OrderDraft:
    """Return the draft as it would be with the first of those in doubt: the ways that it can go."""
    first = next(iter(run.offers.all_of(draft.pending[0].offers)), None) if draft.pending else None
    return replace(draft, lines=(*draft.lines, line_of(first, 1))) if first is not None else draft


def read_as(run: Run, as_: str, said: str, choices: tuple[Choice, ...] = ()) -> Value:
    """Return what words surely answer to a question of this kind (`number`, else one of the choices)."""
    if as_ == "choice" and len(choices) < 2:
        return None
    store = run.shelf.current.store
    question = Question(
        as_="number" if as_ == "number" else "choice",
        choices=choices,
        language=run.language,
        country=store.country,
        currency=store.currency,
    )
    reply = read_reply(question, said, now=local_now(run))
    return reply.value if isinstance(reply, Understood) and reply.certainty >= SURE else None

"""A yes to "the same again?" with something beside it: how many, what else or instead, another way, a word to the shop.

The order then begins as it was, with what they say changed, and is summed up before anything goes out.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine.offers.variants import variant_wanted
from bot.engine.order.order_lines import line_of, offer_of, with_quantity
from bot.engine.order.order_named import left_out, named_now, offers_meant, with_named
from bot.engine.order.order_notes import said_now
from bot.engine.order.order_phases import with_door
from bot.engine.order.order_ways import with_way
from bot.engine.order.proposing import is_same_again
from bot.engine.run import Run
from bot.model.conversation import Conversation
from bot.model.draft import OrderDraft
from bot.model.offer import Named
from bot.playbook.compiled import Wording
from bot.rules.offers.our_pick import size_of
from bot.understanding.shopping.agreeing import another_size, beside_a_yes, says_otherwise, so_many
from bot.understanding.shopping.ordering_words import adds_more, prefers
from bot.understanding.shopping.same_but import same_but
from bot.understanding.values.addresses import door_in


def is_agreed_otherwise(run: Run) -> bool:
    """Tell whether the same again lies in the cart, and the words that took it say how it is to be otherwise."""
    text = said_now(run)
    is_otherwise = says_otherwise(text, run.language, run.shelf.current.offer_words.notes)
    return is_same_again(run) and (is_otherwise or names_another(run, text))


def names_another(run: Run, text: str) -> bool:
    """Tell whether a text names what is sold, and would rather have that: "plutôt le déca", "same but decaf"."""
    is_rather = prefers(text) or same_but(text.partition(",")[0])
    return bool(is_rather) and any(one.offers for one in named_now(run))


def agreed_otherwise(run: Run, conversation: Conversation, draft: OrderDraft) -> tuple[OrderDraft, tuple[Wording, ...]]:
    """Return the draft of the same again as the words of this turn would have it, and what of them is not sold."""
    said = said_now(run)
    draft = _goods(run, draft, said)
    told = with_way(run, conversation, replace(draft, way="", place="", beside=None), said)
    if told.way and told.way != draft.way:
        draft = replace(told, changed=True)
    if door_in(said, run.country):  # "oui, mais j'ai déménagé : …"
        draft = replace(with_door(run, replace(draft, way="", address="", place=""), said), changed=True)
    return draft, left_out(run, conversation, named_now(run))


def _goods(run: Run, draft: OrderDraft, said: str) -> OrderDraft:
    line = draft.lines[0] if len(draft.lines) == 1 else None
    count = so_many(said, line.quantity, run.language) if line is not None else None
    if count is not None:
        return with_quantity(draft, 0, count)
    own = {one.offer for one in draft.lines}
    others = [_in_our_size(run, draft, one) for one in named_now(run) if one.offers and own.isdisjoint(one.offers)]
    if others:
        base = draft if _adds(said) else replace(draft, lines=(), notes=())
        return _said(with_named(run, base, others))
    before = offer_of(run, line) if line is not None else None
    other = variant_wanted(run, before, size) if before is not None and (size := another_size(said)) else None
    return _said(replace(draft, lines=(line_of(other, line.quantity),))) if other and line else draft


def _adds(said: str) -> bool:
    """Tell whether words, less the yes that they begin with, want something besides."""
    return adds_more(beside_a_yes(said) or said)


def _said(draft: OrderDraft) -> OrderDraft:
    """It is no longer what lies in the cart."""
    return replace(draft, source="said", cart="", changed=True)


def _in_our_size(run: Run, draft: OrderDraft, named: Named) -> Named:
    """Return what is named in the number of the line that it comes instead of, and of several sizes in that one's."""
    if len(draft.lines) != 1:
        return named
    line = draft.lines[0]
    before = offer_of(run, line)
    own = size_of(before) if before is not None else None
    alike = [one.id for one in offers_meant(run, named) if own is not None and size_of(one) == own]
    offers = tuple(alike) if len(alike) == 1 else named.offers
    count = line.quantity if named.quantity == 1 and not _adds(said_now(run)) else named.quantity
    return replace(named, offers=offers, quantity=count)

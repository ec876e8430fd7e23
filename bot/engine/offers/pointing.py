"""What a customer points at who names nothing: "elle", "je la prends", "how much is it?", a bare "commander".

Looked at in this order: the lines of the order that is being made, the cart that was left behind and is asked about,
the offer or the table on the table (what a question of the author's says to propose, too), then what was shown, spoken
of or chosen last, within a day. A complement that is proposed can be asked about, and is not what "commander" means:
that is what it would go with. What was refused is not meant any more.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from msgspec import Struct, convert

from bot.engine import stack
from bot.engine.offers.comparisons import STATE as COMPARED
from bot.engine.offers.comparisons import State as Comparison
from bot.engine.offers.comparisons import ids_in, table_of
from bot.engine.offers.recommendations import REFUSED
from bot.engine.offers.recommendations import STATE as ADVISED
from bot.engine.offers.shown import chosen_lately, is_gone
from bot.engine.order.proposing import offers_proposed
from bot.engine.resuming import step_of
from bot.engine.run import Run
from bot.model.conversation import Conversation
from bot.model.customer import Shown
from bot.model.draft import OrderDraft
from bot.model.offer import Named
from bot.playbook.compiled import Ask, Compare, Recommend
from bot.rules.contact.habits import SILENCE

LASTS: Final = timedelta(days=1)


class Meant(Struct, frozen=True):
    """`offers` are meant together where they are `chosen`, else one of them is; `among` are all that they stand beside.
    `ago` is how long ago they were shown."""

    offers: tuple[str, ...]
    chosen: bool = False
    among: tuple[str, ...] = ()
    pieces: dict[str, int] = {}
    ago: timedelta = timedelta()


def asked_about(run: Run) -> tuple[str, ...]:
    """Return the offers that a question without a name is about."""
    top = run.top
    if top is not None and isinstance(top.draft, OrderDraft):
        ordered = tuple(dict.fromkeys(line.offer for line in top.draft.lines if line.offer))
        if ordered:
            return _sold(run, ordered)
    if top is not None and "cart" in top.context and run.customer.cart is not None:
        return _sold(run, tuple(dict.fromkeys(line.offer for line in run.customer.cart.lines if line.offer)))
    found = _on_the_table(run, top) or _newest(run)
    return _sold(run, found.among or found.offers) if found is not None else ()


def spoken_of(run: Run) -> tuple[str, ...]:
    """Return what a question about several is about: all that stands before the customer; where that is one, those of
    its kind too that were shown or spoken of before it, the newest first."""
    found = list(asked_about(run))
    kind = next((one.category for one in run.offers.all_of(found)), "")
    for one in reversed(run.customer.shown) if len(found) == 1 else ():
        if len(found) > 1 or one.at is None or run.at - one.at > SILENCE:
            break
        beside = run.offers.all_of(id_ for id_, _ in one.offers.values())
        found += [each.id for each in beside if each.sold and each.category == kind and each.id not in found]
    return tuple(found)


def ahead_on_the_table(run: Run) -> str:
    """Return the offer that a table puts first, empty where none stands."""
    found = _on_the_table(run, run.top)
    return next(iter(found.offers), "") if found is not None else ""


def meant_to_have(run: Run) -> Meant | None:
    """Return what who orders without naming anything wants to have; None where nobody knows."""
    if _is_complement(run, run.top):
        found = _meant_by(run, chosen_lately(run))
    else:
        found = _on_the_table(run, run.top) or _newest(run)
    if found is None:
        return None
    refused = ids_in(run.customer.facts.get(REFUSED))
    left = tuple(one for one in found.offers if one not in refused and not is_gone(run, one))
    return Meant(left, found.chosen, pieces=found.pieces, ago=found.ago) if left else None


def is_of_now(meant: Meant) -> bool:
    """Tell whether it was shown in the talk under way."""
    return meant.ago <= SILENCE


def named_of(meant: Meant) -> tuple[Named, ...]:
    """Return what is meant as if it had been named."""
    if not meant.chosen:
        return (Named(meant.offers),)
    return tuple(Named((one,), meant.pieces.get(one, 1)) for one in meant.offers)


def chain(run: Run, conversation: Conversation | None) -> Iterable[Conversation]:
    """Yield a conversation and those that called it."""
    while conversation is not None:
        yield conversation
        conversation = stack.find(run, conversation.caller) if conversation.caller else None


def comparison_of(conversation: Conversation) -> Comparison | None:
    """Return the comparison that a conversation has made, wherever it stands now."""
    kept = conversation.saved.get(COMPARED)
    return convert(kept, Comparison) if isinstance(kept, dict) else None


def _on_the_table(run: Run, top: Conversation | None) -> Meant | None:
    """Return what stands under the question that waits: the offer that is proposed, the one that comes out ahead, or
    all that are compared where none does."""
    step = step_of(run, top) if top is not None else None
    if top is None or step is None or top.waiting is None or top.waiting.kind != "reply":
        return None
    if isinstance(step, Ask) and step.offer is not None:
        ids = offers_proposed(run, top, step.offer)
        return Meant(ids, chosen=True) if ids else None
    if isinstance(step, Recommend):
        kept = top.saved.get(ADVISED)
        offer = kept.get("offer") if isinstance(kept, dict) and kept.get("step") == step.id else None
        return Meant((offer,), chosen=True) if isinstance(offer, str) and offer else None
    state = comparison_of(top) if isinstance(step, Compare) else None
    if state is None or not state.asks:
        return None
    if state.asks == "criteria":
        return Meant(state.offers)
    made = table_of(run, state)
    order = tuple(one.offer for one in made[0].standings) if made is not None else state.offers
    if made is None or made[0].is_close:
        return Meant(order)
    return Meant(order[:1], chosen=True, among=order)


def _is_complement(run: Run, top: Conversation | None) -> bool:
    step = step_of(run, top) if top is not None else None
    return isinstance(step, Recommend) and step.advised.offers is None


def _newest(run: Run) -> Meant | None:
    return _meant_by(run, run.customer.shown[-1] if run.customer.shown else None)


def _meant_by(run: Run, one: Shown | None) -> Meant | None:
    if one is None or not one.offers or one.at is None or run.at - one.at > LASTS or _is_elsewhere(run, one):
        return None
    ids = tuple(dict.fromkeys(id_ for id_, _ in one.offers.values()))
    is_chosen = bool(one.conversation) and (not one.step or len(ids) == 1)
    return Meant(ids, chosen=is_chosen or len(ids) == 1, pieces=one.pieces, ago=run.at - one.at)


def _is_elsewhere(run: Run, one: Shown) -> bool:
    """Another conversation has begun since, of which they speak now."""
    top = run.top
    if top is None or one.at is None or top.waiting is None or top.waiting.kind != "reply":
        return False
    return top.started_at > one.at and all(each.id != one.conversation for each in chain(run, top))


def _sold(run: Run, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(offer.id for offer in run.offers.all_of(ids) if offer.sold)

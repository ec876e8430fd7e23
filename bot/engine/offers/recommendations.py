"""A recommendation under way: what it goes by, what was proposed, and the question that stands under it.

What a conversation knows of it is kept as `conversation.recommendation`: the step, the offer on the table, those that
were passed over, and what the customer named while choosing. The advice itself is made anew from the catalogue of now
each time it is shown, so a price that has changed meanwhile shows. To the listening order it is a question like any
other (`as_question`), whose answers come back to the verb (`run.taken`).

What is kept with the customer: `recommended`, the offer proposed last with its reason; `refused`, what they turned
down, which is not proposed again; `proposed`, what was ever proposed, which the bot does not bring up by itself again;
`complemented`, the purchases to which a complement was proposed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from msgspec import Struct, convert, to_builtins
from msgspec.structs import replace

from bot.engine.context import event_in
from bot.engine.offers.comparisons import NAMED, criteria_said, ids_in, offers_meant, offers_of
from bot.engine.renewal.purchases import PROPOSED, has, last_purchase, offer_of
from bot.engine.run import Run
from bot.engine.values import data_values, local_now, values
from bot.model.conversation import Conversation
from bot.model.message import Value
from bot.model.offer import Offer
from bot.playbook.compiled import CriterionAsked, Expression, MissingValue, Recommend
from bot.rules.offers.comparison import PRICE, Measure
from bot.rules.offers.recommendation import USUAL, Advice, Asked, Bound, advise, complement

STATE: Final = "recommendation"
REFUSED: Final = "refused"
RECOMMENDED: Final = "recommended"
COMPLEMENTED: Final = "complemented"
PLACE: Final = "point_of_sale"
MOST_REMEMBERED: Final = 100
#: What says that it is for the customer themselves.
_SELF: Final = frozenset({"", "me", "moi", "myself", "moi-même", "self", "nobody", "no", "non"})


class State(Struct, frozen=True, omit_defaults=True):
    """`offer` is on the table, `passed` are those that were; `bounds` and `budget` what was named while choosing."""

    step: str
    offer: str = ""
    passed: tuple[str, ...] = ()
    bounds: tuple[Bound, ...] = ()
    budget: float | None = None


def state_of(conversation: Conversation, step: Recommend) -> State | None:
    """Return the recommendation of a step, None where none is under way."""
    kept = conversation.saved.get(STATE)
    if not isinstance(kept, dict) or kept.get("step") != step.id:
        return None
    return convert(kept, State)


def with_state(conversation: Conversation, state: State) -> Conversation:
    """Keep a recommendation with its conversation."""
    bounds = [to_builtins(one) for one in state.bounds]
    kept: Value = {**to_builtins(state), "passed": list(state.passed), "bounds": bounds}  # as it is read back
    return replace(conversation, saved={**conversation.saved, STATE: kept})


# what it goes by


def advice_of(run: Run, conversation: Conversation, step: Recommend, state: State) -> Advice | None:
    """Return what there is to propose; the offer on the table stays while it would do. None: nothing."""
    if step.advised.offers is None:
        return _complement(run, conversation, step, state)
    offers = offers_meant(run, conversation, step.advised.offers)
    return advise(offers, asked(run, conversation, step, state), first=state.offer)


def asked(run: Run, conversation: Conversation, step: Recommend, state: State) -> Asked:
    """Return what the customer said and has, as the ranking wants it."""
    told, book = step.advised, run.shelf.current
    is_gift = is_for_another(run, conversation, step)
    left_out = {*state.passed, *ids_in(run.customer.facts.get(REFUSED))}
    is_asked_for = run.book(conversation).flows[conversation.flow].purpose == "service"
    left_out |= set() if is_gift else has(run, to_keep=is_asked_for)
    if not is_asked_for:  # the bot brings it up by itself
        left_out |= set(ids_in(run.customer.facts.get(PROPOSED)))
    needs = [one for one in told.needs if _counts(run, conversation, one)]
    return Asked(
        measures=tuple(_measures(run, conversation, step)),
        currency=book.store.currency,
        needs=tuple(one.name for one in needs),
        said=tuple(one.name for one in needs if one.condition is not None),
        budget=_budget(run, conversation, step, state),
        bounds=state.bounds,
        left_out=frozenset(left_out - {state.offer}),
        places=_places(run, conversation, step),
    )


def _measures(run: Run, conversation: Conversation, step: Recommend) -> Iterable[Measure]:
    """What the customer named weighs more than what they did not."""
    criteria = step.advised.criteria
    names = tuple(one.name for one in criteria)
    said = {*ids_in(run.customer.facts.get("matters")), *criteria_said(run, conversation, names)}
    if _named_an_amount(conversation):
        said.discard(PRICE)  # "budget 350 €" is a bound, not a wish for the cheapest
    better = {one.id: one.better for one in run.shelf.current.criteria}
    for one in criteria:
        is_named = one.name in said or (one.condition is not None and _counts(run, conversation, one))
        if is_named or one.condition is None:
            yield Measure(one.name, NAMED if is_named else USUAL, better.get(one.name))
    if all(one.condition is not None for one in criteria):
        yield Measure(PRICE, USUAL / 4)  # where nothing that counts was said, the cheaper goes first


def _named_an_amount(conversation: Conversation) -> bool:
    return event_in(conversation.context).get("amount") is not None


def _counts(run: Run, conversation: Conversation, one: CriterionAsked) -> bool:
    return one.condition is None or one.condition.holds(values(run, conversation))


def _budget(run: Run, conversation: Conversation, step: Recommend, state: State) -> Decimal | None:
    if state.budget is not None:
        return Decimal(str(state.budget))
    value = evaluated(run, conversation, step.advised.budget)
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return None
    return Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) and value > 0 else None


def evaluated(run: Run, conversation: Conversation, expression: Expression | None) -> Value:
    """Return a value of the author's, None where it is absent."""
    if expression is None:
        return None
    try:
        return expression.evaluate(data_values(run, conversation), run.language)
    except MissingValue:
        return None


def is_for_another(run: Run, conversation: Conversation, step: Recommend) -> bool:
    """Whether it is for somebody else: what the customer has may be given."""
    value = evaluated(run, conversation, step.advised.recipient)
    return value is True or (isinstance(value, str) and value.strip().lower() not in _SELF)


def place_of_customer(run: Run) -> str:
    """Return the customer's point of sale: the one they named, that of their last order, or the only one there is."""
    places = [one.id for one in run.shelf.current.store.points_of_sale]
    told = run.customer.facts.get(PLACE)
    if isinstance(told, str) and told in places:
        return told
    used = (order.fulfilment.point_of_sale for order in reversed(run.customer.orders))
    return next((one for one in used if one in places), places[0] if len(places) == 1 else "")


def _places(run: Run, conversation: Conversation, step: Recommend) -> tuple[str, ...]:
    """Their own point of sale; where nobody knows and it must be there by a day, any."""
    own = place_of_customer(run)
    if own:
        return (own,)
    every = run.shelf.current.store.points_of_sale
    return tuple(one.id for one in every) if deadline(run, conversation, step) else ()


def deadline(run: Run, conversation: Conversation, step: Recommend) -> str:
    """Return the ISO day by which it must be there, from today on; empty where none was said."""
    value = evaluated(run, conversation, step.advised.by)
    try:
        day = date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return ""
    return day.isoformat() if day is not None and day > local_now(run).date() else ""


def _complement(run: Run, conversation: Conversation, step: Recommend, state: State) -> Advice | None:
    if not state.offer and purchase(run, conversation, step) in ids_in(run.customer.facts.get(COMPLEMENTED)):
        return None
    facts = run.customer.facts
    left_out = {*has(run), *ids_in(facts.get(REFUSED)), *ids_in(facts.get(PROPOSED)), *state.passed} - {state.offer}
    bought = _bought(run, conversation, step)
    found = [(offer, run.offers.complements_of(offer.id)) for offer in bought]
    return complement(found, frozenset(left_out | {offer.id for offer in bought}))


def _bought(run: Run, conversation: Conversation, step: Recommend) -> Sequence[Offer]:
    if step.advised.goes_with is not None:
        return offers_of(run, conversation, step.advised.goes_with)
    order = last_purchase(run)
    lines = order.lines if order is not None else ()
    return [offer for line in lines if (offer := offer_of(run, line)) is not None]


def purchase(run: Run, conversation: Conversation, step: Recommend) -> str:
    """Return the purchase that a complement goes with: the key of the order, or the offers that are being bought."""
    if step.advised.goes_with is not None:
        return "+".join(offer.id for offer in offers_of(run, conversation, step.advised.goes_with))
    order = last_purchase(run)
    return order.key if order is not None else ""


# what is remembered


def remember(run: Run, fact: str, one: str) -> None:
    """Keep one more in a list of ids, the newest last."""
    known = ids_in(run.customer.facts.get(fact))
    if one and one not in known:
        run.change(facts={**run.customer.facts, fact: [*known, one][-MOST_REMEMBERED:]})


def forget(run: Run, fact: str, one: str) -> None:
    """Keep one less in a list of ids."""
    known = ids_in(run.customer.facts.get(fact))
    if one in known:
        run.change(facts={**run.customer.facts, fact: [id_ for id_ in known if id_ != one]})

"""A comparison under way: which offers, on which criteria, its table, and the question that stands under it.

What a conversation knows of it is kept as `conversation.comparison`: the step, the offers, the weight of each criterion
and what is being asked. The table is made anew from the catalogue of now each time it is shown, so a price that has
changed meanwhile shows. To the listening order a comparison is a question like any other (`as_question`): its choices
are the offers, the best first, "other criteria" and "none of them"; what is special about it is that its answers come
back to the verb (`run.taken`), and that words may change it (`engine.offers.recomparing`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Final

from msgspec import Struct, convert, to_builtins
from msgspec.structs import replace

from bot.engine.context import event_in, words_in
from bot.engine.offers.comparison_words import Words, labelled
from bot.engine.order.order_lines import shop_of
from bot.engine.phrases import Ready
from bot.engine.run import Run
from bot.engine.values import channel_of, data_values
from bot.model.conversation import Conversation
from bot.model.message import Value
from bot.model.offer import Offer
from bot.playbook.compiled import Ask, Compare, MissingValue, OfferSource, Option, Picture, Wording
from bot.rules.offers.comparison import FEWEST, MOST, HomeCost, Measure, Table, compare, rank
from bot.rules.order.fulfilment import home_cost
from bot.understanding.shopping.comparison_words import criteria_named, criteria_words, offers_named
from bot.understanding.shopping.picking_words import asks_the_difference, asks_to_compare, first_of_them

STATE: Final = "comparison"
OTHER_CRITERIA: Final = "other_criteria"
NONE_OF_THEM: Final = "none_of_them"
ALL_ALIKE: Final = "all_of_it"
USUAL: Final = 1.0
#: What the customer said matters weighs this much against what they did not name.
NAMED: Final = 3.0
LIGHTEST: Final = 0.25
HEAVIEST: Final = 12.0
CHANGED: Final = 2.0  # "more" doubles a weight, "less" halves it


class State(Struct, frozen=True, omit_defaults=True):
    """`weights` in the order of the step's criteria; empty until it is known what matters. `asks` is what stands."""

    step: str
    offers: tuple[str, ...]
    weights: dict[str, float] = {}
    asks: str = ""


def state_of(conversation: Conversation, step: Compare) -> State | None:
    """Return the comparison of a step, None where none is under way."""
    kept = conversation.saved.get(STATE)
    if not isinstance(kept, dict) or kept.get("step") != step.id:
        return None
    return convert(kept, State)


def with_state(conversation: Conversation, state: State) -> Conversation:
    """Keep a comparison with its conversation."""
    kept: Value = {**to_builtins(state), "offers": list(state.offers)}  # as it is read back
    return replace(conversation, saved={**conversation.saved, STATE: kept})


# which offers, on what


def offers_meant(run: Run, conversation: Conversation, source: OfferSource) -> tuple[Offer, ...]:
    """Return what a step is about, as it is now: sold, in stock, each once, in the author's order."""
    if source.categories:
        sold = run.shelf.current.offers
        ids: Iterable[str] = [id_ for id_, one in sold.items() if one.category in source.categories]
    else:
        ids = _values(run, conversation, source)
    found = run.offers.all_of(dict.fromkeys(ids))
    return tuple(offer for offer in found if offer.is_available and not offer.parent)


def offers_of(run: Run, conversation: Conversation, source: OfferSource) -> tuple[Offer, ...]:
    """Return the offers that values name, each once, sold out or not."""
    return run.offers.all_of(dict.fromkeys(_values(run, conversation, source)))


def _values(run: Run, conversation: Conversation, source: OfferSource) -> list[str]:
    known = data_values(run, conversation)
    found: list[str] = []
    for expression in source.ids:
        try:
            value = expression.evaluate(known, run.language)
        except MissingValue:
            continue
        found.extend(ids_in(value))
    return found


def ids_in(value: Value) -> list[str]:
    """Return the ids in a value: one, several, or offers' own facts."""
    match value:
        case str() if value:
            return [value]
        case list():
            return [id_ for one in value for id_ in ids_in(one)]
        case {"id": str(id_)}:
            return [id_]
    return []


def begun(run: Run, conversation: Conversation, step: Compare) -> State | None:
    """Return the comparison that a step begins; None where fewer than two offers are sold.

    What was shown to the customer right before, and what they named with the wish that began the conversation, of those
    or of the same kind, goes before what the author wrote.
    """
    handed, own = _handed_over(run, conversation), offers_meant(run, conversation, step.offers)
    said = words_in(conversation.context)
    shown = handed[: first_of_them(said) or None]
    ids = named_to_compare(run, conversation, step) or tuple(offer.id for offer in shown or own)
    state = State(step.id, ids)
    matters = known_to_matter(run, conversation, step, said)
    if matters:
        state = replace(state, weights=weighed(step, matters))
    if len(ids) > MOST:
        state = replace(state, offers=_best(run, step, state))
    return state if len(ids) >= FEWEST else None


def named_to_compare(run: Run, conversation: Conversation, step: Compare) -> tuple[str, ...]:
    """Return the offers that the words which began the conversation want side by side; empty where they name fewer than
    two, or more than can be read.
    """
    said = words_in(conversation.context)
    among = (*offers_meant(run, conversation, step.offers), *_handed_over(run, conversation)) if said else ()
    named = _named(run, said, among) if among else ()
    return named if FEWEST <= len(named) <= MOST else ()


def wants_the_table(run: Run, conversation: Conversation, step: Compare) -> bool:
    """Tell whether they asked to see these side by side, or how these differ: that is shown, before what matters is
    asked. Who only wavers between two is helped by the question.
    """
    said = words_in(conversation.context)
    is_named = bool(first_of_them(said) or named_to_compare(run, conversation, step))
    return (asks_to_compare(said) or asks_the_difference(said)) and is_named


def _named(run: Run, said: str, offers: Iterable[Offer]) -> tuple[str, ...]:
    """Return the offers that the words name, of these and of all that the playbook sells of their kind."""
    names = run.names_of(offers)
    kinds = {offer.category for offer in offers if offer.category}
    own = run.shelf.current.offers.items()
    alike = {id_: run.known_as(one) for id_, one in own if one.category in kinds and not one.parent}
    found = run.offers.all_of(offers_named(said, alike | names))
    return tuple(offer.id for offer in found if offer.is_available)


def _handed_over(run: Run, conversation: Conversation) -> tuple[Offer, ...]:
    """Return the offers that were shown right before, where there is something to compare among them."""
    shown = run.offers.all_of(ids_in(event_in(conversation.context).get("offers")))
    found = tuple(offer for offer in shown if offer.is_available)
    return found if len(found) >= FEWEST else ()


def _best(run: Run, step: Compare, state: State) -> tuple[str, ...]:
    """Return the four that come out ahead on what matters, all alike where nobody knows what does."""
    weights = state.weights or dict.fromkeys(step.criteria, USUAL)
    offers = run.offers.all_of(state.offers)
    measures = measures_of(run, replace(state, weights=weights))
    table = rank(offers, measures, run.shelf.current.store.currency, _home_of(run))
    return tuple(one.offer for one in table.standings[:MOST])


def known_to_matter(run: Run, conversation: Conversation, step: Compare, said: str) -> tuple[str, ...]:
    """Return the criteria that are known to matter: said just now, told by the author's value, or kept from before."""
    if named := _criteria_in(run, said, step.criteria):
        return named
    if step.matters is not None:
        try:
            value = step.matters.evaluate(data_values(run, conversation), run.language)
        except MissingValue:
            value = None
        if told := [one for one in ids_in(value) if one in step.criteria]:
            return tuple(told)
    kept = run.customer.facts.get("matters")
    return tuple(one for one in ids_in(kept) if one in step.criteria)


def criteria_said(run: Run, conversation: Conversation, criteria: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the criteria that the words which began the conversation name."""
    return _criteria_in(run, words_in(conversation.context), criteria)


def _criteria_in(run: Run, said: str, criteria: tuple[str, ...]) -> tuple[str, ...]:
    return criteria_named(said, criteria_words(tuple(criteria), run.shelf.current.criteria)) if said else ()


def weighed(step: Compare, matters: Iterable[str]) -> dict[str, float]:
    """Return the weight of each criterion of a step: those that matter before the others, and beside them where the
    step did not think of them."""
    return dict.fromkeys(step.criteria, USUAL) | dict.fromkeys(matters, NAMED)


def measures_of(run: Run, state: State) -> list[Measure]:
    """Return what is compared on, with the directions of the catalogue."""
    better = {one.id: one.better for one in run.shelf.current.criteria}
    return [Measure(name, weight, better.get(name)) for name, weight in state.weights.items()]


def table_of(run: Run, state: State) -> tuple[Table, dict[str, Offer]] | None:
    """Return the table as things stand now with its offers; None where fewer than two offers or nothing is left.

    What has sold out meanwhile is not in it, unless too little would be left to compare.
    """
    every = run.offers.all_of(state.offers)
    left = [offer for offer in every if offer.is_available]
    offers = {offer.id: offer for offer in (left if len(left) >= FEWEST else every)}
    measures = measures_of(run, state)
    if len(offers) < FEWEST or not any(one.weight > 0 for one in measures):
        return None
    return compare(list(offers.values()), measures, run.shelf.current.store.currency, _home_of(run)), offers


def _home_of(run: Run) -> HomeCost:
    """Return what the store takes to bring an offer home."""
    return partial(home_cost, shop=shop_of(run))


# as a question


def as_question(
    run: Run, conversation: Conversation, step: Compare, *, drawn: bool = False, again: bool = False
) -> Ask | None:
    """Return the question that a comparison puts now, as any other question; None where none stands.

    `drawn`: with the picture of the table, where the channel shows pictures. `again`: in a few words, for who has just
    read all of it.
    """
    state = state_of(conversation, step)
    if state is None or not state.asks:
        return None
    words = Words(run, conversation)
    if state.asks == "criteria":
        wording = words.asks_what_matters()
        names = [(name, words.criterion(name)) for name in step.criteria]
        return _ask(
            step, wording, [*((key, labelled(name)) for key, name in names), (ALL_ALIKE, words.label("all_of_it"))]
        )
    made = table_of(run, state)
    if made is None:
        return None
    table, offers = made
    shown = words.shown(table, offers)
    ends = [(OTHER_CRITERIA, words.label("other_criteria")), (NONE_OF_THEM, words.label("none_of_them"))]
    which = words.say("comparison_which", sms=channel_of(run) == "sms")
    if channel_of(run) == "sms":
        segments = run.book(conversation).policy.sms_segments
        lines, text = shown.in_lines([label for _, label in ends], segments)
        return _ask(step, Wording(text=Ready(which if again else text)), [*lines.items(), *ends], offers)
    if channel_of(run) == "whatsapp":  # no buttons: the choices are the table, and there is room for all of it
        lines = {one.offer: shown.line(one.offer) for one in table.standings}
        return _ask(step, Wording(text=Ready(which if again else shown.text)), [*lines.items(), *ends], offers)
    picture = (Picture("photo", Ready("comparison.png"), shown.table()),) if drawn else ()
    wording = Wording(text=Ready(which if again else shown.text), media=picture)
    labels = [(one.offer, shown.names[one.offer]) for one in table.standings]
    return _ask(step, wording, [*labels, *ends], offers)


def _ask(
    step: Compare, wording: Wording, choices: Iterable[tuple[str, str]], offers: Mapping[str, Offer] | None = None
) -> Ask:
    return Ask(
        id=step.id,
        place=step.place,
        next=step.id,  # the verb goes on with what was answered
        wording=wording,
        as_="choice",
        sells={id_: (id_, offer.name) for id_, offer in offers.items()} if offers is not None else {},
        options=tuple(Option(key=key, label=Ready(label)) for key, label in choices),
        remind=step.remind,
        silent=step.silent,
        has_silent=step.has_silent,
    )


def reweighed(step: Compare, weights: Mapping[str, float], changes: Mapping[str, float]) -> dict[str, float]:
    """Return the weights with some multiplied (0: no longer looked at), within bounds; those left out count again. What
    counts more weighs at least what is named as mattering does."""
    more = (name for name, factor in changes.items() if factor > 1)
    found = {one: weights.get(one, USUAL) for one in dict.fromkeys((*step.criteria, *weights, *more))}
    for name, factor in changes.items():
        if name not in found:
            continue
        before = found[name] or (USUAL if factor > 1 else 0.0)
        least = NAMED if factor > 1 else LIGHTEST
        found[name] = min(HEAVIEST, max(least, before * factor)) if factor and before else 0.0
    return found

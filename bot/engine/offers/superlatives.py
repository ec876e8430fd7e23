"""The cheapest or the dearest of what is on the table, or was shown last, as an offer."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from bot.engine.offers.comparisons import offers_meant, state_of
from bot.engine.offers.pointing import spoken_of
from bot.engine.resuming import step_of
from bot.engine.run import Run
from bot.model.conversation import Conversation
from bot.model.draft import OrderDraft
from bot.model.offer import Offer
from bot.playbook.compiled import Compare, Recommend
from bot.understanding.shopping.comparison_words import criteria_named, criteria_words
from bot.understanding.shopping.offer_words import tokens
from bot.understanding.shopping.superlatives import Extreme, Superlative


def on_the_table(run: Run, conversation: Conversation) -> tuple[str, ...]:
    """Return the offers among which a question asks to choose: of a comparison, or of a name that means several."""
    step, draft = step_of(run, conversation), conversation.draft
    if isinstance(draft, OrderDraft):
        return draft.pending[0].offers if draft.phase == "pick" and draft.pending else ()
    state = state_of(conversation, step) if isinstance(step, Compare) else None
    return state.offers if state is not None and state.asks == "table" else ()


def extreme_of(offers: Iterable[Offer], extreme: Extreme) -> str | None:
    """Return the cheapest or the dearest of what can be had; None where two are, or fewer than two have a price."""
    found = [(offer.price, offer.id) for offer in offers if offer.is_available and offer.price is not None]
    prices = sorted(price for price, _ in found)
    if len(found) < 2 or len({one.currency for one in offers}) > 1:
        return None
    wanted: Decimal = prices[0] if extreme == "cheapest" else prices[-1]
    named = [id_ for price, id_ in found if price == wanted]
    return named[0] if len(named) == 1 else None


def shown_last(run: Run, said: Superlative) -> str | None:
    """Return the one that is meant of what was shown last, of the kind that is said; where nothing of it was shown, of
    all of the kind that the playbook sells.
    """
    chosen = chosen_of(run, said, run.offers.all_of(spoken_of(run)))
    if chosen is None and (said.kind or said.having):
        chosen = chosen_of(run, said, (one for one in run.shelf.current.offers.values() if not one.parent))
    return chosen


def chosen_of(run: Run, said: Superlative, offers: Iterable[Offer]) -> str | None:
    """Return which of these offers a superlative means: "the cheapest grinder" takes no descaler."""
    those = _meant_by(run, said, offers)
    return those[0].id if said.having and len(those) == 1 else extreme_of(those, said.extreme)


def _meant_by(run: Run, said: Superlative, offers: Iterable[Offer]) -> list[Offer]:
    """Return those of the kind that is said, which have what is said beside it ("qui fait du cappuccino"); none where
    that is nothing that an offer simply has."""
    those = of_kind(run, offers, said.kind)
    if not said.having:
        return those
    every = run.shelf.current.criteria
    criteria = criteria_named(said.having, criteria_words(tuple(one.id for one in every), every))
    if not criteria or any(one.better is not None for one in every if one.id in criteria):
        return []
    return [one for one in those if all(name in one.attributes and one.attributes[name].has_it for name in criteria)]


def advised_here(run: Run) -> tuple[Offer, ...]:
    """Return what the conversation under way chooses from: the offers that it recommends or compares, where these are
    of one kind."""
    top = run.top
    flow = run.book(top).flows.get(top.flow) if top is not None else None
    if top is None or flow is None:
        return ()
    sources = [one.advised.offers for one in flow.steps.values() if isinstance(one, Recommend)]
    sources += [one.offers for one in flow.steps.values() if isinstance(one, Compare)]
    found = {one.id: one for source in sources if source is not None for one in offers_meant(run, top, source)}
    return tuple(found.values()) if len({one.category for one in found.values()}) == 1 else ()


def kind_in(run: Run, text: str) -> str:
    """Return the kind of thing (a category of the playbook's) that a text names, empty for none."""
    said = set(tokens(text))
    kinds = dict.fromkeys(one.category for one in run.shelf.current.offers.values() if one.category)
    known = run.words
    return next((kind for kind in kinds if any(set(tokens(one)) <= said for one in (kind, *known.others(kind)))), "")


def of_kind(run: Run, offers: Iterable[Offer], kind: str) -> list[Offer]:
    """Return those of a kind that is said in either language ("machine", "grinder"); all where none is."""
    wanted = set(tokens(kind))
    category = run.words.known_as
    return [
        one for one in offers if not wanted or wanted & {*tokens(category(one.category)), *tokens(run.known_as(one))}
    ]

"""The cheapest or the dearest of what is on the table, or was shown last, as an offer."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from bot.engine.offers.comparisons import state_of
from bot.engine.offers.pointing import asked_about
from bot.engine.resuming import step_of
from bot.engine.run import Run
from bot.model.conversation import Conversation
from bot.model.draft import OrderDraft
from bot.model.offer import Offer
from bot.playbook.compiled import Compare
from bot.understanding.shopping.offer_words import tokens
from bot.understanding.shopping.superlatives import Extreme, Superlative


def on_the_table(run: Run, conversation: Conversation) -> tuple[str, ...]:
    """Return the offers among which a question asks to choose: of a comparison, or of a name that means several."""
    step, draft = step_of(run, conversation), conversation.draft
    if isinstance(draft, OrderDraft):
        return draft.pending[0].offers if draft.phase == "pick" and draft.pending else ()
    state = state_of(conversation, step) if isinstance(step, Compare) else None
    return state.offers if state is not None else ()


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
    shown = of_kind(run, run.offers.all_of(asked_about(run)), said.kind)
    if len(shown) < 2 and said.kind:
        shown = of_kind(run, (one for one in run.shelf.current.offers.values() if not one.parent), said.kind)
    return extreme_of(shown, said.extreme)


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

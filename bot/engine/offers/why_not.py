""" "Pourquoi pas la Brio ?": why what was proposed, or comes out ahead, is not the one that the customer names.

Answered from what was gone by: the comparison's criteria and weights, or what the recommendation was asked for (needs,
budget), with the catalogue's figures of both. Where neither is there, the two are compared on all that the catalogue
says of both; where nothing was proposed, what is known of the offer is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from bot.engine.listening.heard import Heard
from bot.engine.offers.comparison_words import Shown, Words
from bot.engine.offers.comparisons import ids_in, measures_of
from bot.engine.offers.offer_answers import tell
from bot.engine.offers.pointing import asked_about, chain, comparison_of, meant_to_have
from bot.engine.offers.product_answers import tell_of_an_offer
from bot.engine.offers.recommendations import RECOMMENDED, asked, state_of
from bot.engine.phrases import is_short, money
from bot.engine.run import Run
from bot.model.conversation import Conversation
from bot.model.message import Value
from bot.model.offer import Offer
from bot.playbook.compiled import Recommend
from bot.rules.offers.comparison import FEWEST, MOST, PRICE, Measure, Table, rank
from bot.rules.offers.recommendation import Asked
from bot.understanding.shopping.comparison_words import offers_named
from bot.understanding.shopping.offer_questions import asks_and_that, asks_why_not

SAID: Final = 2  # strengths of each


class Ground(Struct, frozen=True):
    """What a proposal went by: the offer that is `ahead`, the offers and measures, and what had to hold (`asked`)."""

    ahead: str
    offers: tuple[str, ...]
    measures: tuple[Measure, ...]
    asked: Asked | None = None


def asks_why_not_another(run: Run, heard: Heard) -> bool:
    """It asks why it is not another offer, which it names."""
    if not heard.text or heard.event.pressed is not None:
        return False
    if not (asks_why_not(heard.text) or asks_and_that(heard.text, lambda: run.names_of(run.offers.own()))):
        return False
    ground = _ground(run)
    named = _named(run, heard.text, ground)
    others = [one for one in named if ground is None or one != ground.ahead] or named
    if len(others) != 1 and not (ground is not None and others and len(others) <= SAID):
        return False
    run.change(not_understood=0, offered=())
    if ground is None:
        return tell_of_an_offer(run, others[0])
    said = [_answer(run, ground, offer) for offer in run.offers.all_of(others)]
    tell(run, "\n".join(said))
    return True


def _named(run: Run, text: str, ground: Ground | None) -> list[str]:
    """Return the offers that a text names: of the category of what stands there, else of all; of several that the words
    fit, those that stand there.
    """
    shown = run.offers.all_of(ground.offers) if ground is not None else ()
    own = [one for one in run.offers.own() if not one.parent]
    ahead = run.offers.get(ground.ahead) if ground is not None else None
    alike = run.names_of(one for one in own if ahead is not None and one.category == ahead.category)
    found = offers_named(text, {**alike, **run.names_of(shown)})
    found = found or offers_named(text, run.names_of(own))
    here = [one for one in found if any(one == each.id for each in shown)]
    return here if here and len(found) > 1 else list(found)


def _ground(run: Run) -> Ground | None:
    """Return what the last proposal went by, of the conversation under way or one that called it."""
    for conversation in chain(run, run.top):
        found = _of_recommendation(run, conversation) or _of_comparison(run, conversation)
        if found is not None:
            return found
    meant = meant_to_have(run)
    ahead = meant.offers[0] if meant is not None and len(meant.offers) == 1 else next(iter(asked_about(run)), "")
    if not ahead:
        return None
    measures = (Measure(PRICE), *(Measure(one.id, 1.0, one.better) for one in run.shelf.current.criteria))
    return Ground(ahead, (ahead,), measures)


def _of_recommendation(run: Run, conversation: Conversation) -> Ground | None:
    flow = run.book(conversation).flows.get(conversation.flow)
    kept = conversation.saved.get("recommendation")
    step = flow.steps.get(str(kept.get("step"))) if flow is not None and isinstance(kept, dict) else None
    state = state_of(conversation, step) if isinstance(step, Recommend) else None
    if state is None or not isinstance(step, Recommend) or not state.offer or step.advised.offers is None:
        return None
    wanted = asked(run, conversation, step, state)
    kept = run.customer.facts.get(RECOMMENDED)
    beside = ids_in(kept.get("offers")) if isinstance(kept, dict) and kept.get("id") == state.offer else []
    return Ground(state.offer, (state.offer, *state.passed, *beside), wanted.measures, wanted)


def _of_comparison(run: Run, conversation: Conversation) -> Ground | None:
    state = comparison_of(conversation)
    if state is None or len(run.offers.all_of(state.offers)) < len(state.offers) or not state.offers:
        return None
    measures = tuple(one for one in measures_of(run, state) if one.weight > 0)
    if not measures:
        return None
    table = rank(run.offers.all_of(state.offers), measures, run.shelf.current.store.currency)
    return Ground(_kept(conversation, state.offers) or table.best, state.offers, measures)


def _kept(conversation: Conversation, offers: Sequence[str]) -> str:
    """Return the offer that was chosen of those compared; empty while none is."""
    about = conversation.context.get("offer")
    chosen = about.get("id") if isinstance(about, dict) else None
    return chosen if isinstance(chosen, str) and chosen in offers else ""


def _answer(run: Run, ground: Ground, other: Offer) -> str:
    """Return why it is not this one, in sentences, and write down the cells that say so."""
    ahead = run.offers.get(ground.ahead)
    if ahead is None:
        return ""
    together = dict.fromkeys((*ground.offers, ahead.id, other.id))
    offers = {one.id: one for one in run.offers.all_of(together)}
    table = rank(list(offers.values()), ground.measures, run.shelf.current.store.currency)
    words = Words(run, None)
    shown = words.shown(table, offers)
    if ground.asked is not None or len(ground.offers) < FEWEST:  # no table is in sight: the names are whole
        shown.names = {one.id: run.in_words(one.name) for one in offers.values()}
    said = [*_barred(run, words, ground.asked, other), _compared(run, words, shown, table, (ahead, other), ground)]
    _note(run, table, ahead, other)
    return " ".join(one for one in said if one)


def _barred(run: Run, words: Words, wanted: Asked | None, other: Offer) -> list[str]:
    """Return what kept it from being proposed at all."""
    sms = is_short(run)
    if not other.is_available:
        return [words.say("why_not_gone", sms=sms, other=other.name)]
    if wanted is None:
        return []
    found = []
    lacking = [one for one in wanted.needs if one not in other.attributes or not other.attributes[one].has_it]
    if lacking:
        needs = ", ".join(words.criterion(one) for one in lacking)
        found.append(words.say("why_not_need", sms=sms, other=other.name, needs=needs))
    if wanted.budget is not None and other.price is not None and other.price > wanted.budget:
        price, budget = money(run, other.price, other.currency), money(run, wanted.budget, wanted.currency)
        found.append(words.say("why_not_budget", sms=sms, other=other.name, price=price, budget=budget))
    return found


def _compared(run: Run, words: Words, shown: Shown, table: Table, both: tuple[Offer, Offer], ground: Ground) -> str:
    """Return what speaks for each; the whole score where a comparison has shown it."""
    ahead, other = both
    sms = is_short(run)
    its = shown.leads(table.strengths(other.id, ahead.id)[:SAID], other.id, ahead.id) or None
    if ahead.id == other.id:
        second = next((one.offer for one in table.standings if one.offer != other.id), other.id)
        its = shown.leads(table.strengths(other.id, second)[:SAID], other.id, second) or None
        return words.say("why_not_ahead", sms=sms, other=shown.names[other.id], weaknesses=its)
    ours = shown.leads(table.strengths(ahead.id, other.id)[:SAID], ahead.id, other.id) or None
    scores = {one.offer: round(one.score * 100) for one in table.standings}
    is_scored = ground.asked is None and other.id in ground.offers and len(ground.offers) <= MOST
    return words.say(
        "why_not",
        sms=sms,
        best=shown.names[ahead.id],
        other=shown.names[other.id],
        weaknesses=its,
        strengths=ours,
        score=scores[ahead.id] if is_scored else None,
        than=scores[other.id] if is_scored else None,
    )


def _note(run: Run, table: Table, ahead: Offer, other: Offer) -> None:
    told: Sequence[str] = (ahead.id, other.id)
    cells: dict[str, Value] = {
        f"{cell.offer}.{row.measure.criterion}": cell.source
        for row in table.rows
        for cell in row.cells
        if cell.offer in told
    }
    scores: dict[str, Value] = {one.offer: one.score for one in table.standings}
    run.decide(
        "understood",
        "why_not_told",
        "offers",
        named={"offer": ahead.name, "other": other.name},
        offer=ahead.id,
        other=other.id,
        cells=cells,
        scores=scores,
    )

"""`recommend`: the verb that proposes one offer, or a complement of what was bought, with the reason.

It is met several times for one recommendation: when it begins, and with each answer (`run.taken`): it is taken, another
one, a cheaper one, none. What is proposed stays with the customer as `customer.recommended`, with why and with the
offers next to it, so that a comparison or an order goes on from it.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine.contact.permission import permission
from bot.engine.offers.comparison_words import Words, in_each_language
from bot.engine.offers.recommendation_words import AdviceWords, amount_of
from bot.engine.offers.recommendations import (
    COMPLEMENTED,
    RECOMMENDED,
    REFUSED,
    State,
    advice_of,
    deadline,
    purchase,
    remember,
    state_of,
    with_state,
)
from bot.engine.offers.recommended import ANOTHER, CHEAPER, NO_THANKS, OWN, TAKE, as_question
from bot.engine.offers.shown import as_newest, chosen_lately, gone_wording, is_gone, last_shown, name_of, note_chosen
from bot.engine.questions import put
from bot.engine.renewal.purchases import remember_proposed
from bot.engine.run import Run
from bot.engine.slots import write, write_fact
from bot.engine.speaking import situation_wording, speak
from bot.engine.steps.outcome import Breaks, Onward, Silenced, StepResult
from bot.model.conversation import Conversation
from bot.model.message import Value
from bot.playbook.compiled import Recommend, Wording
from bot.rules.contact.contact_policy import Allowed
from bot.rules.offers.comparison import PRICE
from bot.rules.offers.recommendation import Advice, Bound


def recommend(run: Run, conversation: Conversation, step: Recommend) -> StepResult:
    taken, run.taken = run.taken, None
    state = state_of(conversation, step)
    if taken is not None and taken[0] == step.id and state is not None and state.offer:
        conversation, state = as_shown(run, conversation, step, state)
        return answered(run, conversation, step, state, str(taken[1]))
    if run.correcting and state is not None:  # another need: what was passed over may be the one now
        return propose(run, conversation, step, replace(state, offer="", passed=()))
    passed = state.passed if state is not None else ()  # a flow that comes back here does not begin at the same offer
    return propose(run, conversation, step, State(step.id, passed=passed))


def as_shown(run: Run, conversation: Conversation, step: Recommend, state: State) -> tuple[Conversation, State]:
    """Return both as the card has it that was shown last: put again, it shows the next one where one has gone."""
    shown = last_shown(run, conversation, step.id)
    offer, _ = shown.offers.get(TAKE, ("", "")) if shown is not None else ("", "")
    if not offer or offer == state.offer:
        return conversation, state
    return put_on_the_table(run, conversation, step, replace(state, offer=offer, passed=(*state.passed, state.offer)))


def put_on_the_table(run: Run, conversation: Conversation, step: Recommend, state: State) -> tuple[Conversation, State]:
    """Make an offer the one that is spoken of, where it would do."""
    made = advice_of(run, conversation, step, state)
    if made is not None and made.offer.id == state.offer:
        conversation = _remember(run, conversation, step, made)
    return with_state(conversation, state), state


def propose(run: Run, conversation: Conversation, step: Recommend, state: State, *, gone: str = "") -> StepResult:
    """Propose what there is, or take the branch for nothing. `gone` is what they wanted and cannot have."""
    verdict = permission(run, conversation)
    if not isinstance(verdict, Allowed):
        return Silenced(verdict)
    made = advice_of(run, conversation, step, state)
    if made is None:
        run.decide("understood", "nothing_to_recommend", str(step.place), conversation=conversation)
        said = gone_wording(run, gone, is_something_left=False) if gone else None
        if said is not None:
            speak(run, conversation, said, rule="repair/offer_gone_alone")
        return Onward(conversation, step.nothing or step.none or step.next)
    state = replace(state, offer=made.offer.id)
    conversation = _remember(run, with_state(conversation, state), step, made)
    return _put(run, conversation, step, gone_wording(run, gone, is_something_left=True) if gone else None)


def _put(run: Run, conversation: Conversation, step: Recommend, before: Wording | None = None) -> StepResult:
    question = as_question(run, conversation, step)
    if question is None:
        return Breaks(conversation, "nothing is left to recommend")
    return put(run, conversation, question, question.wording, before=(before,) if before is not None else ())


def _remember(run: Run, conversation: Conversation, step: Recommend, made: Advice) -> Conversation:
    """Keep what is proposed and why, with the customer and in the ledger; texts that follow speak of it as `offer`."""
    offer = made.offer
    words = AdviceWords(run, conversation, made, by=deadline(run, conversation, step))
    why, whys = words.why, in_each_language(run, lambda: words.why)
    kept: dict[str, Value] = {
        "id": offer.id,
        "name": offer.name,
        "why": why,
        "offers": [offer.id, *made.beside],
        "at": run.at.date().isoformat(),
    }
    price = amount_of(offer)
    write_fact(run, RECOMMENDED, kept if price is None else {**kept, "price": price})
    remember_proposed(run, offer.id)
    if step.advised.offers is None:
        remember(run, COMPLEMENTED, purchase(run, conversation, step))
    run.decide(
        "understood",
        "recommended",
        str(step.place),
        conversation=conversation,
        named={"offer": offer.name, "why": whys[run.shelf.current.store.languages[0]]},
        offer=offer.id,
        why=why,
        whys={**whys},
        reasons=[f"{one.kind} {one.criterion}".strip() for one in made.reasons],
        cells=[source for one in made.reasons for source in one.sources],
        scores=dict(made.scores),
    )
    return replace(conversation, context={**conversation.context, "offer": {"id": offer.id}})


# answers


def answered(run: Run, conversation: Conversation, step: Recommend, state: State, answer: str) -> StepResult:
    """Go on with an answer: one of the verb's own, or a choice of the author's."""
    match answer:
        case _ if answer.startswith(OWN):
            target = next((one.target for one in step.options if one.key == answer), None)
            return Onward(conversation, target or step.next)
        case _ if answer == ANOTHER:
            return another(run, conversation, step, state)
        case _ if answer == CHEAPER:
            return better(run, conversation, step, state, cheaper_than(run, state))
        case _ if answer == NO_THANKS:
            return refuse(run, conversation, step, state)
        case _ if answer == TAKE:
            return take(run, conversation, step, state)
    return Breaks(conversation, f"{answer!r} answers no recommendation")


def take(run: Run, conversation: Conversation, step: Recommend, state: State) -> StepResult:
    """It is taken; one that has sold out meanwhile is said to have gone, and makes room for the next."""
    rule, named = str(step.place), {"offer": name_of(run, state.offer)}
    if is_gone(run, state.offer):
        run.decide("understood", "chosen_has_gone", rule, conversation=conversation, named=named)
        following = replace(state, passed=(*state.passed, state.offer), offer="")
        return propose(run, conversation, step, following, gone=state.offer)
    if step.save is not None:
        conversation = write(run, conversation, step.save, state.offer)
    note_chosen(run, conversation, (*_goes_with(run, conversation, step), state.offer))
    run.decide("understood", "recommendation_taken", rule, conversation=conversation, named=named, offer=state.offer)
    return Onward(conversation, step.taken or step.next)


def _goes_with(run: Run, conversation: Conversation, step: Recommend) -> tuple[str, ...]:
    """Return what a complement is ordered together with, where that was chosen in this conversation."""
    before = chosen_lately(run) if step.advised.offers is None else None
    return tuple(id_ for id_, _ in before.offers.values()) if before and before.conversation == conversation.id else ()


def refuse(run: Run, conversation: Conversation, step: Recommend, state: State) -> StepResult:
    """None of them: what was proposed is not proposed again."""
    _turn_down(run, conversation, step, state)
    before = chosen_lately(run) if step.advised.offers is None else None
    if before is not None:
        as_newest(run, before)  # without the complement
    return Onward(conversation, step.none or step.next)


def _turn_down(run: Run, conversation: Conversation, step: Recommend, state: State) -> None:
    offer = run.offers.get(state.offer)
    rule, named = str(step.place), {"offer": offer.name if offer is not None else state.offer}
    run.decide("understood", "recommendation_refused", rule, conversation=conversation, named=named, offer=state.offer)
    remember(run, REFUSED, state.offer)


def another(run: Run, conversation: Conversation, step: Recommend, state: State) -> StepResult:
    """The next one; the one on the table is not proposed again. Where there is no other, it stays."""
    following = replace(state, passed=(*state.passed, state.offer), offer="")
    if advice_of(run, conversation, step, following) is None:
        return _put(run, conversation, step, situation_wording(run, "advice_nothing_else", conversation))
    _turn_down(run, conversation, step, state)
    return propose(run, conversation, step, following)


def better(
    run: Run, conversation: Conversation, step: Recommend, state: State, bound: Bound | None, on: str = PRICE
) -> StepResult:
    """The next one that is better than this bound: cheaper, quieter. Where there is none, that is said."""
    situation = "advice_nothing_cheaper" if on == PRICE else "advice_nothing_better"
    if bound is None:
        return _put(run, conversation, step, situation_wording(run, situation, conversation))
    others = tuple(one for one in state.bounds if one.criterion != bound.criterion)
    following = replace(state, passed=(*state.passed, state.offer), offer="", bounds=(*others, bound))
    if advice_of(run, conversation, step, following) is None:
        return _put(run, conversation, step, situation_wording(run, situation, conversation))
    offer = run.offers.get(state.offer)
    named = {"offer": offer.name if offer is not None else state.offer, "wish": Words(run, conversation).criterion(on)}
    rule, told = str(step.place), f"{bound.better} than {bound.than:g}"
    run.decide("repaired", "recommendation_changed", rule, conversation=conversation, named=named, wish=on, than=told)
    return propose(run, conversation, step, following)


def cheaper_than(run: Run, state: State) -> Bound | None:
    """Return the bound that "cheaper" sets; None where the offer on the table has no price."""
    offer = run.offers.get(state.offer)
    return Bound(PRICE, float(offer.price), "lower") if offer is not None and offer.price is not None else None

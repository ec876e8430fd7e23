"""`compare`: the verb that puts offers side by side.

It is met several times for one comparison: when it begins, and with each answer (`run.taken`): what matters, other
criteria, none of them, an offer. Once an offer is kept, what was compared, on what, and why, stays with the customer as
`customer.last_comparison`, for whoever looks after them later.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine.contact.permission import permission
from bot.engine.offers.comparison_words import Words, in_each_language
from bot.engine.offers.comparisons import (
    ALL_ALIKE,
    NONE_OF_THEM,
    OTHER_CRITERIA,
    State,
    as_question,
    begun,
    state_of,
    table_of,
    wants_the_table,
    weighed,
    with_state,
)
from bot.engine.offers.shown import gone_wording, is_gone, name_of, note_chosen
from bot.engine.questions import put
from bot.engine.run import Run
from bot.engine.slots import write, write_fact
from bot.engine.speaking import speak
from bot.engine.steps.outcome import Breaks, Onward, Silenced, StepResult
from bot.model.conversation import Conversation
from bot.model.message import Value
from bot.playbook.compiled import Compare, Wording
from bot.playbook.offer_facts import plain_amount
from bot.rules.contact.contact_policy import Allowed
from bot.rules.offers.comparison import FEWEST, Table


def compare(run: Run, conversation: Conversation, step: Compare) -> StepResult:
    taken, run.taken = run.taken, None
    state = state_of(conversation, step)
    if taken is not None and taken[0] == step.id and state is not None:
        return go_on(run, conversation, step, state, str(taken[1]))
    state = begun(run, conversation, step)
    if state is None:
        run.decide("understood", "too_few_to_compare", str(step.place), conversation=conversation)
        return Onward(conversation, step.too_few or step.none or step.next)
    if not state.weights and wants_the_table(run, conversation, step):
        state = replace(state, weights=weighed(step, ()))
    return show(run, conversation, step, replace(state, asks="table" if state.weights else "criteria"))


def show(
    run: Run, conversation: Conversation, step: Compare, state: State, before: tuple[Wording, ...] = ()
) -> StepResult:
    """Put the question of a comparison: the table, or what matters; `before` it these words."""
    verdict = permission(run, conversation)
    if not isinstance(verdict, Allowed):
        return Silenced(verdict)
    conversation = with_state(conversation, state)
    made = table_of(run, state) if state.asks == "table" else None
    if made is not None:
        _note(run, conversation, step, state, made[0])
    question = as_question(run, conversation, step, drawn=True)
    if question is None:
        return Breaks(conversation, "nothing is left to compare")
    return put(run, conversation, question, question.wording, before=before)


def _note(run: Run, conversation: Conversation, step: Compare, state: State, table: Table) -> None:
    """Write in the ledger what was compared, on which criteria, with which scores, from which cells."""
    offers, criteria = [one.offer for one in table.standings], [row.measure.criterion for row in table.rows]
    run.decide(
        "understood",
        "compared",
        str(step.place),
        conversation=conversation,
        named=Words(run, conversation).named(offers, criteria),
        offers=list(offers),
        criteria=list(criteria),
        scores={one.offer: one.score for one in table.standings},
        weights=dict(state.weights),
        cells={f"{cell.offer}.{row.measure.criterion}": cell.source for row in table.rows for cell in row.cells},
    )


def go_on(run: Run, conversation: Conversation, step: Compare, state: State, answer: str) -> StepResult:
    """Go on with an answer to a comparison: of now, or by a button of earlier."""
    if answer == OTHER_CRITERIA:
        return show(run, conversation, step, replace(state, asks="criteria"))
    if answer == NONE_OF_THEM:
        return Onward(conversation, step.none or step.next)
    if answer in state.offers:
        if is_gone(run, answer):
            return _without(run, conversation, step, state, answer)
        return keep(run, conversation, step, state, answer)
    named = () if answer == ALL_ALIKE else (answer,)
    write_fact(run, "matters", list(named))
    return show(run, conversation, step, replace(state, asks="table", weights=weighed(step, named)))


def _without(run: Run, conversation: Conversation, step: Compare, state: State, gone: str) -> StepResult:
    """Say that an offer has gone, and compare what is left; too few to compare take their branch."""
    left = tuple(one for one in state.offers if not is_gone(run, one))
    run.decide(
        "understood", "chosen_has_gone", str(step.place), conversation=conversation, named={"offer": name_of(run, gone)}
    )
    if len(left) < FEWEST:
        said = gone_wording(run, gone, is_something_left=False)
        if said is not None:
            speak(run, conversation, said, rule="repair/offer_gone_alone")
        return Onward(conversation, step.too_few or step.none or step.next)
    said = gone_wording(run, gone, is_something_left=True)
    weights = state.weights or weighed(step, ())
    remaining = replace(state, offers=left, weights=weights, asks="table")
    return show(run, conversation, step, remaining, (said,) if said is not None else ())


def keep(run: Run, conversation: Conversation, step: Compare, state: State, chosen: str) -> StepResult:
    """Keep which offer was chosen and why; texts that follow speak of it as `offer`."""
    made = table_of(run, state if state.weights else replace(state, weights=weighed(step, ())))
    offer = run.offers.get(chosen)
    if made is None or offer is None:
        return Breaks(conversation, f"the offer {chosen!r} is no more")
    table, offers = made
    why = Words(run, conversation).shown(table, offers).why
    whys = in_each_language(run, lambda: Words(run, conversation).shown(table, offers).why)
    kept: dict[str, Value] = {
        "offers": [one.offer for one in table.standings],
        "criteria": [row.measure.criterion for row in table.rows],
        "chosen": offer.id,
        "name": offer.name,
        "why": why,
        "at": run.at.date().isoformat(),
    }
    price = plain_amount(offer.price)
    write_fact(run, "last_comparison", kept if price is None else {**kept, "price": price})
    note_chosen(run, conversation, (offer.id,))
    if step.save is not None:
        conversation = write(run, conversation, step.save, offer.id)
    conversation = replace(conversation, context={**conversation.context, "offer": {"id": offer.id}})
    run.decide(
        "understood",
        "compared_and_kept",
        str(step.place),
        conversation=conversation,
        named={"offer": offer.name, "why": whys[run.shelf.current.store.languages[0]]},
        offer=offer.id,
        why=why,
        whys={**whys},
    )
    return Onward(conversation, step.chosen or step.next)

"""Words that change a comparison while it stands: what matters more or less, offers to leave out or to take in.

The ranking follows at once: the same table is made again with other weights or other offers, and the question is put
again under it. Words that are plainly such are met before they could be read as a choice ("enlève la Brio" keeps
nothing); an offer that only the search knows needs the message to have been read.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import asdict, replace

from bot.engine.listening.heard import Heard
from bot.engine.offers.comparison_words import Words
from bot.engine.offers.comparisons import (
    CHANGED,
    NONE_OF_THEM,
    State,
    offers_meant,
    reweighed,
    state_of,
    table_of,
    weighed,
)
from bot.engine.phrases import ready
from bot.engine.questions import take_up
from bot.engine.resuming import put_again, step_of
from bot.engine.run import Run
from bot.engine.slots import write_fact
from bot.engine.steps.comparing import go_on, show
from bot.engine.walking import follow
from bot.model.conversation import Conversation
from bot.model.message import Value
from bot.playbook.compiled import Compare
from bot.rules.offers.comparison import FEWEST, MOST, PRICE
from bot.understanding.replies.free_text import is_asking
from bot.understanding.shopping.comparison_words import (
    Amendment,
    CriteriaWords,
    asks_our_pick,
    asks_who_is_most,
    criteria_named,
    criteria_words,
    offers_named,
    read_amendment,
    refuses_all,
)
from bot.understanding.shopping.picking_words import asks_to_compare
from bot.understanding.shopping.superlatives import read_superlative

SURELY: Final = 0.7  # of an answer of the store's, to a question under a table


def changes_comparison(run: Run, heard: Heard) -> bool:
    """It changes what is compared, or on what."""
    conversation = heard.conversation
    if conversation is None or conversation.waiting is None or heard.event.pressed is not None or not heard.text:
        return False
    step = step_of(run, conversation)
    state = state_of(conversation, step) if isinstance(step, Compare) else None
    if not isinstance(step, Compare) or state is None or not state.asks:
        return False
    words = criteria_words(_comparable(run, step, state), run.shelf.current.criteria)
    superlative = read_superlative(heard.text)
    if superlative is not None and (state.asks == "table" or superlative.takes):  # "la moins chère" chooses
        return False
    if _compares_others(run, heard, conversation, step, state) or _wants_none(run, heard, conversation, step, state):
        return True
    if state.asks != "criteria" and asks_our_pick(heard.text):
        return _tells_our_pick(run, conversation, step, state)
    if state.asks == "criteria" and _names_criteria(run, heard, conversation, step, state, words):
        return True
    others = _others(run, heard, conversation, step, state)
    shown = run.names_of(run.offers.all_of(state.offers))
    wanted = read_amendment(heard.text, words, shown, others, asks=is_asking(heard.text))
    if state.asks == "criteria" and (wanted is None or not (wanted.added or wanted.dropped)):
        return False
    return wanted is not None and _amend(run, conversation, step, state, wanted)


def _comparable(run: Run, step: Compare, state: State) -> tuple[str, ...]:
    """Return what the customer may want compared: the step's criteria, and what else the catalogue says of these."""
    offers = run.offers.all_of(state.offers)
    told = (one.id for one in run.shelf.current.criteria if sum(one.id in each.attributes for each in offers) >= FEWEST)
    return tuple(dict.fromkeys((*step.criteria, *told)))


def _compares_others(run: Run, heard: Heard, conversation: Conversation, step: Compare, state: State) -> bool:
    """ "Comparez la Brio Mini et l'Aroma 2": these, and no others, on what counted so far."""
    if not asks_to_compare(heard.text):
        return False
    shown = run.names_of(run.offers.all_of(state.offers))
    named = offers_named(heard.text, {**shown, **_others(run, heard, conversation, step, state)})
    if not FEWEST <= len(named) <= MOST or len({one.category for one in run.offers.all_of(named)}) > 1:
        return False
    weights = state.weights or weighed(step, ())
    _show(run, conversation, step, replace(state, offers=named, weights=weights, asks="table"))
    return True


def _wants_none(run: Run, heard: Heard, conversation: Conversation, step: Compare, state: State) -> bool:
    if not refuses_all(heard.text):
        return False
    follow(run, go_on(run, take_up(run, conversation), step, state, NONE_OF_THEM))
    return True


def _tells_our_pick(run: Run, conversation: Conversation, step: Compare, state: State) -> bool:
    made = table_of(run, state)
    if made is None:
        return False
    table, offers = made
    shown = Words(run, conversation).shown(table, offers)
    said = ready(shown.pick(sms=False), shown.pick(sms=True))
    run.decide("understood", "answered", str(step.place), conversation=conversation, value=table.best, asked="choice")
    return put_again(run, situation="comparison_pick", wording=said)


def asks_what_is_not_told(run: Run, heard: Heard) -> bool:
    """Under a table they ask which is the most of what the catalogue does not say: so it is told, and what it says."""
    conversation = heard.conversation
    if conversation is None or heard.event.pressed is not None or not asks_who_is_most(heard.text):
        return False
    step = step_of(run, conversation)
    state = state_of(conversation, step) if isinstance(step, Compare) else None
    every = run.shelf.current.criteria
    if state is None or not isinstance(step, Compare) or state.asks != "table":
        return False
    if criteria_named(heard.text, criteria_words((PRICE, *(one.id for one in every)), every)) or _has_an_answer(heard):
        return False
    words = Words(run, conversation)
    told = ", ".join(words.criterion(name) for name in step.criteria)
    run.decide("understood", "answered", str(step.place), conversation=conversation, value="", asked="choice")
    run.change(not_understood=0, offered=())
    said = ready(words.say("comparison_not_told", named=told), words.say("comparison_not_told", sms=True, named=told))
    return put_again(run, situation="comparison_not_told", wording=said)


def _has_an_answer(heard: Heard) -> bool:
    """A likeness of the words alone ("lequel est le plus …") is of something else."""
    reading = heard.event.reading
    best = reading.candidates[0] if reading is not None and reading.candidates else None
    return best is None or best.score >= SURELY


def _names_criteria(
    run: Run, heard: Heard, conversation: Conversation, step: Compare, state: State, words: CriteriaWords
) -> bool:
    """Asked what matters, they name one or several criteria in their own words, or what does not: "le prix, c'est pas
    grave, c'est surtout le cappuccino"."""
    named = criteria_named(heard.text, words)
    if not named or is_asking(heard.text):
        return False
    wanted = read_amendment(heard.text, words, {}, {}, asks=False) or Amendment()
    matters = [one for one in named if one not in (*wanted.ignored, *wanted.less)]
    left_out = dict.fromkeys((*wanted.ignored, *wanted.less), 0.0)
    weights = weighed(step, matters) | {one: left_out[one] for one in left_out if matters or len(step.criteria) > 1}
    write_fact(run, "matters", list(matters))
    _show(run, conversation, step, replace(state, asks="table", weights=weights))
    return True


def _others(run: Run, heard: Heard, conversation: Conversation, step: Compare, state: State) -> dict[str, str]:
    """Return the names of the offers that could be taken in: the step's own, the playbook's, what the words found."""
    reading = heard.event.reading
    found = run.offers.all_of(one.id for one in reading.offers) if reading is not None else ()
    offers = (*offers_meant(run, conversation, step.offers), *run.offers.own(), *found)
    return run.names_of(one for one in offers if one.is_available and one.id not in state.offers)


def _amend(run: Run, conversation: Conversation, step: Compare, state: State, wanted: Amendment) -> bool:
    if wanted == Amendment(there=wanted.there):
        return put_again(run, situation="comparison_there")
    left = tuple(one for one in state.offers if one not in wanted.dropped)
    offers = tuple(dict.fromkeys((*left, *wanted.added)))
    if len(offers) < FEWEST:
        return put_again(run, situation="comparison_two_at_least")
    if len(offers) > MOST:
        return put_again(run, situation="comparison_four_at_most")
    before = weighed(step, ()) if wanted.only else state.weights
    weights = reweighed(step, before, _factors(wanted))
    if not any(weights.values()):
        weights = state.weights
    matters = [name for name, weight in weights.items() if weight > 1]
    write_fact(run, "matters", list(matters))
    named = Words(run, conversation).named(offers, [name for name, weight in weights.items() if weight > 0])
    changed: dict[str, Value] = {
        name: list(value) for name, value in asdict(wanted).items() if value and name not in ("there", "only")
    }
    rule = str(step.place)
    run.decide("repaired", "recompared", rule, conversation=conversation, named=named, change=changed)
    _show(run, conversation, step, replace(state, offers=offers, weights=weights, asks="table"))
    return True


def _factors(wanted: Amendment) -> dict[str, float]:
    return {
        **dict.fromkeys(wanted.more, CHANGED),
        **dict.fromkeys(wanted.less, 1 / CHANGED),
        **dict.fromkeys(wanted.ignored, 0.0),
    }


def _show(run: Run, conversation: Conversation, step: Compare, state: State) -> None:
    conversation = take_up(run, conversation)
    follow(run, show(run, conversation, step, state))

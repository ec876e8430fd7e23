"""Words that answer an offer on the table: "autre chose", "moins cher", "plus silencieuse", "300 € maximum", or the
name of one that was proposed before.

They are met before they could be read as a choice or as another wish; what is proposed follows at once, by the same
rules, with what was said.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine.listening.heard import Heard
from bot.engine.offers.recommendations import State, state_of
from bot.engine.questions import take_up
from bot.engine.resuming import step_of
from bot.engine.run import Run
from bot.engine.steps.outcome import StepResult
from bot.engine.steps.recommending import another, as_shown, better, cheaper_than, propose, refuse, take
from bot.engine.walking import follow
from bot.model.conversation import Conversation
from bot.playbook.compiled import Recommend
from bot.rules.offers.recommendation import Bound, number_of
from bot.understanding.replies.free_text import is_asking
from bot.understanding.replies.outcome import Understood
from bot.understanding.shopping.comparison_words import criteria_words, offers_named
from bot.understanding.shopping.recommendation_words import Answer, read_answer
from bot.understanding.values.money import names_money, read_money


def answers_recommendation(run: Run, heard: Heard) -> bool:
    """It says what they would rather have than the offer on the table, or whether they take it."""
    conversation = heard.conversation
    if conversation is None or conversation.waiting is None or heard.event.pressed is not None or not heard.text:
        return False
    step = step_of(run, conversation)
    state = state_of(conversation, step) if isinstance(step, Recommend) else None
    if not isinstance(step, Recommend) or state is None or not state.offer or heard.text.isdecimal():
        return False
    answer = _read(run, heard, step)
    if answer is not None:
        return _go_on(run, conversation, step, state, answer)
    named = _named_before(run, heard, state)
    if named is not None:
        return _follow(run, conversation, step, replace(state, offer=named, passed=(), bounds=()))
    budget = _budget(run, heard, step)
    if budget is not None:
        return _follow(run, conversation, step, replace(state, offer="", bounds=(), budget=budget))
    return False


def _read(run: Run, heard: Heard, step: Recommend) -> Answer | None:
    names = [one.name for one in (*step.advised.criteria, *step.advised.needs)]
    every = run.shelf.current.criteria
    names += [one.id for one in every if one.id not in names]  # "plus grand" may be about what the author did not list
    known = sorted((one for one in every if one.id in names), key=lambda one: names.index(one.id))
    answer = read_answer(heard.text, criteria_words(tuple(dict.fromkeys(names)), every), known)
    is_mild = answer is not None and answer.move in ("another", "cheaper", "better")
    if answer is None and step.advised.offers is None and heard.wish is not None and heard.wish.kind == "later":
        return Answer("none")  # a complement is proposed once: it does not come back another day by itself
    return None if answer is None or (is_asking(heard.text) and not is_mild) else answer


def _go_on(run: Run, conversation: Conversation, step: Recommend, state: State, answer: Answer) -> bool:
    if answer.move in ("another", "cheaper", "better") and step.advised.offers is None:
        answer = Answer("none")  # a complement is proposed once, and no other in its place
    conversation = take_up(run, conversation)
    conversation, state = as_shown(run, conversation, step, state)
    follow(run, _answered(run, conversation, step, state, answer))
    return True


def _answered(run: Run, conversation: Conversation, step: Recommend, state: State, answer: Answer) -> StepResult:
    match answer.move:
        case "take":
            return take(run, conversation, step, state)
        case "none":
            return refuse(run, conversation, step, state)
        case "another":
            return another(run, conversation, step, state)
        case "cheaper":
            return better(run, conversation, step, state, cheaper_than(run, state))
        case "better":
            return better(run, conversation, step, state, _better_than(run, state, answer), answer.criterion)


def _better_than(run: Run, state: State, answer: Answer) -> Bound | None:
    offer = run.offers.get(state.offer)
    number = number_of(offer, answer.criterion) if offer is not None else None
    return Bound(answer.criterion, number, answer.direction) if number is not None else None


def _named_before(run: Run, heard: Heard, state: State) -> str | None:
    """Return the one offer that was passed over and that they name now."""
    names = run.names_of(run.offers.all_of((*state.passed, state.offer)))
    named = offers_named(heard.text, names) if not is_asking(heard.text) else ()
    return named[0] if len(named) == 1 and named[0] in state.passed else None


def _budget(run: Run, heard: Heard, step: Recommend) -> float | None:
    """Return another budget that they name, in the store's currency."""
    if step.advised.offers is None or not names_money(heard.text):
        return None
    amount = read_money(heard.text, run.language, run.shelf.current.store.currency)
    if not isinstance(amount, Understood) or not isinstance(amount.value, int | float) or amount.value <= 0:
        return None
    return float(amount.value)


def _follow(run: Run, conversation: Conversation, step: Recommend, state: State) -> bool:
    conversation = take_up(run, conversation)
    follow(run, propose(run, conversation, step, state))
    return True

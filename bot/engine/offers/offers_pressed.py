"""A button of a comparison, a recommendation or a search that is not on the table any more: it means the offer that it
named.

While its conversation is still there, the offer is chosen as if it were shown now; of one that is over, what is known
of the offer is told, at the price of now. An offer that has gone is said to have gone, with what is left of those that
were shown with it.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine.listening.corrections import take_back
from bot.engine.listening.meanings import act_on
from bot.engine.listening.offering import extras_for
from bot.engine.offers.comparisons import state_of as compared
from bot.engine.offers.comparisons import with_state
from bot.engine.offers.product_answers import tell_of_an_offer
from bot.engine.offers.recommendations import REFUSED, forget
from bot.engine.offers.recommendations import state_of as recommended
from bot.engine.offers.recommended import TAKE
from bot.engine.offers.shown import as_newest, gone_wording, is_gone, name_of, shown_under
from bot.engine.questions import take_up
from bot.engine.resuming import put_again, step_of
from bot.engine.run import Run
from bot.engine.speaking import PLAIN, speak
from bot.engine.steps.comparing import go_on
from bot.engine.steps.recommending import put_on_the_table, take
from bot.engine.walking import follow
from bot.model.conversation import Answered, Conversation
from bot.model.customer import Shown
from bot.model.message import Candidate, Pressed
from bot.playbook.compiled import Compare, Recommend
from bot.rules.offers.comparison import MOST
from bot.understanding.replies.outcome import Understood


def presses_an_offer(run: Run, pressed: Pressed) -> bool:
    """It is a button of offers that were shown earlier, and means something still."""
    shown = shown_under(run, pressed.prompt)
    if shown is None or not 0 <= pressed.index < len(shown.keys):
        return False
    key = shown.keys[pressed.index]
    offer, _ = shown.offers.get(key, ("", ""))
    if key.startswith("flow:"):  # to compare what a search has found
        as_newest(run, shown)
        run.held = tuple(one for one in shown.keys if one in shown.offers)
        return act_on(run, Candidate("flow", key.removeprefix("flow:"), 1.0))
    if offer:
        as_newest(run, shown)
        run.decide("understood", "old_offer_pressed", "button", named={"offer": name_of(run, offer)}, offer=offer)
    conversation = run.top
    if conversation is not None and conversation.id == shown.conversation:
        step = step_of(run, replace(conversation, step=shown.step))
        if isinstance(step, Compare) and _compares(run, conversation, step, key, offer, pressed):
            return True
        if isinstance(step, Recommend) and offer and _takes(run, conversation, step, offer, pressed):
            return True
    return bool(offer) and _tells(run, shown, offer)


def _compares(run: Run, conversation: Conversation, step: Compare, key: str, offer: str, pressed: Pressed) -> bool:
    """Answer the comparison with what the button says, of the offers that stand now and the one that it names."""
    state = compared(conversation, step)
    if state is None:
        return False
    if offer and offer not in state.offers:
        state = replace(state, offers=(*state.offers[: MOST - 1], offer))
        conversation = with_state(conversation, state)
    if offer and not state.weights:
        return False
    if _stands_at(conversation, step.id):
        follow(run, go_on(run, take_up(run, conversation), step, state, key))
        return True
    return _takes_back(run, conversation, step.id, key, pressed)


def _takes(run: Run, conversation: Conversation, step: Recommend, offer: str, pressed: Pressed) -> bool:
    """Take the offer that the card showed, whatever was proposed after it."""
    state = recommended(conversation, step)
    if state is None:
        return False
    if not is_gone(run, offer):
        forget(run, REFUSED, offer)
        state = replace(state, offer=offer, passed=tuple(one for one in state.passed if one != offer), bounds=())
        conversation, state = put_on_the_table(run, conversation, step, state)
    elif offer != state.offer:
        return False
    if _stands_at(conversation, step.id):
        follow(run, take(run, take_up(run, conversation), step, state))
        return True
    return _takes_back(run, conversation, step.id, TAKE, pressed)


def _stands_at(conversation: Conversation, step: str) -> bool:
    return conversation.step == step and conversation.waiting is not None and conversation.waiting.kind == "reply"


def _takes_back(run: Run, conversation: Conversation, step: str, key: str, pressed: Pressed) -> bool:
    """Put it in the place of what was answered there."""
    answered = _answer_of(conversation, step, pressed.prompt)
    if answered is None:
        return False
    take_back(run, conversation, answered, Understood(key, 1.0, pressed.index))
    return True


def _answer_of(conversation: Conversation, step: str, prompt: str) -> Answered | None:
    own = [one for one in reversed(conversation.answered) if one.step == step]
    return next((one for one in own if one.prompt == prompt), own[0] if own else None)


def _tells(run: Run, shown: Shown, offer: str) -> bool:
    """Its conversation is over or has gone elsewhere: tell what is known of the offer."""
    if not is_gone(run, offer):
        return tell_of_an_offer(run, offer)
    named = [shown.offers[key][0] for key in shown.keys if key in shown.offers]
    left = tuple(f"offer:{id_}" for id_ in named if not is_gone(run, id_))
    said = gone_wording(run, offer, is_something_left=bool(left))
    if said is None:
        return False
    asks_something = run.top is not None and run.top.waiting is not None and run.top.waiting.kind == "reply"
    extras = extras_for(run, left) if left and not asks_something else PLAIN
    speak(run, None, said, rule="repair/offer_gone", extras=extras)
    put_again(run, situation="resumed")
    return True

"""What is asked of the choice there is while a conversation still asks what is needed, before it proposes anything:
"anything cheaper?" is told where prices begin, "vous avez quoi d'autre ?" that there are no other choices.
"""

from __future__ import annotations

from bot.engine.listening.heard import Heard
from bot.engine.listening.kept_ahead import said_to
from bot.engine.offers.offer_answers import tell
from bot.engine.offers.refining import says_no_more
from bot.engine.offers.superlatives import advised_here, extreme_of
from bot.engine.phrases import phrase
from bot.engine.questions import take, take_up
from bot.engine.resuming import put_again, step_of
from bot.engine.run import Run
from bot.engine.walking import follow
from bot.model.conversation import Conversation
from bot.playbook.compiled import Ask, Compare
from bot.playbook.offer_facts import facts_of
from bot.rules.offers.comparison import PRICE
from bot.understanding.replies.outcome import Understood
from bot.understanding.shopping.comparison_words import criteria_words
from bot.understanding.shopping.recommendation_words import asks_for_another, read_answer
from bot.understanding.spelling import written_out


def wants_others_midway(run: Run, heard: Heard) -> bool:
    """Asked what they need, they would know what is cheaper, or what else there is."""
    step, conversation = heard.step, heard.conversation
    if not isinstance(step, Ask) or conversation is None or not heard.text or heard.event.pressed is not None:
        return False
    if _takes_another_idea(run, heard, conversation, step):
        return True
    if not _asks_a_need(run, conversation, step):
        return False
    offers = advised_here(run)
    words = criteria_words((PRICE,), ())
    answer = read_answer(heard.text, words, ())
    if answer is None or not says_no_more(run, heard.text, offers, words):
        return False
    if answer.move == "another" and step.as_ == "choice" and step.sells is None:
        return put_again(run, situation="no_other_choice")
    first = extreme_of(offers, "cheapest") if answer.move == "cheaper" else None
    found = run.offers.get(first) if first is not None else None
    if found is None:
        return False
    run.decide("understood", "offer_told", "offers", offer=found.id)
    tell(run, phrase(run, None, "offers_from", offer=facts_of(found)))
    return True


def _takes_another_idea(run: Run, heard: Heard, conversation: Conversation, step: Ask) -> bool:
    """ "Quoi d'autre ?" asks, and takes the choice that hears it all the same."""
    if step.as_ != "choice" or step.offer is None or not asks_for_another(heard.text):
        return False
    key = said_to(run, step, written_out(heard.text))
    if key is None:
        return False
    follow(run, take(run, take_up(run, conversation), step, Understood(key)))
    return True


def _asks_a_need(run: Run, conversation: Conversation, step: Ask) -> bool:
    """The question is neither of one offer, nor of an order, nor how much it may cost."""
    if conversation.draft is not None or step.as_ == "money":
        return False
    return (step.sells is None and step.offer is None) or _compares(run, conversation)


def _compares(run: Run, conversation: Conversation) -> bool:
    return isinstance(step_of(run, conversation), Compare)

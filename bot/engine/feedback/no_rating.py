"""They have no answer to give to what is asked of a purchase: not tried yet, a gift, sent back; or it never arrived.

Asked for a score, the question takes its own way out. Of another question the choice is taken whose own label says so
("Pas encore essayée"), and of what somebody else has now nothing more is asked. What was not received is no matter of
opinion: the rating is left, and the message is met as any other.
"""

from __future__ import annotations

from bot.engine import stack
from bot.engine.follow_ups.lapsing import keep_question
from bot.engine.listening.heard import Heard
from bot.engine.questions import as_question, in_other_languages, settle, take
from bot.engine.run import Run
from bot.engine.speaking import say_situation
from bot.engine.steps.outcome import Onward
from bot.engine.walking import follow
from bot.model.conversation import Conversation
from bot.playbook.compiled import Ask, Rate
from bot.rules.order.order_values import order_names
from bot.understanding.replies.no_rating import Why, why_no_rating
from bot.understanding.replies.outcome import SURE, Understood


def has_no_rating(run: Run, heard: Heard) -> bool:
    """They say why there is no score, or no answer."""
    conversation, step = heard.conversation, heard.step
    if conversation is None or heard.event.pressed is not None or heard.exact is not None or not heard.text:
        return False
    why = why_no_rating(heard.text) if isinstance(step, Ask) else None
    if why is None:
        return False
    if isinstance(step, Rate):
        return _of_a_rating(run, heard, conversation, step, why)
    is_of_use = isinstance(step, Ask) and step.as_ == "choice" and conversation.purpose == "care"
    return is_of_use and isinstance(step, Ask) and _of_its_use(run, conversation, step, why)


def _of_a_rating(run: Run, heard: Heard, conversation: Conversation, step: Rate, why: Why) -> bool:
    if why != "not_received" and not step.has_otherwise:
        return False
    stack.lift(run, conversation)
    if why == "not_received":
        run.decide("understood", "not_received", str(step.place), conversation=conversation)
        stack.close_all(run, conversation, stack.LEFT)
        heard.is_about_nothing_asked()
        return False
    run.decide("understood", "no_rating", str(step.place), conversation=conversation)
    run.change(not_understood=0, offered=())
    keep_question(run, conversation)
    conversation = settle(run, conversation)
    follow(run, Onward(conversation, step.otherwise or step.next))
    return True


def _of_its_use(run: Run, conversation: Conversation, step: Ask, why: Why) -> bool:
    if why == "given":
        stack.lift(run, conversation)
        stack.close_all(run, conversation, stack.LEFT)
        run.decide("understood", "no_rating", str(step.place), conversation=conversation)
        _ask_no_more(run, conversation)
        say_situation(run, "not_theirs")
        return True
    untried = _choice_untried(run, conversation, step) if why == "untried" else None
    if untried is None:
        return False
    run.change(not_understood=0, offered=())
    stack.lift(run, conversation)
    follow(run, take(run, conversation, step, untried))
    return True


def _ask_no_more(run: Run, conversation: Conversation) -> None:
    """Call off what was to be asked of the same purchase later."""
    names = order_names(conversation.context.get("order"))
    waiting = tuple(one for one in run.customer.planned if names and names == one.order)
    run.drop_timers(tuple(one.timer for one in waiting))
    run.change(planned=tuple(one for one in run.customer.planned if one not in waiting))


def _choice_untried(run: Run, conversation: Conversation, step: Ask) -> Understood | None:
    """Return the only choice whose label says that it is not tried yet."""
    waiting = conversation.waiting
    question = as_question(run, step, waiting.choices if waiting is not None else ())
    for one in (question, *in_other_languages(run, step, question)):
        places = [place for place, choice in enumerate(one.choices) if why_no_rating(choice.label) == "untried"]
        if len(places) == 1:
            return Understood(one.choices[places[0]].key, SURE, places[0])
    return None

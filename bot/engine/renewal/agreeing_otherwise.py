"""Asked whether they want the same again, they say yes and something beside it, or at once how it is to be otherwise:
"oui mais deux", "la moitié", "plutôt le déca", "yes but to my door"; or they take it in words of their own.

It is the yes of the question: the order begins with what they say changed (`order.proposed_otherwise`), and is summed
up before it goes out.
"""

from __future__ import annotations

from bot.engine import stack
from bot.engine.listening.heard import Heard
from bot.engine.order.order_named import named_now
from bot.engine.questions import as_question, in_other_languages, take
from bot.engine.run import Run
from bot.engine.walking import follow
from bot.model.conversation import Conversation
from bot.playbook.compiled import Ask
from bot.understanding.replies.free_text import is_asking
from bot.understanding.replies.outcome import SURE, Understood
from bot.understanding.replies.yes_no import is_yes
from bot.understanding.shopping.agreeing import beside_a_yes
from bot.understanding.shopping.offer_questions import only_points
from bot.understanding.shopping.ordering_words import prefers


def agrees_otherwise(run: Run, heard: Heard) -> bool:
    """They would have it again, otherwise."""
    conversation, step = heard.conversation, heard.step
    if conversation is None or not isinstance(step, Ask) or not heard.proposes_again or is_asking(heard.text):
        return False
    agrees = heard.agrees_otherwise or beside_a_yes(heard.text) == "" or only_points(heard.text)
    if not agrees and not _names_another(run, heard.text):
        return False
    agreed = _yes_of(run, conversation, step)
    if agreed is None:
        return False
    run.change(not_understood=0, offered=())
    stack.lift(run, conversation)
    follow(run, take(run, conversation, step, agreed))
    return True


def _names_another(run: Run, text: str) -> bool:
    """ "Plutôt le déca" names what is sold, and would rather have that."""
    return prefers(text) and any(one.offers for one in named_now(run))


def _yes_of(run: Run, conversation: Conversation, step: Ask) -> Understood | None:
    """Return the only choice whose label is a yes, in any language of the store."""
    waiting = conversation.waiting
    question = as_question(run, step, waiting.choices if waiting is not None else ())
    for one in (question, *in_other_languages(run, step, question)):
        places = [place for place, choice in enumerate(one.choices) if is_yes(choice.label)]
        if len(places) == 1:
            return Understood(one.choices[places[0]].key, SURE, places[0])
    return None

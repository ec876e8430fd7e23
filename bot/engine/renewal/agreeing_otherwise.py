"""Asked whether they want the same again, they say yes and something beside it, or at once how it is to be otherwise:
"oui mais deux", "la moitié", "plutôt le déca", "yes but to my door"; or they take it in words of their own.

It is the yes of the question: the order begins with what they say changed (`order.proposed_otherwise`), and is summed
up before it goes out. How many they want is so too once the question has ended in silence: "double it", a week later.
"""

from __future__ import annotations

from bot.engine import stack
from bot.engine.dialogues import question_of
from bot.engine.listening.heard import Heard
from bot.engine.listening.late_answers import late_question
from bot.engine.order.proposed_otherwise import names_another
from bot.engine.order.proposing import proposes_again
from bot.engine.questions import take, yes_of
from bot.engine.resuming import asked_at
from bot.engine.run import Run
from bot.engine.walking import follow
from bot.playbook.compiled import Ask
from bot.understanding.replies.free_text import is_asking
from bot.understanding.shopping.agreeing import beside_a_yes, so_many
from bot.understanding.shopping.taking_words import takes_unnamed


def agrees_otherwise(run: Run, heard: Heard) -> bool:
    """They would have it again, otherwise."""
    conversation, step = heard.conversation, heard.step
    if conversation is None:
        return _agrees_late(run, heard)
    if not isinstance(step, Ask) or not heard.proposes_again or is_asking(heard.text):
        return False
    agrees = heard.agrees_otherwise or beside_a_yes(heard.text) == "" or takes_unnamed(heard.text)
    if not agrees and not names_another(run, heard.text):
        return False
    agreed = yes_of(run, conversation, step)
    if agreed is None:
        return False
    run.change(not_understood=0, offered=())
    stack.lift(run, conversation)
    follow(run, take(run, conversation, step, agreed))
    return True


def _agrees_late(run: Run, heard: Heard) -> bool:
    """With nothing on the table, they say how many of what was proposed last, and nothing since."""
    late = late_question(run) if heard.text and heard.event.pressed is None else None
    if late is None or so_many(heard.text, 2, run.language) is None:
        return False
    step = question_of(run, late[0], asked_at(run, late[0]))
    agreed = yes_of(run, late[0], step) if isinstance(step, Ask) else None
    if not isinstance(step, Ask) or step.offer is None or agreed is None:
        return False
    if not proposes_again(run, late[0], step.offer):
        return False
    run.change(lapsed=None, not_understood=0, offered=())
    follow(run, take(run, stack.reopen(run, late[0]), step, agreed))
    return True

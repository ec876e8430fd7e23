"""Asked for a score, they have none to give: not tried yet, a gift, sent back; or it never arrived.

The question takes its own way out. What was not received is no matter of opinion: the rating is left, and the message
is met as any other.
"""

from __future__ import annotations

from bot.engine import stack
from bot.engine.follow_ups.lapsing import keep_question
from bot.engine.listening.heard import Heard
from bot.engine.questions import settle
from bot.engine.run import Run
from bot.engine.steps.outcome import Onward
from bot.engine.walking import follow
from bot.playbook.compiled import Rate
from bot.understanding.replies.no_rating import why_no_rating


def has_no_rating(run: Run, heard: Heard) -> bool:
    """They say why there is no score."""
    conversation, step = heard.conversation, heard.step
    if conversation is None or not isinstance(step, Rate) or heard.event.pressed is not None or heard.exact is not None:
        return False
    why = why_no_rating(heard.text) if heard.text else None
    if why is None or (why == "none" and not step.has_otherwise):
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

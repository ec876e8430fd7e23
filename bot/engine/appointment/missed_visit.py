"""Asked after a visit that they missed whether they would like another, they say when: "la semaine prochaine", "plutôt
samedi, 15 h". That is a yes, and the booking begins with the day or the hour that they named (`steps.booking` reads the
words of the turn).
"""

from __future__ import annotations

from typing import Final

from bot.engine import stack
from bot.engine.listening.heard import Heard
from bot.engine.questions import take, yes_of
from bot.engine.run import Run
from bot.engine.walking import follow
from bot.playbook.compiled import Ask
from bot.understanding.replies.outcome import Understood
from bot.understanding.replies.slot_words import read_time_wish, without_the_past
from bot.understanding.replies.yes_no import read_yes_no
from bot.understanding.shopping.ordering_words import prefers

MISSED: Final = "appointment.missed"


def says_when_instead(run: Run, heard: Heard) -> bool:
    """Begin the booking when the customer, asked after a missed visit, names another day or hour."""
    conversation, step = heard.conversation, heard.step
    if conversation is None or conversation.cause != MISSED or not isinstance(step, Ask) or step.as_ != "choice":
        return False
    agreed = yes_of(run, conversation, step)
    if not heard.text or heard.event.pressed is not None or agreed is None:
        return False
    said = read_yes_no(heard.text)
    if isinstance(said, Understood) and said.value is False and not prefers(heard.text):  # "non, pas cette semaine"
        return False
    if read_time_wish(without_the_past(heard.text), run.language, run.at.astimezone(run.store_zone)) is None:
        return False
    run.change(not_understood=0, offered=())
    stack.lift(run, conversation)
    follow(run, take(run, conversation, step, agreed))
    return True

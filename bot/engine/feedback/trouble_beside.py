"""A trouble that is told with the answer to a question which the bot asked of its own accord: "oui, mais le bac est
fendu" to "did it arrive?". The claim begins in the place of the question, with the words said.
"""

from __future__ import annotations

from typing import Final

from bot.engine import stack
from bot.engine.feedback.troubles import KEPT, claims_flow
from bot.engine.listening.heard import Heard
from bot.engine.listening.wanting import want
from bot.engine.run import Run
from bot.playbook.compiled import Ask
from bot.rules.texts.plain_text import plain
from bot.understanding.replies.trouble_words import names_a_trouble

CUSTOMER: Final = "customer"


def tells_a_trouble_beside(run: Run, heard: Heard) -> bool:
    """Asked yes or no, they answer and say what is broken."""
    asked, step = heard.conversation, heard.step
    if asked is None or not isinstance(step, Ask) or step.as_ != "yes_no" or asked.cause == CUSTOMER:
        return False
    flow = claims_flow(run)
    if flow is None or heard.event.pressed is not None or not names_a_trouble(heard.text):
        return False
    stack.lift(run, asked)
    stack.close_all(run, asked, "replaced")
    return want(run, flow, said=plain(heard.text, KEPT))

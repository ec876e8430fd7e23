"""A trouble that is told where nobody asked for one. With the answer to a question which the bot asked of its own
accord ("oui, mais le bac est fendu" to "did it arrive?"), the claim begins in the place of the question, with the words
said. Said with nothing asked, by who has bought something, it begins where nothing else is surely meant.
"""

from __future__ import annotations

from bot.engine import stack
from bot.engine.feedback.troubles import KEPT, claims_flow
from bot.engine.listening.heard import Heard
from bot.engine.listening.meanings import meaning_of
from bot.engine.listening.wanting import want
from bot.engine.run import Run
from bot.rules.texts.plain_text import plain
from bot.understanding.replies.free_text import is_asking
from bot.understanding.replies.trouble_words import names_a_trouble


def tells_a_trouble_beside(run: Run, heard: Heard) -> bool:
    """Asked whether it came, or how it goes, they say what is broken."""
    flow, asked = claims_flow(run), heard.conversation
    if flow is None or asked is None or not heard.tells_a_trouble:
        return False
    stack.lift(run, asked)
    stack.close_all(run, asked, "replaced")
    return want(run, flow, said=plain(heard.text, KEPT))


def tells_a_trouble(run: Run, heard: Heard) -> bool:
    """Nothing is asked, and who has bought something says what is broken."""
    flow = claims_flow(run)
    if flow is None or heard.step is not None or heard.event.pressed is not None or not run.customer.orders:
        return False
    if not names_a_trouble(heard.text) or is_asking(heard.text):
        return False
    meaning = meaning_of(run, heard)
    return (meaning is None or meaning.sure is None) and want(run, flow, said=plain(heard.text, KEPT))

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
from bot.engine.order.order_opening import order_flow
from bot.engine.run import Run
from bot.model.message import Candidate
from bot.rules.texts.plain_text import plain
from bot.understanding.replies.free_text import is_asking
from bot.understanding.replies.trouble_words import names_a_trouble, names_a_wrong_item
from bot.understanding.shopping.goods_asked import gives_back


def tells_a_trouble_beside(run: Run, heard: Heard) -> bool:
    """Asked whether it came, or how it goes, they say what is broken."""
    flow, asked = claims_flow(run), heard.conversation
    if flow is None or asked is None or not heard.tells_a_trouble:
        return False
    stack.lift(run, asked)
    stack.close_all(run, asked, "replaced")
    return want(run, flow, said=plain(heard.text, KEPT))


def tells_a_trouble(run: Run, heard: Heard) -> bool:
    """Nothing is asked, and who has bought something says what is broken, or gives it back."""
    flow = claims_flow(run)
    if flow is None or heard.step is not None or heard.event.pressed is not None or not run.customer.orders:
        return False
    if is_asking(heard.text) or not (names_a_trouble(heard.text) or gives_back(heard.text)):
        return False
    meaning = meaning_of(run, heard)
    sure = meaning.sure if meaning is not None else None
    is_plain = gives_back(heard.text) or names_a_wrong_item(heard.text)
    if sure is not None and not (is_plain and _is_less_than_a_claim(run, sure)):
        return False
    return want(run, flow, said=plain(heard.text, KEPT))


def _is_less_than_a_claim(run: Run, sure: Candidate) -> bool:
    """ "Je veux rendre la Brio" is like an order of it, and like the answer of how that goes."""
    order = order_flow(run)
    return sure.kind == "answer" or (order is not None and sure.id == order.id)

"""While an order is being made, or looked at again, they cancel it: "j'annule la commande", "je n'en veux plus", "too
expensive, cancel it".

One that was never made is not sent, and that is said; it asks for nothing more, since they have just said it. One that
the shop has is asked about once, with its number, before it is cancelled there.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.listening.heard import Heard
from bot.engine.listening.wanting import want
from bot.engine.offers.shown import note_chosen
from bot.engine.order.order_under_way import Making, lifted
from bot.engine.run import Run
from bot.engine.speaking import say_situation
from bot.engine.steps.ordering import OPEN, ask_whether_to_cancel
from bot.engine.walking import follow
from bot.playbook.compiled import Flow, OrderStep
from bot.understanding.replies.cancelling_words import cancels_only
from bot.understanding.replies.free_text import is_asking
from bot.understanding.shopping.ordering_words import cancels_order, names_the_order

OUTCOME: Final = "cancelled"


def cancels_the_order(run: Run, heard: Heard, making: Making) -> bool:
    """They want no order, or no longer the one that they made."""
    draft = making.draft
    if not (cancels_order(heard.text) or cancels_only(heard.text)):
        return False
    if draft.order and heard.exact is not None:  # its own choice says so
        return False
    run.decide("understood", "wish", "wish", wish="cancel")
    conversation = lifted(run, making)
    if draft.order:
        follow(run, ask_whether_to_cancel(run, conversation, making.step, draft))
        return True
    if draft.source != "cart":  # "commander" goes on with it
        pieces = {line.offer: line.quantity for line in draft.lines if line.offer}
        note_chosen(run, conversation, pieces, pieces)
    stack.close_all(run, replace(conversation, draft=None), OUTCOME)
    say_situation(run, "order_not_sent")
    return True


def cancels_what_was_ordered(run: Run, heard: Heard) -> bool:
    """With no question on the table, they cancel the order that they made: it is asked once whether to."""
    if heard.step is not None or heard.event.pressed is not None or not names_the_order(heard.text):
        return False
    made = run.customer.orders[-1:]
    if not made or made[0].status not in OPEN or is_asking(heard.text):
        return False
    flows = run.shelf.current.flows.values()
    flow = next((one for one in flows if one.examples and looks_again(one)), None)
    return flow is not None and want(run, flow)


def looks_again(flow: Flow) -> bool:
    """Tell whether a flow looks at an order again that was made."""
    return any(isinstance(step, OrderStep) and step.source == "order" for step in flow.steps.values())

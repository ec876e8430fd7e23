"""An order that was put aside ("je réfléchis", "let me ask my wife") is taken up again, or given up, before its hour:
"c'est bon, elle est d'accord", "je la commande", "finalement non, annulez".

It is put again where it stood, with the prices, stock and hours of now: nothing goes out by such words alone.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.listening.heard import Heard
from bot.engine.listening.late_answers import only_agrees
from bot.engine.order.order_cancelling import OUTCOME
from bot.engine.run import Run
from bot.engine.speaking import say_situation
from bot.engine.steps.outcome import Onward
from bot.engine.walking import follow
from bot.model.conversation import Conversation
from bot.model.draft import OrderDraft
from bot.understanding.replies.cancelling_words import cancels_only
from bot.understanding.shopping.ordering_words import cancels_order, confirms_order, only_orders, others_agree
from bot.understanding.shopping.taking_words import takes_unnamed


def takes_up_what_was_put_aside(run: Run, heard: Heard) -> bool:
    """With nothing on the table, they agree to the order that waits, or order; or they want it no more."""
    aside = _put_aside(run)
    if aside is None or heard.step is not None or heard.event.pressed is not None or not heard.text:
        return False
    text = heard.text
    if cancels_order(text) or cancels_only(text):
        run.decide("understood", "wish", "wish", wish="cancel")
        _lift(run, aside)
        stack.close_all(run, replace(aside, draft=None), OUTCOME)
        say_situation(run, "order_not_sent")
        return True
    if not any(says(text) for says in (only_agrees, confirms_order, others_agree, only_orders, takes_unnamed)):
        return False
    run.change(not_understood=0, offered=())
    _lift(run, aside)
    follow(run, Onward(replace(aside, waiting=None), aside.step))
    return True


def _put_aside(run: Run) -> Conversation | None:
    """Return the order that waits for its hour, the newest."""
    waiting = (
        one
        for one in reversed(run.customer.parked)
        if one.waiting is not None and one.waiting.kind == "time" and isinstance(one.draft, OrderDraft)
    )
    return next(waiting, None)


def _lift(run: Run, aside: Conversation) -> None:
    stack.lift(run, aside)
    if aside.waiting is not None:
        run.drop_timers(aside.waiting.timers)

"""Conversations that wait for news of an order, and what becomes of them once none will come.

`order.delivered` of an order that was cancelled or came back never happens: who waited for it would ask the customer
where a parcel is that is nowhere. So such a conversation ends, without a word.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.engine import stack
from bot.engine.run import Run
from bot.model.conversation import Conversation
from bot.model.message import Value

OVER: Final = frozenset({"cancelled", "returned", "refunded"})
_NEWS: Final = "order."


def end_needless_waits(run: Run, context: Mapping[str, Value]) -> None:
    """End what waits for news of the order in `context`, if that is over."""
    order = context.get("order")
    status = order.get("status") if isinstance(order, dict) else None
    if status not in OVER:
        return
    for conversation in run.customer.parked:
        if _waits_for_news(conversation) and not stack.is_of_another_order(conversation, context):
            stack.lift(run, conversation)
            stack.close_all(run, conversation, str(status))


def _waits_for_news(conversation: Conversation) -> bool:
    waiting = conversation.waiting
    return waiting is not None and waiting.kind == "event" and (waiting.event or "").startswith(_NEWS)

"""Beginning the conversation that a customer asks for, whichever way they asked: above the one under way, or in its
place.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine import stack
from bot.engine.context import event_in
from bot.engine.follow_ups.starts import start
from bot.engine.listening.kept_ahead import said_to
from bot.engine.listening.offering import note_what_was_meant
from bot.engine.listening.opening_words import NAME, opening_words, words_of
from bot.engine.order.order_named import NAMED, named_values
from bot.engine.order.order_opening import with_what_is_meant
from bot.engine.resuming import put_again
from bot.engine.run import Run
from bot.model.message import Value
from bot.model.offer import Named
from bot.playbook.compiled import Flow


def want(run: Run, flow: Flow, score: float = 1.0, named: Sequence[Named] = (), said: str = "") -> bool:
    """Begin the conversation that the customer asks for, above the one under way or in its place. `named`: what they
    mean, where their words alone do not say it; `said`: words that the flow is to see, however few they are.
    """
    run.change(not_understood=0, offered=())
    rule = str(flow.place)
    run.decide("understood", "flow_wanted", rule, wanted=flow.id, title=flow.title, score=round(score, 2))
    if _comes_back_to(run, flow):
        return True
    if f"flow:{flow.id}" in run.held and not run.meant:  # taken in their own words, not by its button
        run.meant = f"{run.customer.asking} {words_of(run)}".strip()
        note_what_was_meant(run, run.held, f"flow:{flow.id}")
    context = opening_words(run)
    if named:
        context = {"event": {**(event_in(context) or {"name": NAME}), NAMED: named_values(named)}}
    elif said:
        context = {"event": {"name": NAME, "said": said}}
    elif flow.takes_words:
        context = with_what_is_meant(run, context)
    _make_room(run, flow)
    start(run, flow.id, cause="customer", context=_with_what_is_answered(run, flow, context))
    return True


def _with_what_is_answered(run: Run, flow: Flow, context: dict[str, Value]) -> dict[str, Value]:
    """Return the context with the questions of the flow that the words answer already (`event.answers`, their ids)."""
    event = event_in(context)
    said = event.get("said")
    answered: list[Value] = [
        one.id for one in flow.hearing if isinstance(said, str) and said_to(run, one, said) is not None
    ]
    return {**context, "event": {**event, "answers": answered}} if answered else context


def _comes_back_to(run: Run, flow: Flow) -> bool:
    """Return whether the wanted flow runs already, on top or below another, and is taken up again."""
    running = next((one for one in run.customer.conversations if one.flow == flow.id), None)
    if running is None or running.waiting is None or running.waiting.kind != "reply":
        return False
    stack.uncover(run, running)
    return put_again(run, situation="resumed")


def _make_room(run: Run, flow: Flow) -> None:
    """End what the wanted flow replaces: everything that is talked in, or only an earlier run of itself."""
    running = (*reversed(run.customer.conversations), *run.customer.parked)
    replacing = flow.when_interrupting == "replace"
    for conversation in running:
        if conversation.flow == flow.id or (replacing and conversation in run.customer.conversations):
            stack.lift(run, conversation)
            stack.close_all(run, conversation, "replaced")

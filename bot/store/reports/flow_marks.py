"""What customers did in conversations, as turns record it: began, came to a step, ended, fell into an arm of a split.

Each is recorded once, in the turn's own transaction, from the decisions in the ledger. `flow_counts` counts them.
"""

from __future__ import annotations

from typing import Final

from bot.model.effects import Decide
from bot.model.order import Order
from bot.store.database.script import Parameters, Script, many
from bot.store.database.statements import statements
from bot.store.database.times import micros

SQL = statements("flow_marks")
#: Decisions that show that a conversation has come to its step.
_SHOWS: Final = frozenset({"sent", "understood", "not_understood", "handed_over"})


class FlowMarks:
    """The marks of a group of turns, in their order."""

    def __init__(self) -> None:
        self._rows: list[Parameters] = []

    def decided(self, customer: str, decision: Decide, event: str, at: int) -> None:
        """Put down what a decision says of a conversation; `at` in microseconds."""
        d = decision
        if d.conversation is None or d.flow is None:
            return
        step, facts = d.step or "", d.facts
        if d.kind == "started":
            self._add(customer, at, "started", d.flow, "", "", d.conversation)
        elif d.kind == "ended" and "outcome" in facts:
            outcome = str(facts["outcome"])
            self._add(customer, at, "ended", d.flow, "", outcome, d.conversation)
            self._add(customer, at, "stopped", d.flow, step, outcome, d.conversation)
        elif d.kind in _SHOWS and step:
            self._add(customer, at, "reached", d.flow, step, "", d.conversation)
            if d.kind == "not_understood":
                self._add(customer, at, "lost", d.flow, step, "", d.conversation, event)
            if "split" in facts and "arm" in facts:
                self._add(customer, at, "arm", d.flow, step, str(facts["arm"]), f"{facts['split']}/{customer}")

    def ordered(self, customer: str, order: Order) -> None:
        """Put down that an order was placed, when it first was; one that is known already changes nothing."""
        placed = order.placed_at or min(order.milestones.values(), default=None)
        if placed is not None:
            self._add(customer, micros(placed), "ordered", "", "", "", f"order {order.key}")

    def take(self, other: FlowMarks) -> None:
        self._rows += other._rows

    def write(self) -> Script[None]:
        if self._rows:
            yield many(SQL["mark"], self._rows)

    def _add(self, customer: str, at: int, kind: str, *where: str) -> None:
        flow, step, name, key, *event = where
        self._rows.append((customer, at, kind, flow, step, name, key, event[0] if event else ""))

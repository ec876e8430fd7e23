"""Questions that nobody answered, as turns record them: a row a question, in the turn's own transaction.

A message is one if it was not understood, or if it may have meant two or three things of which the customer chose none
within a day. What it is about is filled in later, by the clock (`unanswered`).
"""

from __future__ import annotations

from typing import Final

from bot.model.customer import Customer, same_place
from bot.model.effects import Decide
from bot.store.database.script import Parameters, Script, many
from bot.store.database.statements import statements

SQL = statements("unanswered")
#: The rules of the decisions that tell of a question.
ASKING: Final = frozenset({"understanding", "did you mean"})
#: Microseconds: after a day the choices of "did you mean" are off the table.
CHOSEN_WITHIN: Final = 24 * 3600 * 1_000_000


class UnansweredRows:
    """The questions of a group of turns, in their order."""

    def __init__(self) -> None:
        self._asked: dict[tuple[str, int, str], bool] = {}  # whether meanings were offered
        self._chosen: list[tuple[str, int]] = []
        self._belong: dict[str, str] = {}  # customers who are another point of sale's by now
        self._given: list[Parameters] = []

    def decided(self, customer: str, decision: Decide, event: str, at: int) -> None:
        """Put down what a decision says of a message; `at` in microseconds."""
        if decision.rule == "did you mean" and decision.kind == "understood":
            self._chosen.append((customer, at))
        elif decision.rule == "understanding" and decision.kind in ("not_understood", "understood"):
            offered = decision.kind == "understood"
            self._asked[customer, at, event] = offered and self._asked.get((customer, at, event), True)

    def stand(self, customer: Customer, before: Customer | None) -> None:
        """Let what a customer asked be their point of sale's, where they have come to another."""
        if before is not None and not same_place(before, customer):
            self._belong[customer.id] = customer.point_of_sale or ""

    def give(self, customer: str, other: str, channel: str, address: str, merge: str) -> None:
        """Let questions go with the lines of the transcript that a person is given back."""
        self._given.append((customer, other, channel, address, merge))

    def take(self, other: UnansweredRows) -> None:
        self._asked |= other._asked
        self._chosen += other._chosen
        self._belong |= other._belong
        self._given += other._given

    def write(self) -> Script[None]:
        """Write them; the decisions, the customers and their lines were written before."""
        if self._asked:
            yield many(SQL["ask"], [(*where, int(offered)) for where, offered in self._asked.items()])
        if self._chosen:
            yield many(SQL["choose"], [(who, at, at - CHOSEN_WITHIN) for who, at in self._chosen])
        if self._given:
            yield many(SQL["give"], self._given)
        if self._belong:
            yield many(SQL["belong"], sorted(self._belong.items()))

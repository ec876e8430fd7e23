"""An offer that is proposed, in the customer's language: its one honest sentence, whole or short enough for an SMS.

Every figure is a cell of the catalogue; what is said around it is a situation of ours, which a playbook may reword.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.offers.comparison_words import Words
from bot.engine.phrases import worded
from bot.engine.run import Run
from bot.engine.speaking import HOW_TO_REPLY, label
from bot.engine.values import channel_of
from bot.model.conversation import Conversation
from bot.model.message import Value
from bot.model.offer import Offer
from bot.model.sms_text import measure, normalise
from bot.playbook.offer_facts import plain_amount
from bot.rules.offers.comparison import PRICE, Cell
from bot.rules.offers.recommendation import Advice, Because
from bot.understanding.replies.yes_no import is_yes


class AdviceWords:
    """Says one advice. `by` is the ISO day by which it must be there, empty where none was said."""

    def __init__(self, run: Run, conversation: Conversation, advice: Advice, *, by: str = "") -> None:
        self._run = run
        self._conversation = conversation
        self._advice = advice
        self._by = by
        self._figures = Words(run, conversation)

    @property
    def why(self) -> str:
        """The reasons in a row, as the ledger and `customer.recommended.why` have them."""
        return self._joined(self._advice.reasons, sms=False)

    @property
    def text(self) -> str:
        """The whole sentence."""
        return self._sentence(len(self._advice.reasons), against=True, sms=False)

    @property
    def again(self) -> str:
        """The few words with which it is put again after another answer."""
        sms = channel_of(self._run) == "sms"
        return self.say("advice_again", sms=sms, name=self._advice.offer.name, price=self._price(self._advice.offer))

    def short(self, labels: Sequence[str], segments: int) -> str:
        """Return the sentence for SMS: as many reasons as fit so many segments with the numbered choices under it."""
        numbered = "\n".join(f"{place}. {one}" for place, one in enumerate(labels, 1))
        said = ""
        for count in range(len(self._advice.reasons), 0, -1):
            for against in (True, False):
                said = self._sentence(count, against=against, sms=True)
                whole = f"{said}\n{numbered}\n{'x' * HOW_TO_REPLY}"
                if measure(normalise(whole)).segments <= segments:
                    return said
        return said

    def say(self, situation: str, *, sms: bool = False, **advised: object) -> str:
        """Return a situation's words about what is `advised`; empty where a value is missing."""
        return worded(self._run, self._conversation, situation, sms=sms, advised=advised)

    def _sentence(self, reasons: int, *, against: bool, sms: bool) -> str:
        advice = self._advice
        other = advice.against if against else None
        rival = self._run.offers.get(other.cell.offer) if other is not None and other.cell is not None else None
        is_complement = any(one.kind == "goes_with" for one in advice.reasons)
        return self.say(
            "advice_complement" if is_complement else "advice",
            sms=sms,
            name=advice.offer.name,
            price=self._price(advice.offer),
            reasons=self._joined(advice.reasons[:reasons], sms=sms),
            other=rival.name if rival is not None else None,
            against=self._because(other, sms=sms) if other is not None and rival is not None else None,
        )

    def _joined(self, reasons: Sequence[Because], *, sms: bool) -> str:
        return ", ".join(filter(None, (self._because(one, sms=sms) for one in reasons)))

    def _price(self, offer: Offer) -> str | None:
        if offer.price is None:
            return None
        return self._figures.figure_of(PRICE, Cell(offer.id, offer.price, offer.currency))

    def _amount(self, one: Because) -> str:
        unit = one.cell.unit if one.cell is not None else ""
        return self._figures.figure_of(PRICE, Cell("", one.limit, unit))

    def _because(self, one: Because, *, sms: bool) -> str:  # noqa: PLR0911 - a kind a case
        """Return one reason in words."""
        match one.kind:
            case "over_budget" | "budget":
                return self.say(f"advice_{one.kind}", sms=sms, value=self._amount(one))
            case "stock":
                return self._in_stock(one, sms=sms)
            case "goes_with":
                return self.say("advice_goes_with", sms=sms, value=one.cell.value if one.cell is not None else "")
            case "only":
                return self.say("advice_only", sms=sms)
            case "need":
                return self.say("advice_need", sms=sms, name=self._had(one))
            case "best" if one.criterion == PRICE:
                return self.say("advice_lowest_price", sms=sms)
            case "best":
                return self.say("advice_best", sms=sms, name=self._name(one), value=self._figure(one))
            case "lead" if self._is_plain(one):
                return self.say("advice_need", sms=sms, name=self._had(one))
        than = self._figures.said_of(one.criterion, one.other) if one.other is not None else ""
        return self.say("advice_lead", sms=sms, name=self._name(one), value=self._figure(one), than=than)

    def _in_stock(self, one: Because, *, sms: bool) -> str:
        places = self._run.shelf.current.store.points_of_sale
        names = ", ".join(each.name for each in places if each.id in one.places)
        situation = "advice_stock_by" if self._by else "advice_stock"
        return self.say(situation, sms=sms, value=names, by=self._by or None)

    def _name(self, one: Because) -> str:
        return self._figures.criterion(one.criterion)

    def _figure(self, one: Because) -> str:
        return self._figures.said_of(one.criterion, one.cell) if one.cell is not None else ""

    def _is_plain(self, one: Because) -> bool:
        """Whether it is simply had or not: nothing is measured."""
        return one.criterion != PRICE and one.cell is not None and isinstance(one.cell.value, str | bool)

    def _had(self, one: Because) -> str:
        """Return what it has: "mousseur", "buse vapeur" where the catalogue says which."""
        value: Value = one.cell.value if one.cell is not None and not isinstance(one.cell.value, bool) else None  # type: ignore[assignment] # no price
        if not isinstance(value, str) or is_yes(value):
            return self._name(one)
        return value


def labels(run: Run, keys: Sequence[str]) -> list[tuple[str, str]]:
    """Return the verb's own choices with their labels."""
    return [(key, label(run, f"label_{key}")) for key in keys]


def amount_of(offer: Offer) -> int | float | None:
    """Return the price that is kept of an offer."""
    return plain_amount(offer.price)

"""Which offers a step is about, compiled."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from bot.playbook.compiled_texts import Condition, Expression

#: What a complement may go with: what was bought last.
BOUGHT: Final = "order"


class OfferSource(Struct, frozen=True, kw_only=True):
    """Those that the values name, one or several each, or those of a category."""

    ids: tuple[Expression, ...] = ()
    category: str = ""


class CriterionAsked(Struct, frozen=True):
    """A criterion, `price` or an attribute's name. With a `condition` it counts where that holds, and then much."""

    name: str
    condition: Condition | None = None


class Advised(Struct, frozen=True, kw_only=True):
    """What a recommendation goes by: offers, or a complement of what they name (`goes_with`; of `bought`, what was
    bought last). `needs` must be had, `criteria` weigh; `budget` is the most that it should cost, `recipient` who it is
    for (None: nobody said), `by` the ISO day by which it must be there.
    """

    offers: OfferSource | None = None
    goes_with: OfferSource | None = None
    bought: bool = False
    criteria: tuple[CriterionAsked, ...] = ()
    needs: tuple[CriterionAsked, ...] = ()
    budget: Expression | None = None
    recipient: Expression | None = None
    by: Expression | None = None

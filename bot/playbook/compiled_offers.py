"""Which offers a step is about, compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from bot.playbook.compiled_steps import Expression


class OfferSource(Struct, frozen=True, kw_only=True):
    """Those that the values name, one or several each, or those of a category."""

    ids: tuple[Expression, ...] = ()
    category: str = ""

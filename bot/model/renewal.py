"""When a customer is likely to need something again: what is kept of it between turns."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final, Literal, get_args

from msgspec import Struct

#: What a customer says of buying again: some is left (`until` a day, or nobody knows when), not before a day, they are
#: away until a day, they buy another brand now, or need it no more.
RenewalWord = Literal["still_some", "not_before", "away", "switched", "no_need"]
RENEWAL_WORDS: Final[tuple[RenewalWord, ...]] = get_args(RenewalWord)


class SaidOfRenewal(Struct, frozen=True, gc=False, array_like=True):
    """A word of theirs. It stands until they buy again."""

    word: RenewalWord
    at: datetime
    until: date | None = None


class Renewal(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """One family of products that the customer buys again and again. `due` is the day on which it runs out, None where
    there is none to expect; `timer` the one that says so ahead of it, `told` the day that was last told of.
    """

    family: str
    due: date | None = None
    timer: str = ""
    told: date | None = None
    said: tuple[SaidOfRenewal, ...] = ()

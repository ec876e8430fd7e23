"""What SMS cost, as the policy has it: by the country that they go to."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct, field


class SmsPrices(Struct, frozen=True, kw_only=True):
    """What the provider asks for one segment: `by_country`, and for every `other` one (None: nobody knows); in
    `currency`, the store's where it is empty.
    """

    by_country: Mapping[str, Decimal] = field(default_factory=dict)
    other: Decimal | None = None
    currency: str = ""

    def of(self, country: str) -> Decimal | None:
        """Return the price of a segment to a country; "" for a number of none that is known."""
        return self.by_country.get(country, self.other)

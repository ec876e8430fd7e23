"""Another of the same offer: by its options, by a size, larger or smaller."""

from __future__ import annotations

import pytest

from bot.engine.offers.variants import variant_wanted
from bot.engine.run import Run
from bot.model.events import FlowRequested
from tests.engine.chat import Chat
from tests.engine.ordering import STORE, book
from tests.engine.renewal.test_renewal_variants import SAID, SOLD


@pytest.mark.parametrize(
    ("offer", "said", "other"),
    [
        ("huila", "1 kg", "huila-1kg"),
        ("huila", "plus grand", "huila-1kg"),
        ("huila-1kg", "smaller", "huila"),
        ("huila", "plus petit", None),
        ("yirga-grains", "moulu", "yirga-moulu"),
        ("yirga-grains", "violet", None),
    ],
)
def test_the_one_that_is_so(offer: str, said: str, other: str | None) -> None:
    lea = Chat(book(SAID, store=STORE, catalogue=SOLD))
    run = Run(lea.shelf, lea.customer, FlowRequested(id="x", at=lea.now, flow="said"))
    found = variant_wanted(run, run.offers.get(offer), said)  # type: ignore[arg-type]
    assert (found.id if found is not None else None) == other

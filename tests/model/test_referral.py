"""What the engine asks of a referral is read back as it was written."""

from __future__ import annotations

import msgspec

from bot.model.effects import ErrandKind
from bot.model.referral import MakeReferral, UseReferral


def test_both_are_errands_that_survive_being_written() -> None:
    for asked in (MakeReferral(id="m1"), UseReferral(id="u1", code="K7PQ2RWX9T")):
        assert msgspec.json.decode(msgspec.json.encode(asked), type=ErrandKind) == asked

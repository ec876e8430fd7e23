"""The sentences about plans and late answers, as staff read them."""

from __future__ import annotations

from typing import get_args, get_type_hints

from bot.engine.ledger.ledger import words
from bot.engine.ledger.ledger_sentences_follow_ups import FOLLOW_UPS
from bot.model.events import PlanChanged


def test_each_thing_that_staff_may_do_has_its_sentence_in_both_languages() -> None:
    done = get_args(get_type_hints(PlanChanged)["how"])
    assert {name for name in FOLLOW_UPS if name.startswith("plan_")} == {*(f"plan_{how}" for how in done), "plan_gone"}
    for sentence in (f"plan_{how}" for how in done):
        for language in ("fr", "en"):
            assert "anna" in words(sentence, language, {"by": "anna", "title": "Panier"})

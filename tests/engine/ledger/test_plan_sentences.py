from typing import get_args, get_type_hints

from bot.engine.ledger import ledger
from bot.engine.ledger.plan_sentences import SENTENCES
from bot.model.events import PlanChanged


def test_each_thing_that_staff_may_do_has_its_sentence_in_both_languages() -> None:
    done = get_args(get_type_hints(PlanChanged)["how"])
    assert set(SENTENCES) == {*(f"plan_{how}" for how in done), "plan_gone", "start_lacks"}
    for sentence in SENTENCES.keys() - {"start_lacks"}:
        for language in ("fr", "en"):
            assert "anna" in ledger.words(sentence, language, {"by": "anna", "title": "Panier"})

"""Decisions as people read them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest

from bot.model.effects import DecisionKind
from bot.model.message import Value
from bot.model.parts import PartState
from bot.studio.rehearsals.reasons import KINDS, STATES, Decision, by_day, shown, told

PARIS = ZoneInfo("Europe/Paris")
LATE = datetime(2026, 3, 22, 23, 30, tzinfo=UTC)  # half past midnight in Paris


def decided(**fields: Any) -> Decision:
    usual: dict[str, Any] = {"at": LATE, "kind": "held", "words": "« Panier » attend.", "rule": "quiet hours"}
    return Decision(**usual | fields)


def test_every_decision_and_every_state_of_a_message_has_its_words() -> None:
    assert set(KINDS) == set(get_args(DecisionKind))
    assert set(STATES) == set(get_args(PartState))


def test_days_are_those_of_the_shop() -> None:
    days = by_day([decided(), decided(at=datetime(2026, 3, 23, 8, tzinfo=UTC))], PARIS, "fr")
    assert [(day.title, len(day.told)) for day in days] == [("Lundi 23 mars 2026", 2)]
    assert by_day([decided()], ZoneInfo("UTC"), "en")[0].title == "Sunday, 22 March 2026"


def test_rules_of_the_policy_are_said_in_words_and_places_as_they_are() -> None:
    assert told(decided(), PARIS, "fr").why == ("règle\u00a0: heures calmes",)
    assert told(decided(), PARIS, "en").why == ("rule = quiet hours",)
    placed = decided(rule="flows/journeys/purchase.yaml:18", flow="order", step="recap", version="3f2a")
    assert told(placed, PARIS, "en").why == ("rule = flows/journeys/purchase.yaml:18 · order/recap · version 3f2a",)


def test_a_fact_that_the_sentence_names_is_not_said_twice() -> None:
    row = decided(words="« Panier » attend lundi.", facts={"title": "Panier", "until": "lundi", "purpose": "care"})
    assert told(row, PARIS, "fr").why[-1] == "but\u00a0: suivi"


def test_an_instant_is_read_on_the_shop_s_clock() -> None:
    row = decided(words="…", facts={"looked_at": {"opens": "2026-03-23T10:00:00+00:00", "days": ["2026-03-23"]}})
    assert told(row, PARIS, "fr").why[-1] == "regardé : début des heures permises 23 mars 2026 11:00, jours 2026-03-23"
    assert told(row, PARIS, "en").why[-1] == "looked at = hours begin 23 Mar 2026 11:00, days 2026-03-23"


def test_a_move_is_read_by_titles_and_its_way_in_words() -> None:
    facts = {"journey": "coffee", "stage": "buys", "left": "looks", "direction": "receding", "looked_at": {}}
    row = decided(kind="moved", words="Étape : de Achat à Découverte (x.doubts).", rule="here:1", facts=facts)
    assert told(row, PARIS, "fr").words == "Étape : d’Achat à Découverte (x.doubts)."
    assert told(row, PARIS, "en").words == "Stage: from Achat to Découverte (x.doubts)."
    assert told(row, PARIS, "fr").why == ("règle\u00a0: here:1", "parcours\u00a0: coffee, sens\u00a0: recule")
    assert told(row, PARIS, "en").why == ("rule = here:1", "journey = coffee, direction = receding")


def test_facts_have_names_in_both_languages_and_those_of_nobody_lose_their_underscores() -> None:
    row = decided(words="…", facts={"took": 3, "looked_at": {"last_out": "lundi"}, "x_of_theirs": 1})
    assert told(row, PARIS, "fr").why[-1] == "secondes : 3, regardé : dernier mot au client lundi, x of theirs : 1"
    assert (
        told(row, PARIS, "en").why[-1]
        == "seconds taken = 3, looked at = last word to the customer lundi, x of theirs = 1"
    )


@pytest.mark.parametrize(
    ("value", "french"),
    [
        (True, "oui"),
        (None, "–"),
        (1.50, "1,5"),
        (["a", "b"], "a, b"),
        ({"a": 1}, "a 1"),
        ("x", "x"),
        ("receding", "recule"),
    ],
)
def test_values_are_shown_for_people(value: Value, french: str) -> None:
    assert shown(value, "fr") == french

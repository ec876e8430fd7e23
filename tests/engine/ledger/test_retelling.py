"""A sentence of the ledger told again in the language of whoever reads it."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from bot.engine.ledger.ledger import words
from bot.engine.ledger.ledger_sentences import SENTENCES
from bot.engine.ledger.retelling import clause, rule_in_words, told_again, value_in_words
from bot.model.message import Value
from tests.engine.chat import Chat
from tests.engine.comparing import shop
from tests.engine.recommending import ADVISES, FACTS, STOCKED

ROOT = Path(__file__).resolve().parents[3]
EVERY = sorted(SENTENCES)


@pytest.mark.parametrize("sentence", EVERY)
def test_every_sentence_is_found_again_by_its_shape(sentence: str) -> None:
    names = {name for _, name, _, _ in Formatter().parse(SENTENCES[sentence][0]) if name}
    facts = {name: f"<{name}>" for name in names}
    french, english = words(sentence, "fr", facts), words(sentence, "en", facts)
    assert told_again(french, {}, "en") == english
    assert told_again(english, {}, "fr") == french


def test_what_fills_the_gaps_is_told_again_too() -> None:
    facts = {"title": "Panier", "until": "lundi 23 mars à 10:05", "reason": "heures calmes"}
    said = words("held", "fr", facts)
    assert told_again(said, facts, "en").startswith("“Panier” waits until Monday 23 March at 10:05: quiet hours.")
    assert told_again(said, facts, "fr") == said


def test_a_number_is_told_again_with_its_own_plural() -> None:
    said = words("stalled", "fr", {"stage": "Décision", "days": 3})
    assert "3 jours" in said
    assert "for 3 days: longer" in told_again(said, {"days": 3}, "en")
    assert "for 1 day: longer" in told_again(
        words("stalled", "fr", {"stage": "Décision", "days": 1}), {"days": 1}, "en"
    )


def test_an_event_stands_in_words_without_the_playbooks_name() -> None:
    facts = {"title": "Avis", "event": "order.returned"}
    said = words("called_off", "fr", facts)
    assert said.endswith("(order.returned).")
    assert told_again(said, facts, "fr") == "« Avis » n’aura pas lieu : entre-temps, la commande a été retournée."
    assert told_again(said, {}, "en") == "“Avis” is called off: meanwhile, the order was returned."


def test_a_team_has_its_name_and_an_unknown_one_its_id() -> None:
    facts = {"team": "shop", "reason": "asked for"}
    said, teams = words("handed_over", "fr", facts), {"team": {"shop": "Boutique de Lyon"}}
    assert told_again(said, facts, "en", teams) == "The team Boutique de Lyon takes over: the customer asks for it."
    assert told_again(said, facts, "en") == "The team shop takes over: the customer asks for it."


def test_numbers_and_days_are_written_as_the_reader_does() -> None:
    facts: dict[str, Value] = {"change": -0.5, "cause": "order.returned", "value": 40.0}
    assert told_again(words("felt", "fr", facts), facts, "en") == (
        "Relationship with the customer: -0.5 (the order was returned), at 40 out of 100."
    )
    paused = {"until": "2027-03-01"}
    assert "until 1 March 2027" in told_again(words("contact_pause", "fr", paused), {}, "en")
    assert "jusqu’au 1er mars 2027" in told_again(words("contact_pause", "en", paused), paused, "fr")


@pytest.mark.parametrize(
    ("said", "french", "english"),
    [
        ("cart.updated", "le panier a changé", "the cart changed"),
        ("3 jours de silence", "3 jours de silence", "3 days of silence"),
        ("premier contact", "premier contact", "first contact"),
        (
            "cart.updated, 5 hours of silence",
            "le panier a changé, 5 heures de silence",
            "the cart changed, 5 hours of silence",
        ),
        ("a trouvé, puis laissé", "a trouvé, puis laissé", "a trouvé, puis laissé"),
    ],
)
def test_a_cause_is_a_clause_in_either_language(said: str, french: str, english: str) -> None:
    assert clause("cause", said, "fr") == french
    assert clause("cause", said, "en") == english


def test_what_is_no_sentence_of_ours_stays_as_it_was_written() -> None:
    assert told_again("Une phrase d’avant.", {"title": "x"}, "en") == "Une phrase d’avant."


def test_what_a_customer_wrote_is_never_translated() -> None:
    facts = {"value": "lundi 23 mars"}
    assert told_again(words("answered", "fr", facts), facts, "en") == "The customer answered: lundi 23 mars."
    assert clause("question", "opt-out", "fr") == "opt-out"


def test_a_fact_beside_a_sentence_is_in_words() -> None:
    assert value_in_words("event", "order.returned", "fr") == "la commande a été retournée"
    assert value_in_words("purpose", "care", "en") == "follow-up"
    assert value_in_words("price", 2.5, "fr") == "2,5"
    assert value_in_words("tries", 2, "fr") == 2


def test_why_an_offer_was_proposed_or_kept_is_told_in_the_readers_language() -> None:
    lea = Chat(shop(ADVISES, offers=STOCKED, facts=FACTS), language="en", quiet=True).opens()
    row = next(row for row in lea.ledger if row.words.startswith("Conseil"))
    assert "bruit 52" in row.words, "in the store's first language, whatever the customer's"
    assert "noise" not in row.words
    assert "bruit 52" in told_again(row.words, row.facts, "fr")
    assert "52" in (english := told_again(row.words, row.facts, "en"))
    assert english.startswith("Recommended: Machine Aroma 2")
    assert "none better here" in english
    tom = Chat(shop(), language="en").opens().says("Noise").says("Aroma 2")
    row = next(row for row in tom.ledger if "Le client garde" in row.words)
    assert "arrive en tête" in row.words
    assert "comes out ahead" in told_again(row.words, row.facts, "en")


@pytest.mark.parametrize(
    ("kind", "rule", "french", "english"),
    [
        ("held", "wish", "le client souhaite être contacté autrement", None),
        ("understood", "wish", "ce qu’un client peut dire à tout moment", "what a customer may say at any moment"),
        ("ended", "outcome", "fin de la conversation", "the end of the conversation"),
        ("sent", "staff", "l’équipe", "the team"),
        ("sent", "flows/conversations/order.yaml:68:5", "flows/conversations/order.yaml:68:5", None),
    ],
)
def test_a_rule_of_the_programs_is_said_and_a_place_of_the_playbook_stands(
    kind: str, rule: str, french: str, english: str | None
) -> None:
    assert rule_in_words(kind, rule, "fr") == french
    assert english is None or rule_in_words(kind, rule, "en") == english


def test_every_rule_that_the_engine_names_is_said() -> None:
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "bot" / "engine").rglob("*.py"))
    named = set(re.findall(r'\b(?:rule=|RULE: Final = )"([^"/]+)"', sources))
    assert len(named) > 10
    assert [rule for rule in named if rule_in_words("sent", rule, "fr") == rule] == []


@pytest.mark.parametrize("kept", ["silent", "sans réponse à notre question"])
def test_an_end_is_told_in_words_also_where_it_was_noted_by_its_name(kept: str) -> None:
    said = words("ended", "fr", {"title": "Panier", "outcome": "silent"})
    assert said == "« Panier » se termine : sans réponse à notre question."
    older = said.replace("sans réponse à notre question", kept)
    assert told_again(older, {"outcome": "silent"}, "en") == "“Panier” ends: no reply to a question of ours."
    assert told_again("« Panier » se termine : my_own.", {"outcome": "my_own"}, "en") == "“Panier” ends: my_own."


def test_the_facts_that_were_added_have_their_names() -> None:
    facts = {"names": "first_name, roast_level, city"}
    said = words("imported", "fr", facts)
    assert said == "Fiche complétée : prénom, roast level, ville."
    assert told_again(said, facts, "en") == "Facts added: first name, roast level, city."
    assert told_again("Fiche complétée : first_name, roast_level, city.", facts, "fr") == said

"""Words that change a comparison while it stands: the ranking follows."""

from __future__ import annotations

import pytest

from bot.model.message import Candidate, Reading
from bot.model.offer import Found
from tests.engine.chat import Chat, Opens
from tests.engine.comparing import shop


def ranked(lea: Chat) -> list[str]:
    """Return the offers of the newest table, the best first."""
    return [choice.key for choice in lea.said[-1].content.choices[:-2]]


@pytest.fixture
def lea(chat: Opens) -> Chat:
    return chat(shop()).opens().hears("compte le plus")


def test_several_criteria_are_named_in_their_own_words(lea: Chat) -> None:
    lea.says("le bruit et le prix").hears("Trop serré pour trancher")
    assert lea.saved["comparison"]["weights"] == {"price": 3.0, "bruit": 3.0, "largeur": 1.0, "mousseur": 1.0}
    assert set(lea.fact("matters")) == {"price", "bruit"}


def test_the_ranking_follows_what_matters(lea: Chat) -> None:
    lea.says("Prix").hears("Brio Mini arrive en tête")
    lea.says("le bruit m'importe plus").hears("Trop serré")
    lea.says("et si le prix compte moins ?").hears("Aroma 2 arrive en tête")
    assert ranked(lea) == ["aroma-2", "brio-mini", "presto-15"]


def test_an_offer_is_taken_out_and_another_taken_in(lea: Chat) -> None:
    lea.says("Prix").ignores_what_was_said()
    lea.says("enlève la Presto").ignores_what_was_said()
    assert ranked(lea) == ["brio-mini", "aroma-2"]
    lea.says("ajoute la Brio Lait").hears("Brio Mini arrive en tête")
    assert ranked(lea) == ["brio-mini", "aroma-2", "brio-lait"]


def test_two_stay_and_four_are_enough(lea: Chat) -> None:
    lea.says("Prix").ignores_what_was_said().says("enlève la Presto").ignores_what_was_said()
    lea.says("enlève l'Aroma").hears("Il en faut deux pour comparer")
    assert set(ranked(lea)) == {"brio-mini", "aroma-2"}
    lea.says("ajoute la Presto").ignores_what_was_said().says("ajoute la Brio Lait").ignores_what_was_said()
    lea.says("ajoute le moulin Lima").hears("Quatre côte à côte")
    assert len(ranked(lea)) == 4


def test_an_offer_that_only_the_search_knows_is_taken_in_once_the_words_were_read(lea: Chat) -> None:
    lea.says("Prix").ignores_what_was_said()
    lea.reads("ajoute le Lima", Reading(offers=(Found("moulin-lima", 0.9),))).ignores_what_was_said()
    assert "moulin-lima" in ranked(lea)


def test_what_no_longer_counts_leaves_the_table(lea: Chat) -> None:
    lea.says("Bruit").ignores_what_was_said().says("peu importe le prix").hears("Aroma 2 arrive en tête")
    table = lea.said[-1].content.media[0].table
    assert table is not None
    assert [line.name for line in table.lines] == ["Bruit", "Largeur", "Mousseur"]


def test_the_change_stands_in_the_ledger(lea: Chat) -> None:
    lea.says("Prix").says("enlève la Presto").ignores_what_was_said()
    row = next(row for row in lea.ledger if row.kind == "repaired")
    assert (
        row.words
        == "Le client change la comparaison : Machine Brio Mini, Machine Aroma 2, sur prix, bruit, largeur, mousseur."
    )


@pytest.mark.parametrize("text", ["laquelle vous prendriez ?", "et à votre avis ?", "which one would you pick?"])
def test_asked_which_we_would_take_it_says_the_best_by_what_matters_and_asks_again(lea: Chat, text: str) -> None:
    lea.says("Prix").hears("Brio Mini arrive en tête").says(text)
    lea.hears("D’après ce qui compte pour vous, Brio Mini\u00a0: prix 279\u00a0€ contre 349\u00a0€")
    assert ranked(lea)[0] == "brio-mini"


def test_what_is_too_close_to_call_is_said_to_be_when_asked_too(lea: Chat) -> None:
    lea.says("le bruit et le prix").hears("Trop serré").says("vous me conseillez laquelle ?").hears("Trop serré")


def test_what_the_catalogue_does_not_say_is_not_guessed(lea: Chat) -> None:
    lea.says("Prix").ignores_what_was_said()
    unsure = Reading(candidates=(Candidate("answer", "taste", 0.6),))
    lea.reads("laquelle est la plus solide ?", unsure)
    lea.hears("Notre catalogue ne le dit pas, et je préfère ne pas inventer.", "prix, bruit, largeur, mousseur")


def test_why_the_one_ahead_is_better_is_no_choice(lea: Chat) -> None:
    lea.says("Prix").ignores_what_was_said().says("pk la brio mini est mieux ?")
    lea.hears("C’est justement Brio Mini qui arrive en tête").hears_nothing()
    assert "chosen" not in lea.customer.facts.get("last_comparison", {})


def test_asked_what_matters_they_take_another_in(lea: Chat) -> None:
    lea.says("ajoute la Brio Lait").ignores_what_was_said()
    assert set(ranked(lea)) == {"brio-mini", "aroma-2", "presto-15", "brio-lait"}


def test_what_the_author_did_not_think_of_is_compared_where_the_catalogue_says_it(lea: Chat) -> None:
    lea.says("Prix").ignores_what_was_said()
    lea.says("what matters most to me is the tank").hears("réservoir")
    assert lea.saved["comparison"]["weights"]["réservoir"] > 1


def test_asked_what_matters_they_say_what_does_not(lea: Chat) -> None:
    lea.says("le prix c'est pas grave, c'est surtout le bruit").hears("Aroma 2 arrive en tête")
    assert lea.saved["comparison"]["weights"] == {"price": 0.0, "bruit": 3.0, "largeur": 1.0, "mousseur": 1.0}
    assert lea.customer.facts["matters"] == ["bruit"]

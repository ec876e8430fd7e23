"""An order that was put aside is taken up again, or given up."""

from __future__ import annotations

import pytest

from tests.engine.chat import Chat
from tests.engine.ordering import lea_with, line, placed

ADDRESS = "8 rue Garibaldi, 69003 Lyon"


def put_aside() -> Chat:
    lea = lea_with({"id": "c1", "lines": [line("huila")]}).says("3").says(ADDRESS).says("je dois demander à ma femme")
    lea.waits(hours=20).unheard.clear()
    return lea


@pytest.mark.parametrize("words", ["c'est bon elle est d'accord", "oui", "je la commande", "commander", "je la prends"])
def test_it_is_put_again_where_it_stood_and_goes_out_only_by_another_yes(words: str) -> None:
    lea = put_aside().says(words, language="fr").hears("1 × Huila 250 g", ADDRESS, "13,80", "Je valide")
    assert not placed(lea)
    assert len(placed(lea.says("oui"))) == 1


@pytest.mark.parametrize("words", ["finalement j'annule", "annulez la commande"])
def test_who_wants_it_no_more_is_asked_nothing(words: str) -> None:
    lea = put_aside().says(words, language="fr").hears("rien n’est parti")
    assert not lea.customer.parked
    lea.waits(days=2).hears_nothing()


def test_at_its_hour_it_is_put_again_as_it_stood() -> None:
    put_aside().waits(hours=5).hears("1 × Huila 250 g", ADDRESS, "13,80", "Je valide")


def test_other_words_leave_it_where_it_is() -> None:
    lea = put_aside().says("quel temps fait-il", language="fr").ignores_what_was_said()
    assert lea.customer.parked

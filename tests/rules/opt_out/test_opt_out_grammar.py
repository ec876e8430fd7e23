"""Wishes to hear no more, as sentences are built. Over a sample that the grammar of the benchmark makes, too."""

from __future__ import annotations

import pytest

from bot.rules.opt_out.opt_out import recognise
from bot.rules.opt_out.opt_out_grammar import LONGEST, wants_no_more
from tests.benchmarks.opt_out_grammar import harmless, opt_outs

WISHES = (
    # forbidden
    "abstenez vous de me relancer",
    "evitez de m importuner svp",
    "je ne vous ai jamais autorise a utiliser mon numero",
    "pas la peine de m envoyer vos promos",
    "je refuse de faire partie de votre liste",
    "je prefere ne plus etre contactee",
    "there is no need to text this number",
    "don t you dare message me again",
    "you may not contact this number",
    "u can t bother me nemore",
    "i d appreciate it if you stopped texting me",
    "mind not blowing up my phone",
    # turned away
    "je ne lis jamais vos sms",
    "gardez vos promos",
    "je renonce a vos offres",
    "sorry but i have no interest in your newsletter thanks",
    "pls do not send ur promos",
    "je veux plus 2 vo pubs",
    "my wife does not want your texts",
    "i ve no use for your adverts",
    "je n ai aucun besoin de vos pubs",
    # politely
    "vous seriez bien aimable de ne plus m ecrire",
    "would you be so kind as to remove me",
    "please make sure i no longer receive these",
    "please be advised that i object to marketing",
    # out of it
    "i would like being dropped from the mailing list",
    "que ca s arrete",
    "je veux que ca s arrete maintenant",
    "make this stop please",
    "i d like to be removed",
    "sign me off",
    "virez mon telephone de vos contacts",
    "je veux sortir de votre liste",
)
OTHERS = (
    "don t text me the code",
    "do not send the grinder",
    "ne m envoyez pas la facture",
    "je n ai pas recu vos messages",
    "the courier can t contact me",
    "why can t you text me",
    "pourquoi ne plus m envoyer vos offres",
    "retirez mon numero de commande du panier",
    "je ne veux plus le moulin",
    "remove the filter",
    "my wife does not want the grinder",
    "i have no use for the grinder",
    "make sure i get the code",
    "vous seriez aimable de retirer le moulin",
    "i want out of stock items too",
    "il ne faut plus m envoyer de capsules",
    "gardez la machine",
    "you can text me",
    "i d like to be called",
    "ne m ecrivez plus avant lundi",
    "",
)


@pytest.mark.parametrize("said", WISHES)
def test_a_wish_is_one(said: str) -> None:
    assert wants_no_more(said)


@pytest.mark.parametrize("said", OTHERS)
def test_what_is_of_something_else_is_none(said: str) -> None:
    assert not wants_no_more(said)


def test_a_clause_that_is_long_is_none() -> None:
    assert not wants_no_more("evitez de m importuner " + "svp " * LONGEST)


def test_of_what_the_grammar_makes_most_is_recognised_and_next_to_nothing_is_taken_wrongly() -> None:
    said = [recognise(text) for text in opt_outs(1000, "tested")]
    assert sum(one is not None and one.kind == "stop" for one in said) >= 900
    taken = [text for text in harmless(1000, "tested") if (one := recognise(text)) and one.kind == "stop" and one.sure]
    assert len(taken) <= 5, taken

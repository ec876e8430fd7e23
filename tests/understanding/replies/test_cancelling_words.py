"""Cancelling without a word of what."""

from __future__ import annotations

import pytest

from bot.understanding.replies.cancelling_words import cancels_only


@pytest.mark.parametrize(
    "said",
    [
        "annuler",
        "hmm non j'annule",
        "too expensive, cancel it",
        "c'est trop cher, annulez",
        "Annulez svp",
        "je dois annuler désolé",
        "finalement je dois annuler",
        "jdois annuler dsl",
        "désolé je vais devoir annuler",
        "je voudrais tout annuler, merci",
        "annulez ça svp",
        "oups, j'annule",
        "puis-je annuler ?",
        "il faut que j'annule",
        "on peut annuler ?",
        "cancel",
        "I have to cancel, sorry",
        "sorry I need to cancel",
        "can I cancel?",
        "actually, cancel that please",
        "I'm afraid I'll have to cancel",
    ],
)
def test_it_cancels_and_says_nothing_of_what(said: str) -> None:
    assert cancels_only(said)


@pytest.mark.parametrize(
    "said",
    [
        "annuler ma commande",
        "je dois annuler mon rendez-vous",
        "cancel my order",
        "cancel the visit",
        "je ne veux pas annuler",
        "ne rien annuler",
        "I don't want to cancel",
        "comment annuler un abonnement",
        "annuler samedi",
        "",
        "STOP",
    ],
)
def test_it_names_something_or_cancels_nothing(said: str) -> None:
    assert not cancels_only(said)

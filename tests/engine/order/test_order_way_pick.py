"""Asked which way, they say only yes, or leave it to us."""

from __future__ import annotations

import pytest

from bot.model.draft import OrderDraft
from tests.engine.chat import Chat
from tests.engine.ordering import lea_with, line

WAY = "Comment souhaitez-vous la recevoir"


def asked(language: str = "fr") -> Chat:
    return lea_with({"id": "c1", "lines": [line("aroma-2")]}, language=language).hears("Aroma 2")


@pytest.mark.parametrize("words", ["oui svp", "oui", "comme vous voulez", "à vous de choisir"])
def test_the_quickest_way_is_told_and_the_one_that_comes_to_them(words: str) -> None:
    lea = asked().says(words)
    lea.hears(
        "Le plus rapide, c’est «\u00a0Retrait en magasin\u00a0»", "Sans sortir de chez vous", "Je note le premier"
    )


def test_a_yes_takes_it_then() -> None:
    asked().says("oui svp").hears("Je note le premier").says("oui").hears("Dans quelle boutique")


def test_a_no_puts_the_question_again_and_any_other_way_is_taken_as_ever() -> None:
    lea = asked().says("oui svp").hears("Je note le premier").says("non").hears(WAY)
    lea.says("livraison à domicile").hears("adresse")


def test_in_english_a_yes_takes_the_quickest_way() -> None:
    lea = asked("en").says("yes please").hears("The quickest is “Pick up in store”", "Shall I put down the first?")
    lea.says("yes").hears("In which shop")


@pytest.mark.parametrize(
    ("language", "words", "told", "yes"),
    [
        ("fr", "vite svp je suis pressé", "Le plus rapide", "allez-y"),
        ("fr", "le moins cher", "Le moins cher, c’est «\u00a0Retrait en magasin\u00a0»", "celui-là"),
        ("en", "which is the cheapest way?", "The least expensive is “Pick up in store”: free", "that one"),
        ("en", "I'm in a hurry", "The quickest is", "go ahead"),
    ],
)
def test_what_counts_says_which_way(language: str, words: str, told: str, yes: str) -> None:
    lea = (
        lea_with({"id": "c1", "lines": [line("aroma-2")]}, language=language)
        .ignores_what_was_said()
        .says(words)
        .hears(told)
    )
    lea.says(yes).hears("boutique" if language == "fr" else "shop")


@pytest.mark.parametrize("channel", ["telegram", "sms", "whatsapp", "web"])
@pytest.mark.parametrize(
    ("language", "words"), [("fr", "non, livraison à domicile"), ("en", "no, home delivery"), ("en", "no, parcel shop")]
)
def test_a_no_may_say_which_way_instead(channel: str, language: str, words: str) -> None:
    lea = lea_with({"id": "c1", "lines": [line("aroma-2")]}, language=language, channel=channel)
    if channel in ("sms", "whatsapp"):
        lea.says("commander", means="flow:order")
    lea.ignores_what_was_said().says("the quickest").ignores_what_was_said().says(words).ignores_what_was_said()
    draft = lea.customer.conversations[-1].draft
    assert isinstance(draft, OrderDraft)
    assert draft.way in ("home", "relay")

"""An order in words, as each channel needs them."""

from __future__ import annotations

import pytest

from tests.engine.ordering import lea_with, line

MANY = {"id": "c1", "lines": [line("huila"), line("brio"), line("cadeau"), line("carafe")]}


def test_by_sms_only_the_first_lines_are_told_and_how_many_more() -> None:
    lea = lea_with(MANY, channel="sms").says("je veux commander", means="flow:order").hears("Total\u00a0: 299,90")
    lea.says("2").hears("boutique").says("1")
    said = lea.unheard[0].content.text
    assert "Brio" in said
    assert "(+2)" in said
    assert "Cadeau" not in said
    lea.hears("Je valide")


@pytest.mark.parametrize(("language", "recap"), [("fr", "Votre commande"), ("en", "Your order")])
def test_by_sms_the_lines_are_told_before_the_ways(language: str, recap: str) -> None:
    lea = lea_with({"id": "c1", "lines": [line("huila"), line("brio")]}, channel="sms", language=language)
    lea.says("je veux commander", means="flow:order").hears(recap)
    said = lea.said[-1].content.text
    assert "1 x Huila 250 g" in said
    assert "1 x Brio" in said


def test_by_sms_of_long_names_the_first_are_told_and_how_many_more() -> None:
    names = ["Café de spécialité torréfié à la main, sachet de 250 g", "Machine à café automatique Grand Confort Inox"]
    cart = {"id": "c1", "lines": [line(f"x{place}", name=name) for place, name in enumerate((*names, *names))]}
    lea = lea_with(cart, channel="sms").says("je veux commander", means="flow:order").ignores_what_was_said()
    assert "- 1 x Café de spécialité..." in lea.said[-1].content.text
    assert "(+" in lea.said[-1].content.text


def test_in_a_chat_with_buttons_every_line_is_told() -> None:
    lea = lea_with(MANY)
    assert "1 × Cadeau\u00a0: gratuit" in lea.unheard[0].content.text
    lea.hears("1 × Carafe\u00a0: 12\u00a0€")


def test_in_english_the_days_and_amounts_are_english() -> None:
    lea = lea_with({"id": "c1", "lines": [line("huila")]}, language="en")
    lea.hears("Home delivery: €4.90, by Thursday 5 March")

"""An order in words, as each channel needs them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engine.ordering import lea_with, line, placed

MANY: dict[str, Any] = {"id": "c1", "lines": [line("huila"), line("brio"), line("cadeau"), line("carafe")]}


def recap_by_sms(*lines: dict[str, Any]) -> str:
    lea = lea_with({"id": "c1", "lines": list(lines)}, channel="sms").says("je veux commander", means="flow:order")
    lea.ignores_what_was_said().says("2").hears("boutique").says("1")
    return lea.hears("Je valide").said[-1].content.text


def test_by_sms_every_line_that_fits_is_read_back() -> None:
    assert "- 1 x Carafe\u00a0: 12" in recap_by_sms(*MANY["lines"])


def test_by_sms_of_more_lines_the_first_are_told_and_how_many_more() -> None:
    said = recap_by_sms(*(line("huila", name=f"Café numéro {place} de très loin") for place in range(12)))
    assert "numéro 0" in said
    assert "(+" in said
    assert "numéro 11" not in said


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


ENGLISH = 'msgid "Huila 250 g"\nmsgstr "Huila coffee 250 g"\n\nmsgid "Cadeau"\nmsgstr "Gift"\n'


@pytest.mark.parametrize("channel", ["telegram", "sms", "whatsapp", "web"])
def test_lines_are_in_the_customers_language_and_the_shop_is_told_its_own_names(channel: str) -> None:
    cart = {"id": "c1", "lines": [line("huila"), line("cadeau"), line("carafe")]}
    lea = lea_with(cart, channel=channel, language="en", english=ENGLISH)
    if channel in ("sms", "whatsapp"):
        lea.says("I want to order", means="flow:order")
    said = lea.said[-1].content.text
    assert "Huila coffee 250 g" in said
    assert "Cadeau" not in said
    lea.ignores_what_was_said().says("1").ignores_what_was_said().says("1").ignores_what_was_said().says("1")
    [order] = placed(lea.ignores_what_was_said())
    assert [one.name for one in order.order.lines] == ["Huila 250 g", "Cadeau", "Carafe"]


def test_a_shops_own_name_for_what_the_catalogue_has_is_said_as_the_catalogue_says_it() -> None:
    cart = {"id": "c1", "lines": [line("huila", name="Café Huila"), line("brio", name="La Brio")]}
    said = lea_with(cart, language="en", english=ENGLISH).unheard[0].content.text
    assert "Huila coffee 250 g" in said
    assert "La Brio" in said  # the catalogue has no English for it: the shop's own words stand
    assert "Café Huila" in lea_with(cart, english=ENGLISH).unheard[0].content.text

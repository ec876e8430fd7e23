"""An order in words, as each channel needs them."""

from __future__ import annotations

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


def test_in_a_chat_with_buttons_every_line_is_told() -> None:
    lea = lea_with(MANY)
    assert "1 × Cadeau\u00a0: gratuit" in lea.unheard[0].content.text
    lea.hears("1 × Carafe\u00a0: 12\u00a0€")


def test_in_english_the_days_and_amounts_are_english() -> None:
    lea = lea_with({"id": "c1", "lines": [line("huila")]}, language="en")
    lea.hears("Home delivery: €4.90, by Thursday 5 March")

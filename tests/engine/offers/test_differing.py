"""Offers side by side, in words."""

from __future__ import annotations

from bot.engine.advance import new_customer
from bot.engine.offers.differing import beside, told_beside
from bot.engine.run import Run
from bot.model.events import ShopReported
from bot.playbook.compiled import Shelf
from tests.engine.chat import MONDAY
from tests.engine.comparing import sets, shop


def told(*ids: str, matters: tuple[str, ...] = ()) -> str:
    customer = new_customer("c" * 32, MONDAY)
    run = Run(Shelf(current=shop()), customer, ShopReported(id="e", at=MONDAY, name="x.y"))
    run.change(language="fr")
    return told_beside(run, beside(run, run.offers.all_of(ids), matters))


def test_each_has_a_line_and_then_what_speaks_for_either() -> None:
    assert told("aroma-2", "presto-15") == sets(
        "• Aroma 2 : 349 €, 52 dB, 24 cm, mousseur oui, 1,8 l\n"
        "• Presto 15 : 419 €, 61 dB, 28 cm, mousseur oui, 2,4 l\n"
        "Aroma 2 arrive en tête : prix 349 € contre 419 €, bruit 52 dB contre 61 dB. "
        "En revanche, Presto 15 fait mieux : réservoir 2,4 l contre 1,8 l."
    )


def test_only_what_all_of_them_have_is_told() -> None:
    assert "réservoir" not in told("aroma-2", "brio-lait")


def test_what_matters_to_them_weighs_more() -> None:
    assert "Brio Mini arrive en tête" in told("brio-mini", "aroma-2", matters=("price",))


def test_of_different_kinds_neither_comes_out_ahead() -> None:
    said = told("moulin-lima", "brio-mini")
    assert said.startswith("Ce ne sont pas les mêmes articles, aucun ne remplace l’autre.")
    assert "en tête" not in said
    assert sets("• Moulin Lima : 189 €, 70 dB, 16 cm") in said


def test_one_is_beside_nothing_and_five_are_too_many() -> None:
    assert told("aroma-2") == ""
    assert told("aroma-2", "presto-15", "brio-mini", "brio-lait", "moulin-lima") == ""

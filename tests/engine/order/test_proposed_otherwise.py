"""A yes to the same again with something beside it: it is summed up, and nothing goes out before another yes."""

from __future__ import annotations

import pytest

from bot.engine.order.proposed_otherwise import is_agreed_otherwise
from bot.engine.run import Run
from bot.model.events import FlowRequested
from bot.model.message import Reading
from bot.model.offer import Named
from tests.engine.chat import Chat
from tests.engine.order.test_proposing import SUMMED_UP, lea
from tests.engine.ordering import placed

YIRGA = Reading(named=(Named(("yirga",), 1, "yirga"),))


def lines(one: Chat) -> list[tuple[str, int]]:
    [told] = placed(one)
    return [(line.offer, line.quantity) for line in told.order.lines]


@pytest.mark.parametrize(
    ("words", "count"),
    [("oui mais deux", 2), ("le double", 2), ("un de plus", 2), ("j'en prends trois cette fois", 3), ("oui mais 3", 3)],
)
def test_how_many_is_changed_and_the_way_stays(words: str, count: int) -> None:
    one = lea().hears("La même chose").says(words)
    one.hears(f"{count} × Huila 250 g", "Livraison à domicile", choices=SUMMED_UP)
    assert not placed(one)
    one.says("je confirme")
    assert lines(one) == [("huila", count)]


def test_another_comes_instead_in_the_same_number() -> None:
    one = lea().hears("La même chose").reads("oui mais plutôt du yirga", YIRGA)
    one.hears("1 × Yirga 250 g", choices=SUMMED_UP)
    assert "Huila" not in one.said[-1].content.text
    one.says("je confirme")
    assert lines(one) == [("yirga", 1)]


@pytest.mark.parametrize("words", ["oui et aussi du yirga", "oui et un yirga"])
def test_another_comes_as_well(words: str) -> None:
    one = lea().hears("La même chose").reads(words, YIRGA).hears("1 × Huila 250 g", "1 × Yirga 250 g")
    one.says("je confirme")
    assert lines(one) == [("huila", 1), ("yirga", 1)]


def test_another_way_is_taken_with_the_place_that_is_known() -> None:
    one = lea().hears("La même chose").says("oui mais en point relais").hears("Point relais", choices=SUMMED_UP)
    assert not placed(one)


def test_what_is_asked_of_the_shop_is_passed_on_without_the_yes() -> None:
    one = lea().hears("La même chose").says("oui, avec une facture au nom de Acme")
    one.hears("À transmettre", "« une facture au nom de Acme »".replace("« ", "«\u00a0").replace(" »", "\u00a0»"))


def test_words_that_say_nothing_we_know_are_summed_up_too() -> None:
    one = lea().hears("La même chose").says("oui, ma belle-mère arrive jeudi").hears("Total", choices=SUMMED_UP)
    assert not placed(one)


def test_a_plain_yes_orders_at_once() -> None:
    one = lea().hears("La même chose").says("oui merci beaucoup").ignores_what_was_said()
    assert lines(one) == [("huila", 1)]


def test_by_hand_without_the_same_in_the_cart_nothing_is_agreed() -> None:
    one = lea().ignores_what_was_said()
    assert not is_agreed_otherwise(Run(one.shelf, one.customer, FlowRequested(id="x", at=one.now, flow="again")))

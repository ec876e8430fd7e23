"""Giving the store's own answers, and what is meant by the words after one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from bot.model.message import Candidate, Reading
from bot.playbook import build
from bot.rules.offers.catalogue import Plain
from tests.engine.chat import Chat, book_files
from tests.engine.comparing import shop
from tests.engine.order.test_order_named import SAID
from tests.engine.ordering import CATALOGUE, STORE, sells

PRICE = "{{ offer.price | default: 349 | money: 'short' }}"
MEANS_IT = Reading(candidates=(Candidate("answer", "quiet", 0.97),))
ORDERS = Reading(candidates=(Candidate("flow", "order", 0.99),))


def answers(say: str) -> str:
    return f"""
- answer: quiet
  question: Avez-vous une machine silencieuse ?
  also: [une machine sans bruit]
  say: "{say}"
  offer: aroma-2
"""


def lea(say: str = f"Oui, l’Aroma 2 est à {PRICE}.") -> Chat:
    files = {**book_files(SAID, store=STORE, answers=answers(say)), "flows/catalog/offers.csv": CATALOGUE}
    checked = build(files)
    assert checked.playbook is not None, [str(fault) for fault in checked.faults]
    return Chat(checked.playbook)


def test_an_answer_sees_what_it_is_about_as_it_is_now() -> None:
    sells(lea(), aroma_2={"price": Decimal(379)}).reads("silencieuse ?", MEANS_IT).hears(
        "Oui, l’Aroma 2 est à 379\u00a0€."
    )


@pytest.mark.parametrize(("words", "lines"), [("j'en veux deux", "2 × Aroma 2"), ("je la prends", "1 × Aroma 2")])
def test_what_is_said_after_it_means_that_offer(words: str, lines: str) -> None:
    asked = lea().reads("silencieuse ?", MEANS_IT).hears("Aroma 2")
    asked.reads(words, ORDERS).hears(lines)


def without_it(chat: Chat) -> Chat:
    left = {id_: offer for id_, offer in chat.shelf.current.offers.items() if id_ != "aroma-2"}
    chat.shelf = replace(chat.shelf, catalogue=Plain(left))
    return chat


def test_where_it_is_not_sold_any_more_an_answer_that_needs_it_is_a_person_s() -> None:
    gone = without_it(lea("Oui : {{ offer.name }}.")).reads("silencieuse ?", MEANS_IT)
    assert gone.customer.handover is not None
    assert any("offer.name" in str(row.facts.get("value")) for row in gone.ledger if row.kind == "not_sent")


def test_an_answer_that_needs_it_not_is_given_all_the_same() -> None:
    gone = without_it(lea("Oui, venez l’écouter.")).reads("silencieuse ?", MEANS_IT).hears("Oui, venez l’écouter.")
    assert gone.customer.handover is None
    assert gone.customer.shown == ()


def test_any_answer_tells_the_price_of_now_of_any_offer() -> None:
    brio = "{{ offers.brio.price | money: 'short' }}"
    said = f"L’Aroma 2 est à {{{{ offers.aroma-2.price | money: 'short' }}}}, la Brio à {brio}."
    asked = sells(lea(said), aroma_2={"price": Decimal(379)}).reads("silencieuse ?", MEANS_IT)
    asked.hears("L’Aroma 2 est à 379\u00a0€, la Brio à 279\u00a0€.")


def test_an_answer_says_nothing_of_an_offer_that_has_gone() -> None:
    gone = without_it(lea("À {{ offers.aroma-2.price | money }}.")).reads("silencieuse ?", MEANS_IT)
    assert gone.customer.handover is not None


@pytest.mark.parametrize(
    ("say", "spoken_of"),
    [
        ("Aroma 2 ou Brio Mini, à vous de voir.", {"aroma-2", "brio-mini"}),
        ("De {{ offers.brio-mini.price | money }} à {{ offers.aroma-2.price | money }}.", {"aroma-2", "brio-mini"}),
        ("La Brio Mini plaît beaucoup.", None),  # in passing
        ("Toutes nos machines sont garanties.", None),
    ],
)
def test_an_answer_that_sets_offers_side_by_side_leaves_them_on_the_table(say: str, spoken_of: set[str] | None) -> None:
    book = shop(answers=f'- {{ answer: which, question: Laquelle prendre ?, also: [laquelle], say: "{say}" }}\n')
    asked = Chat(book).says("Laquelle ?", means="answer:which").ignores_what_was_said()
    shown = asked.customer.shown
    assert ({id_ for id_, _ in shown[-1].offers.values()} if shown else None) == spoken_of

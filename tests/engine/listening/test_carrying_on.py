"""Short questions that carry on the answer before them, as chats."""

from __future__ import annotations

import pytest

from bot.model.message import Candidate, Reading
from bot.playbook import build
from tests.engine.chat import Chat, book_files
from tests.engine.order.test_order_named import SAID
from tests.engine.ordering import CATALOGUE, STORE

ANSWERS = """
- answer: hours
  question: Quand ouvrez-vous ?
  say: >-
    {% if answer.opening %}{{ answer.opening }}{% elsif answer.place %}Boutique {{ answer.place }}.{% else %}
    Du lundi au samedi.{% endif %}
  tags: [store]
- answer: address
  question: Où êtes-vous ?
  say: Rue Mercière.
  tags: [store]
- answer: abroad
  question: Livrez-vous à l’étranger ?
  say: "{{ answer.country_name | default: 'Partout' }}."
  tags: [delivery]
- answer: prices
  question: Combien coûtent vos machines ?
  say: De 279 à 349 €.
"""
NOTHING = Reading()


def lea() -> Chat:
    files = {**book_files(SAID, store=STORE, answers=ANSWERS), "flows/catalog/offers.csv": CATALOGUE}
    checked = build(files)
    assert checked.playbook is not None, [str(fault) for fault in checked.faults]
    return Chat(checked.playbook)


def asked(text: str, answer: str) -> Chat:
    return lea().reads(text, Reading(candidates=(Candidate("answer", answer, 0.97),)))


def test_a_day_is_asked_of_the_hours_that_were_told() -> None:
    told = asked("vous ouvrez quand ?", "hours").hears("Du lundi au samedi.")
    told.reads("et samedi ?", NOTHING).hears("Samedi 7 mars\u00a0: Lyon de 10\u00a0h")
    told.reads("et à Annecy ?", NOTHING).hears("Boutique annecy.")
    told.reads("and on Sundays?", NOTHING).hears("Dimanche 8 mars, nous sommes fermés")


def test_a_first_question_that_names_a_day_is_told_that_day() -> None:
    asked("vous ouvrez quand samedi ?", "hours").hears("Samedi 7 mars")


def test_a_day_after_an_answer_that_knows_no_days_is_asked_of_the_one_beside_it() -> None:
    asked("vous êtes où ?", "address").hears("Rue").reads("et samedi ?", NOTHING).hears("Samedi 7 mars")


def test_a_country_is_asked_of_the_answer_on_countries() -> None:
    asked("vous livrez où ?", "abroad").hears("Partout").reads("et en Suisse ?", NOTHING).hears("Suisse.")


@pytest.mark.parametrize("words", ["et à Annecy ?", "et samedi ?"])
def test_what_the_last_answer_does_not_speak_of_is_asked_about(words: str) -> None:
    told = asked("vous livrez où ?", "abroad").hears("Partout").reads(words, NOTHING)
    told.hears("Pouvez-vous le dire autrement")


def test_an_example_of_the_playbook_s_goes_before() -> None:
    told = asked("vous ouvrez quand ?", "hours").hears("Du lundi")
    told.reads("et samedi ?", Reading(candidates=(Candidate("answer", "address", 1.0),))).hears("Rue Mercière.")


def test_after_an_hour_it_carries_nothing_on() -> None:
    told = asked("vous ouvrez quand ?", "hours").hears("Du lundi").waits(hours=2)
    told.reads("et samedi ?", NOTHING).hears("Pouvez-vous le dire autrement")


def test_the_price_of_one_then_of_another() -> None:
    told = lea().reads("c'est combien l'Aroma 2 ?", NOTHING).hears("Aroma 2\u00a0: 349")
    told.reads("et la Brio ?", NOTHING).hears("Brio\u00a0: 279")


def test_an_answer_on_all_prices_then_of_one() -> None:
    told = asked("combien coûtent vos machines ?", "prices").hears("De 279")
    told.reads("et l'Aroma 2 ?", NOTHING).hears("Aroma 2\u00a0: 349")


def test_the_stock_of_one_shop_then_of_another() -> None:
    told = lea().reads("l'Aroma 2 est en stock à Lyon ?", NOTHING).hears("en stock aujourd’hui (Moka Lyon)")
    told.reads("et à Annecy ?", NOTHING).hears("en stock aujourd’hui (Moka Annecy)")

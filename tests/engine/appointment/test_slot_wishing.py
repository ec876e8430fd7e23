"""Words that name a time are met at the question when, and nowhere else."""

from __future__ import annotations

from tests.engine.chat import Chat
from tests.engine.visiting import booked, flow, hers, lea_at, shop


def test_a_number_of_the_list_is_the_list() -> None:
    lea = lea_at().hears("quel horaire").says("3").hears("Le 3/3 à 10")
    assert hers(lea) == [("Tue 03/03 10:00", "booked")]


def test_a_day_that_is_shown_once_shows_its_other_hours() -> None:
    lea = lea_at().hears("quel horaire").says("mardi").hears("quel horaire")
    assert all(choice.label.startswith("mar. 3") for choice in lea.said[-1].content.choices[:3])


def test_a_word_of_no_time_is_left_to_others() -> None:
    lea_at().hears("quel horaire").says("pas maintenant").hears("Une autre fois").ends("postponed")


def test_where_no_booking_stands_a_day_is_no_answer_to_it() -> None:
    lea = Chat(shop()).says("samedi matin").ignores_what_was_said()
    assert hers(lea) == []


def test_at_the_question_which_shop_a_day_waits() -> None:
    lea = lea_at(shop(flow("for: visit"))).hears("Dans quelle boutique").says("jeudi")
    lea.hears("Jeudi, c’est noté.", "Dans quelle boutique").says("la première").hears("quel horaire")
    assert all(choice.label.startswith("jeu. 5") for choice in lea.said[-1].content.choices[:3])
    assert hers(lea) == []


def test_at_the_question_which_shop_a_day_and_the_shop_are_both_taken() -> None:
    lea = lea_at(shop(flow("for: visit"))).hears("Dans quelle boutique").says("jeudi à Lyon").hears("quel horaire")
    assert all(choice.label.startswith("jeu. 5") for choice in lea.said[-1].content.choices[:3])


def test_at_an_appointment_that_stands_a_day_moves_it() -> None:
    lea = booked(lea_at()).opens().hears("Vous avez rendez-vous").says("jeudi à 15h").hears("Le 5/3 à 15")
    assert hers(lea) == [("Thu 05/03 15:00", "booked")]

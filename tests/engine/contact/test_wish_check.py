"""What may be a wish of how to be written to is shown as it was understood, and kept once they say yes."""

from __future__ import annotations

from bot.model.customer import ContactWishes
from bot.playbook.compiled import Playbook
from tests.engine.chat import Opens


def test_it_is_asked_back_and_kept_on_a_yes(chat: Opens, book: Playbook) -> None:
    lea = (
        chat(book).says("pfiou vos sms, un tous les deux mois c'est bien").hears("bien compris", choices=("Oui", "Non"))
    )
    assert "60 jours" in lea.said[-1].content.text
    assert lea.customer.wishes is None
    lea.presses("Oui").hears("60 jours")
    assert lea.customer.wishes == ContactWishes(times=1, every=60)


def test_a_part_of_the_day_without_a_word_of_messages_is_asked_back(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("/help").ignores_what_was_said().says("pas le soir svp")
    lea.hears("18\u00a0h", choices=("Oui", "Non")).presses("Oui").hears("18\u00a0h")
    assert lea.customer.wishes == ContactWishes(not_after=18 * 60)


def test_fewer_in_other_words_is_asked_back_as_a_number(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("/help").ignores_what_was_said().says("franchement un peu moins de pub ça m'arrangerait")
    lea.hears("14 jours", choices=("Oui", "Non")).presses("Oui").hears("14 jours")
    assert lea.customer.wishes == ContactWishes(times=1, every=14)


def test_what_may_be_the_reason_of_an_opt_out_is_asked_about_as_one(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("/help").ignores_what_was_said().says("arrêtez de m'écrire, je dors le soir")
    lea.hears("ne plus recevoir", choices=("Oui", "Non"))
    assert lea.customer.wishes is None


def test_a_no_keeps_nothing_and_the_question_stands_again(chat: Opens, book: Playbook) -> None:
    lea = chat(book).opens().ignores_what_was_said()
    lea.says("le dimanche on ne dérange pas les gens").hears("bien compris")
    lea.presses("Non").hears("rien ne change", choices=("À domicile", "En boutique"))
    assert lea.customer.wishes is None


def test_said_otherwise_it_is_kept_at_once_and_not_asked_twice(chat: Opens, book: Playbook) -> None:
    lea = chat(book).says("le dimanche on ne dérange pas les gens").hears("bien compris")
    lea.says("pas de messages le samedi").hears("samedi")
    assert lea.customer.wishes == ContactWishes(silent_days=(5,))


def test_a_pause_and_no_offers_are_asked_back_too(chat: Opens, book: Playbook) -> None:
    lea = chat(book, consent=("marketing",)).says("d'ici le 1er octobre laissez-moi donc respirer sans messages hein")
    lea.hears("1er octobre").presses("Oui").hears("1er octobre")
    assert lea.customer.pauses
    lea.says("order updates yes, adverts no").hears("commandes").presses("Oui").hears("commandes")
    assert any(not grant.granted for grant in lea.customer.grants)

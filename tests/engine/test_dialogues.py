"""What happens at any question happens at those of an order too."""

from __future__ import annotations

from tests.engine.ordering import lea_with, line

HUILA = {"id": "c1", "lines": [line("huila")]}


def test_a_reminder_and_silence_come_as_at_any_question() -> None:
    order = 'from: cart, remind: { after: 5 hours, say: "Toujours là ?" }, silent: keep'
    lea = lea_with(HUILA, order).hears("Comment souhaitez-vous la recevoir")
    lea.waits(hours=6).hears("Toujours là", choices=tuple(choice.label for choice in lea.said[0].content.choices))
    lea.waits(days=4)
    assert lea.ended[-1].outcome == "postponed"
    lea.ignores_what_was_said()


def test_a_button_of_a_question_that_is_over_is_too_late() -> None:
    lea = lea_with(HUILA).hears("Comment").presses("Point relais").hears("postal").says("69002").hears("Je valide")
    lea.presses("Livraison à domicile").hears("Je valide")


def test_who_is_never_understood_gets_a_person() -> None:
    lea = lea_with(HUILA).hears("Comment")
    for _ in range(5):
        lea.says("brrr xyz")
    assert lea.customer.handover is not None
    lea.ignores_what_was_said()

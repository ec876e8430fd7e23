"""What is taken comes back as an event, which goes on with the booking, or is harmless."""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.run import Run
from bot.model.appointment import AskAgenda
from bot.model.events import FlowRequested
from tests.engine.visiting import booked, hers, lea_at, told


def test_what_nobody_waits_for_is_harmless() -> None:
    lea = booked(lea_at())
    [ask] = [one for one in lea.effects if isinstance(one, AskAgenda)][:1]
    answer = lea.visits.answer(replace(ask, claim=None), "f" * 32)
    lea.meets(answer).hears_nothing()


def test_a_claim_that_was_had_is_an_appointment_though_the_conversation_has_gone() -> None:
    lea = lea_at().hears("quel horaire")
    lea.agendas_wait = True
    lea.presses("mar. 3 mars, 10\u00a0h").hears_nothing()
    run = Run(lea.shelf, lea.customer, FlowRequested(id="e" * 32, at=lea.now, flow="visit"))
    stack.lift(run, run.customer.conversations[-1])
    lea.customer = run.customer
    lea.agendas_are_answered().hears_nothing()
    assert hers(lea) == [("Tue 03/03 10:00", "booked")]
    assert told(lea) == [("appointment.booked", "Tue 03/03 10:00")]


def test_while_it_is_looked_up_a_word_of_hers_loses_nothing() -> None:
    lea = lea_at().hears("quel horaire")
    lea.agendas_wait = True
    lea.presses("mar. 3 mars, 10\u00a0h").says("merci").ignores_what_was_said()
    lea.agendas_are_answered().hears("Le 3/3 à 10").ends("booked")


def test_a_step_that_has_gone_goes_to_people() -> None:
    lea = lea_at().hears("quel horaire")
    lea.agendas_wait = True
    lea.presses("D’autres horaires")
    talking = lea.customer.conversations[-1]
    lea.customer = replace(lea.customer, conversations=(replace(talking, step="nowhere"),))
    lea.agendas_are_answered().hears("ne fonctionne pas")
    assert lea.customer.handover is not None

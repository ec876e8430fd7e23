"""Somebody near to the customer has died: condolences, and nothing that sells for a while. Who then wants the number or
what we have kept erased fills in no form: nothing is written there any more, and a person erases it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from bot.engine import stack
from bot.engine.contact.consent import opt_out
from bot.engine.handovers import to_a_person
from bot.engine.listening.heard import Heard
from bot.engine.run import Run
from bot.engine.speaking import say_situation
from bot.model.customer import Pause
from bot.rules.people.one_person import longest
from bot.understanding.life_words import tells_of_a_death, wants_to_be_forgotten

A_WHILE: Final = timedelta(days=90)
CAUSE: Final = "mourning"


def wants_the_dead_forgotten(run: Run, heard: Heard) -> bool:
    """With a death that is told, now or a while ago, they want the number or what we know erased."""
    if not heard.text or heard.event.pressed is not None or not wants_to_be_forgotten(heard.text):
        return False
    is_told_now = tells_of_a_death(heard.text)
    if run.customer.handover is not None or not (is_told_now or _is_in_mourning(run)):
        return False
    if is_told_now:
        say_situation(run, "condolences_alone")
    opt_out(run, evidence=heard.text[:200], source=CAUSE, confirm=False)
    to_a_person(run, reason="erase_after_death", rule=CAUSE, say="mourning_erased", priority="high")
    return True


def _is_in_mourning(run: Run) -> bool:
    return any(pause.cause == CAUSE and run.at < pause.until for pause in run.customer.pauses)


def tells_of_a_death_at_home(run: Run, heard: Heard) -> bool:
    """They tell of a death: what was being proposed or asked of them ends with that."""
    if not heard.text or heard.event.pressed is not None or not tells_of_a_death(heard.text):
        return False
    top = run.top
    if top is not None and top.purpose in ("marketing", "care"):
        stack.lift(run, top)
        stack.close_all(run, top, "declined")
    pause = Pause(purpose="marketing", until=run.at + A_WHILE, cause=CAUSE)
    run.change(pauses=longest((*run.customer.pauses, pause)), not_understood=0, offered=())
    run.decide("understood", "mourning", "mourning")
    say_situation(run, "condolences")
    return True

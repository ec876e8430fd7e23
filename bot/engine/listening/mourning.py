"""Somebody near to the customer has died: condolences, and nothing that sells for a while."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from bot.engine import stack
from bot.engine.listening.heard import Heard
from bot.engine.run import Run
from bot.engine.speaking import say_situation
from bot.model.customer import Pause
from bot.rules.people.one_person import longest
from bot.understanding.life_words import tells_of_a_death

A_WHILE: Final = timedelta(days=90)
CAUSE: Final = "mourning"


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

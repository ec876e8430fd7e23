"""When the bot says nothing: the team has the thread, or a machine is talking.

A thread that went to the team because the bot was lost, and where nobody of the team has said a word yet, is half the
bot's still: a later question that it is sure about gets its answer, and nothing else is said. The customer would wait
for hours for what takes a second; whoever of the team comes then reads it above.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from bot.engine.handovers import is_only_lost, open_handover
from bot.engine.listening.heard import Heard
from bot.engine.listening.meanings import answers_surely
from bot.engine.listening.wishing import takes_language
from bot.engine.run import Run
from bot.engine.speaking import say_situation
from bot.rules.loops import is_a_loop, remember

SAID_LATELY: Final = timedelta(minutes=15)


def is_with_staff(run: Run, heard: Heard) -> bool:
    """The thread is in staff's hands: the message is kept for them. Whoever asks for a person again is told it is
    noted.
    """
    handover = run.customer.handover
    if handover is None:
        return False
    if is_only_lost(handover):
        run.unread = heard.is_unread and heard.exact is None
        if answers_surely(run, heard):
            return True
    run.decide("ignored", "held_by_staff", "handover", team=handover.team)
    wish = heard.wish
    if wish is not None and wish.kind == "person" and not _said_lately(run):
        say_situation(run, "waiting_for_staff")
    if wish is not None and wish.kind == "language":  # what the bot has to say meanwhile (a STOP confirmed) is in it
        takes_language(run, wish)
    return True


def _said_lately(run: Run) -> bool:
    last = run.customer.last_out
    return last is not None and run.at - last < SAID_LATELY


def is_a_machine(run: Run, heard: Heard) -> bool:
    """Hand an endless exchange to a person, and answer nothing: another machine would answer that again."""
    if not heard.text or heard.event.pressed is not None:
        return False
    answers = heard.exact is not None
    known = remember(run.customer.heard, heard.text, run.at, run.customer.last_out, answers=answers)
    run.change(heard=known)
    if not is_a_loop(known):
        return False
    run.decide("ignored", "loop", "loop", messages=len(known))
    open_handover(run, team="", reason="loop", rule="loop", conversation=heard.conversation)
    run.change(heard=())
    return True

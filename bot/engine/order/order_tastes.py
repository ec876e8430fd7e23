"""Asked what they would like, they say what it is to be like and name none: "un truc pas trop fort", "something mild".

The conversation that advises begins, with their words: the one of which a question hears them, and which ends by
proposing an offer. What there is no such conversation for is looked for by its name, as ever.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.listening.heard import Heard
from bot.engine.listening.kept_ahead import said_to
from bot.engine.listening.wanting import want
from bot.engine.order.order_named import named_now
from bot.engine.order.order_under_way import Making, lifted
from bot.engine.run import Run
from bot.playbook.compiled import Ask, Flow
from bot.rules.texts.plain_text import plain, words

_ANYTHING: Final = words("truc trucs chose machin cafe something anything coffee one")
"""What stands for a thing that has no name yet; words that name an offer are of that one."""


def says_what_it_is_to_be_like(run: Run, heard: Heard, making: Making) -> bool:
    """A taste, a strength: who advises goes on from there; the empty order is left for it."""
    said = plain(heard.text)
    if heard.is_unread or making.draft.lines or (named_now(run) and _ANYTHING.isdisjoint(said.split())):
        return False
    flow = next((one for one in run.shelf.current.flows.values() if _advises(run, one, heard.text)), None)
    if flow is None:
        return False
    stack.close_all(run, replace(lifted(run, making), draft=None), "replaced")
    return want(run, flow, said=said)


def _advises(run: Run, flow: Flow, said: str) -> bool:
    """Tell whether a flow has a question which these words answer, and proposes an offer in the end."""
    if not any(isinstance(step, Ask) and step.offer is not None for step in flow.steps.values()):
        return False
    return any(one.as_ == "choice" and said_to(run, one, said) is not None for one in flow.hearing)

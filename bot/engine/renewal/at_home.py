"""What they have at home, said with nothing asked: "je n'en ai plus", "I've run out"; and, of who is not known to buy
anything again, "j'en ai encore", "I switched to another brand".

Who has run out wants more: the conversation that proposes what they bought last begins, or an order. The rest is
understood and said so; nothing was going to be proposed to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.engine.listening.heard import Heard
from bot.engine.listening.wanting import want
from bot.engine.order.order_opening import order_flow
from bot.engine.run import Run
from bot.engine.speaking import say_situation
from bot.engine.values import local_now
from bot.playbook.compiled import Ask, Flow
from bot.understanding.shopping.renewal_words import has_run_out, read_renewal

_SAID: Final[Mapping[str, str]] = {
    "still_some": "home_still_some",
    "switched": "home_switched",
    "no_need": "home_no_need",
}


def speaks_of_home(run: Run, heard: Heard) -> bool:
    """With nothing asked, they say that they have run out, have some left, buy elsewhere, or buy no more."""
    if heard.step is not None or not heard.text or heard.event.pressed is not None:
        return False
    if has_run_out(heard.text):
        flow = _again_flow(run) or order_flow(run)
        return flow is not None and want(run, flow)
    if run.customer.renewals:
        return False  # it is of these, or of none that we know
    said = read_renewal(heard.text, run.language, local_now(run))
    situation = _SAID.get(said.word) if said is not None and said.sure else None
    if said is None or situation is None:
        return False
    run.change(not_understood=0, offered=())
    run.decide("understood", "answered", "renewal", value=said.word, asked="renewal")
    say_situation(run, situation)
    return True


def _again_flow(run: Run) -> Flow | None:
    """Return the conversation of the playbook that proposes what they bought last when they ask for it."""
    flows = (one for one in run.shelf.current.flows.values() if one.examples)
    return next((one for one in flows if any(_proposes_it(step) for step in one.steps.values())), None)


def _proposes_it(step: object) -> bool:
    return isinstance(step, Ask) and step.offer is not None and "customer.again" in step.offer.source

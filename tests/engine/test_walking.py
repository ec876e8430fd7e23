"""Step after step, with bounds."""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine.walking import MOST_SAID, MOST_STEPS
from bot.model.effects import Send
from bot.playbook.compiled import Go, Playbook, Say
from tests.engine.chat import Opens


def rewired(book: Playbook, **steps: str | None) -> Playbook:
    """The coffee shop with some of its steps leading elsewhere."""
    flow = book.flows["coffee"]
    changed = {step: replace(flow.steps[step], next=to) for step, to in steps.items()}
    return replace(book, flows={**book.flows, "coffee": replace(flow, steps={**flow.steps, **changed})})


def test_a_step_that_is_missing_is_a_persons(chat: Opens, book: Playbook) -> None:
    lea = chat(rewired(book, hello="nowhere")).opens().hears("Bonjour").hears("de notre côté")
    assert lea.customer.handover is not None
    assert "nowhere" in lea.customer.handover.reason
    lea.staff_gives_back().ignores_what_was_said()


def test_a_flow_that_talks_in_circles_is_stopped(chat: Opens, book: Playbook) -> None:
    lea = chat(rewired(book, hello="hello")).opens()
    assert len([e for e in lea.effects if isinstance(e, Send)]) == MOST_SAID + 1
    assert lea.customer.handover is not None
    lea.ignores_what_was_said()


def test_a_flow_that_turns_in_circles_is_stopped(chat: Opens, book: Playbook) -> None:
    flow = book.flows["coffee"]
    hello = flow.steps["hello"]
    assert isinstance(hello, Say)
    circle = Go(id="hello", place=hello.place, target="hello")
    turning = replace(book, flows={"coffee": replace(flow, steps={"hello": circle})})
    lea = chat(turning).opens().hears("de notre côté")
    assert lea.customer.handover is not None
    assert str(MOST_STEPS + 1) in lea.customer.handover.reason

"""What stands behind a button."""

from __future__ import annotations

import pytest

from bot.model.address import Address
from bot.model.message import Pressed
from bot.web.chat import presses
from bot.web.doors import Doors

LEA, TOM = Address("web", "lea"), Address("web", "tom")


@pytest.mark.parametrize("prompt", ["0" * 32, "order.question", "a.b.c", "é"])
def test_a_button_opens_as_it_was_closed(doors: Doors, prompt: str) -> None:
    assert presses.open_(presses.close(prompt, 3, LEA, doors), LEA, doors) == Pressed(prompt, 3)


def test_a_button_of_one_visitor_is_nothing_in_the_hands_of_another(doors: Doors) -> None:
    assert presses.open_(presses.close("prompt", 0, LEA, doors), TOM, doors) is None


def test_every_change_of_a_button_is_noticed(doors: Doors) -> None:
    sealed = presses.close("prompt", 1, LEA, doors)
    for place in range(len(sealed)):
        for sign in "0.x":
            changed = sealed[:place] + sign + sealed[place + 1 :]
            assert changed == sealed or presses.open_(changed, LEA, doors) is None


@pytest.mark.parametrize("sealed", ["", ".", "..", "a.b.c", "prompt.١.x", "prompt.99999.x", "é" * 50, "prompt.0.é"])
def test_what_is_no_button_is_refused(doors: Doors, sealed: str) -> None:
    assert presses.open_(sealed, LEA, doors) is None

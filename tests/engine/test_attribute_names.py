"""What people call an attribute."""

from __future__ import annotations

from bot.engine.advance import new_customer
from bot.engine.attribute_names import called
from bot.engine.turn import Run
from bot.model.events import ShopReported
from bot.playbook.compiled import Shelf
from tests.engine.chat import MONDAY
from tests.engine.comparing import shop


def test_an_attribute_is_called_as_the_catalogue_titles_it_else_by_its_name() -> None:
    run = Run(Shelf(current=shop()), new_customer("c" * 32, MONDAY), ShopReported(id="e", at=MONDAY, name="x.y"))
    assert called(run, "bruit") == "bruit"
    assert called(run, "poids") == "poids"

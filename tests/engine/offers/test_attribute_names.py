"""What people call an attribute, and its values."""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine.advance import new_customer
from bot.engine.offers.attribute_names import called, value_called
from bot.engine.run import Run
from bot.model.events import ShopReported
from bot.playbook.compiled import Shelf
from tests.engine.chat import MONDAY
from tests.engine.comparing import shop
from tests.playbook.playbooks import STORE, playbook


def test_an_attribute_is_called_as_the_catalogue_titles_it_else_by_its_name() -> None:
    run = Run(Shelf(current=shop()), new_customer("c" * 32, MONDAY), ShopReported(id="e", at=MONDAY, name="x.y"))
    assert called(run, "bruit") == "bruit"
    assert called(run, "poids") == "poids"


def test_a_value_that_the_playbook_lists_is_translated_any_other_stays_as_it_is() -> None:
    listed = "- { attribute: mousseur, values: [buse vapeur] }\n"
    english = 'msgid "buse vapeur"\nmsgstr "steam wand"\n'
    book = playbook(
        {
            "flows/store.yaml": STORE.replace("languages: [fr]", "languages: [fr, en]"),
            "flows/catalog/attributes.yaml": listed,
            "locales/en/LC_MESSAGES/flows.po": english,
        }
    )
    kate = replace(new_customer("c" * 32, MONDAY), language="en")
    run = Run(Shelf(current=book), kate, ShopReported(id="e", at=MONDAY, name="x.y"))
    assert value_called(run, "mousseur", "Buse vapeur") == "steam wand"
    assert value_called(run, "mousseur", "tube") == "tube"
    assert value_called(run, "bruit", "buse vapeur") == "steam wand"  # the same word, whatever it is said of
    assert value_called(run, "bruit", "Buse vapeur") == "Buse vapeur"

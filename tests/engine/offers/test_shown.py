"""What was put to a customer is remembered, and not for ever."""

from __future__ import annotations

from bot.engine.offers.shown import MOST_SHOWN, MOST_SPOKEN
from tests.engine.chat import Opens
from tests.engine.comparing import shop


def test_what_was_shown_is_kept_with_the_names_of_then_and_only_the_newest(chat: Opens) -> None:
    lea = chat(shop()).opens().says("Bruit").ignores_what_was_said()
    table = lea.customer.shown[-1]
    assert table.prompt == lea.said[-1].content.prompt
    assert table.offers[table.keys[0]] == ("aroma-2", "Machine Aroma 2")
    for place in range(2 * MOST_SHOWN):
        lea.says("le prix compte plus" if place % 2 else "le prix compte moins").ignores_what_was_said()
    assert len(lea.customer.shown) == MOST_SHOWN
    assert table not in lea.customer.shown


def test_the_same_table_put_again_keeps_its_buttons(chat: Opens) -> None:
    lea = chat(shop()).opens().says("Bruit").ignores_what_was_said()
    prompt = lea.said[-1].content.prompt
    lea.says("brouhaha").ignores_what_was_said()
    assert lea.said[-1].content.prompt == prompt


def test_of_what_was_only_spoken_of_the_newest_few_are_kept_each_once(chat: Opens) -> None:
    lea = chat(shop(), quiet=True)
    for name in ("aroma 2", "presto", "brio mini", "aroma 2", "presto"):
        lea.says(f"combien coûte la {name} ?").ignores_what_was_said()
    spoken = [next(iter(one.offers.values()))[0] for one in lea.customer.shown if not one.prompt]
    assert spoken == ["brio-mini", "aroma-2", "presto-15"]
    assert len(spoken) == MOST_SPOKEN

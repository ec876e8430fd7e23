"""What a conversation sees of what began it."""

from __future__ import annotations

from bot.engine.context import event_in, words_in


def test_the_data_of_an_event_is_found_in_it() -> None:
    assert event_in({"event": {"name": "order.paid"}, "order": {}}) == {"name": "order.paid"}


def test_where_nothing_happened_there_is_no_data() -> None:
    assert event_in({}) == {}
    assert event_in({"event": "order.paid"}) == {}


def test_the_words_are_those_of_a_customer_who_began_it() -> None:
    assert words_in({"event": {"said": "deux paquets"}}) == "deux paquets"
    assert words_in({"event": {"name": "order.paid"}}) == ""
    assert words_in({"event": {"said": 2}}) == ""

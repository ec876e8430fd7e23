"""The names that texts may use."""

from __future__ import annotations

import pytest

from bot.playbook.check.vocabulary import BROUGHT, EVENTS, NAMESPACES, SHOP_EVENTS


@pytest.mark.parametrize("name", NAMESPACES)
def test_what_is_always_there_or_worked_out_is_known(name: str) -> None:
    space = NAMESPACES[name]
    assert space.always <= space.names.keys()
    assert space.computed <= space.names.keys()


@pytest.mark.parametrize("prefix", BROUGHT)
def test_what_an_event_brings_is_known(prefix: str) -> None:
    assert any(event.startswith(prefix) for event in EVENTS)
    for path in BROUGHT[prefix]:
        owner, _, name = path.partition(".")
        assert name in NAMESPACES[owner].names


def test_the_shops_events_are_those_of_the_interface() -> None:
    assert len(SHOP_EVENTS) == 18
    assert SHOP_EVENTS <= EVENTS

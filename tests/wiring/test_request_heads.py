"""How many strangers may come."""

from __future__ import annotations

import resource

import pytest

from bot.wiring.request_heads import KEPT_BACK, WANTED, most_connections, parser


def test_two_servers_of_one_process_count_their_connections_apart() -> None:
    one, other = parser(1), parser(2)
    assert (one.most, other.most) == (1, 2)
    assert one.idle is not other.idle


@pytest.mark.parametrize(
    ("soft", "hard", "most"),
    [(1024, 4096, 4096 - KEPT_BACK), (256, 256, 128), (1024, resource.RLIM_INFINITY, WANTED - KEPT_BACK)],
)
def test_as_many_may_come_as_the_system_allows_and_some_are_kept_back(
    soft: int, hard: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (soft, hard))
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: asked.append(limits))
    assert most_connections() == most
    assert asked == ([] if soft == hard else [(most + KEPT_BACK, hard)])

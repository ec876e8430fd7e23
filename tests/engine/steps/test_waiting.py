"""When a wait ends, and which services may be asked."""

from __future__ import annotations

from datetime import datetime

import pytest
from msgspec.structs import replace

from tests.engine.chat import PARIS, Opens, playbook
from tests.engine.steps.cases import FETCH


def waiting(until: str) -> str:
    return (
        "flow: w\ntitle: W\npurpose: service\nstarts: [{ event: chat.opened }]\n"
        f'steps:\n  - wait: {{ until: "{until}" }}\n  - say: Voilà\n'
    )


@pytest.mark.parametrize(
    ("until", "ends"),
    [
        ("18:00", "2026-03-02 18:00"),
        ("09:00", "2026-03-03 09:00"),
        ("{{ order.when | default: '2026-03-05T12:00' }}", "2026-03-05 12:00"),
        ("{{ order.when | default: '2026-03-05T12:00:00+00:00' }}", "2026-03-05 13:00"),
    ],
)
def test_a_wait_ends_at_an_hour_or_a_time(chat: Opens, until: str, ends: str) -> None:
    lea = chat(playbook(waiting(until))).opens()
    end = datetime.fromisoformat(ends).replace(tzinfo=PARIS)
    lea.until(end.replace(minute=0) if end.minute else end.replace(hour=end.hour - 1, minute=59)).hears_nothing()
    lea.until(end).hears("Voilà")


def test_a_time_gone_by_is_now(chat: Opens) -> None:
    chat(playbook(waiting("{{ order.when | default: '2020-01-01T12:00' }}"))).opens().hears("Voilà")


def test_what_is_no_time_is_a_persons(chat: Opens) -> None:
    lea = chat(playbook(waiting("{{ order.when | default: 'bientôt' }}"))).opens().hears("de notre côté")
    lea.staff_gives_back().hears("Voilà")


def test_the_hour_that_is_skipped_is_waited_for_until_the_gap_ends(chat: Opens) -> None:
    lea = chat(playbook(waiting("02:30")), at=datetime(2026, 3, 28, 23, 0, tzinfo=PARIS)).opens()
    timer = lea._timers[0][0]
    assert timer.astimezone(PARIS) == datetime(2026, 3, 29, 3, 0, tzinfo=PARIS)
    lea.until(datetime(2026, 3, 29, 8, 1, tzinfo=PARIS)).hears("Voilà")  # courtesy: not at three in the morning


@pytest.mark.parametrize("hosts", [(), ("other.example",), ("moka.example",)])
def test_a_host_that_is_not_allowed_is_not_asked(chat: Opens, hosts: tuple[str, ...]) -> None:
    flow = f"flow: f\ntitle: F\npurpose: service\nstarts: [{{ event: chat.opened }}]\nsteps:{FETCH}"
    book = playbook(flow, policy="fetch: { hosts: [api.moka.example] }\n")
    narrowed = replace(book, policy=replace(book.policy, fetch_hosts=hosts))
    chat(narrowed).opens().hears("Je ne sais pas").ends("done")

"""Every kind of timer over every change of the clock from 2024 to 2035, in fifteen zones (threats B1, F7).

What is said of itself is said once, and never at an hour that is quiet where the customer is: follow-ups at an hour,
waits until an hour and for a while, reminders, and marketing at the hour of a habit.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from bot.playbook.compiled import Playbook
from tests.engine.chat import Chat, playbook
from tests.rules.journey.test_follow_ups import ZONES, changes

FLOWS = (
    "flow: later\ntitle: Plus tard\npurpose: service\nstarts: [{ event: x.go, after: 1 hour, at: '02:30' }]\n"
    "steps:\n  - say: Suite\n",
    "flow: until\ntitle: Jusque\npurpose: service\nstarts: [{ event: x.go }]\n"
    "steps:\n  - wait: { until: '18:00' }\n  - say: Voilà\n",
    "flow: for\ntitle: Pendant\npurpose: service\nstarts: [{ event: x.go }]\n"
    "steps:\n  - wait: { for: 5 hours }\n  - say: Cinq heures\n",
    "flow: care\ntitle: Nouvelles\npurpose: care\nstarts: [{ event: x.go, after: 2 hours }]\n"
    "steps:\n  - say: Ça va ?\n",
    "flow: habit\ntitle: Offre\npurpose: marketing\nsteps:\n  - say: Une offre\n",
    "flow: asks\ntitle: Question\npurpose: service\nstarts: [{ event: chat.opened }]\n"
    "steps:\n  - ask: Combien ?\n    as: number\n    save: many\n    remind: { after: 4 hours, say: Toujours là ? }\n",
)
JOURNEY = (
    "journey: j\ntitle: J\nstages: [a]\nfollow_ups: [{ start: habit, on: x.go, after: 3 hours, send_time: best }]\n"
)
#: In minutes of the local day: when each may be heard. Care and marketing as France has them, reminders with courtesy.
WITHIN = {
    "Voilà": (8 * 60, 21 * 60),
    "Cinq heures": (8 * 60, 21 * 60),
    "Toujours là": (8 * 60, 21 * 60),
    "Ça va": (9 * 60, 20 * 60),
    "Une offre": (10 * 60, 19 * 60 + 30),
}


@pytest.fixture(scope="module")
def timers() -> Playbook:
    return playbook(*FLOWS, journey=JOURNEY)


def lived(book: Playbook, zone: str, began: datetime) -> list[tuple[str, datetime]]:
    """Return what was heard within nine days of an event, each with when, in the customer's own time."""
    lea = Chat(book, at=began, consent=("marketing", "care"))
    lea.customer = replace(lea.customer, timezone=zone, country="FR", answers_at=(0,) * 6 + (90,) + (0,) * 5)
    lea.opens().shop("x.go").until(began + timedelta(days=9))
    said = zip(lea.said, lea.said_at, strict=True)
    return [(send.content.text, at.astimezone(ZoneInfo(zone))) for send, at in said]


@pytest.mark.parametrize("zone", ZONES)
def test_each_timer_fires_once_and_never_at_a_quiet_hour(timers: Playbook, zone: str) -> None:
    looked = 0
    for change in changes(zone):
        for before in (timedelta(hours=30), timedelta(hours=5), timedelta(minutes=20)):
            heard = lived(timers, zone, change - before)
            words = [text for text, _ in heard]
            for text in ("Suite", *WITHIN):
                assert sum(text in said for said in words) == 1, (zone, change, before, text, words)
            for text, at in heard:
                minutes = at.hour * 60 + at.minute
                for name, (first, last) in WITHIN.items():
                    assert name not in text or first <= minutes < last, (zone, change, before, text, at)
            looked += 1
    assert looked >= 3

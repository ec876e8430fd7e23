"""Why a thread was handed over, in words; what a team is told names nobody in full and makes no link of a name."""

from __future__ import annotations

import pytest

from bot.model.staff import Role
from bot.store.staff.staff_alerts import ToTell
from bot.web.console.wording.handover_words import first_name, reason_of, teller
from tests.web.console.counter import book
from tests.web.console.people import person
from tests.web.doorway import NOW

NBSP = "\u00a0"
ONE = ToTell(
    id="h1",
    customer="c1",
    team="magasin",
    reason="asked for",
    opened_at=NOW,
    name="Léa Martin",
    point_of_sale=None,
    assignee=None,
    due_at=NOW,
    waits=True,
)


def test_a_team_is_told_who_waits_why_until_when_and_where() -> None:
    say = teller(book, lambda: NOW, "https://moka.example")
    assert say(ONE, person(Role.AGENT, language="fr")).splitlines() == [
        f"Léa attend l’équipe Magasin{NBSP}: demande à parler à quelqu’un",
        f"Réponse promise{NBSP}: avant lun. 2, 10:00.",
        "https://moka.example/console/inbox/c1",
    ]
    english = teller(book, lambda: NOW, None)(ONE, person(Role.AGENT, language="en"))
    assert english == "Léa waits for the team Magasin: asked for a person\nPromised answer: before Mon 2, 10:00."


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Léa Martin", "Léa"),
        ("Jean-Noël", "Jean-Noël"),
        ("evil.example/x", "evilexamplex"),
        ("@boss /start", "boss"),
        ("\u202eeva", "eva"),
        ("…", ""),
    ],
)
def test_a_name_is_no_link_and_no_command(name: str, first: str) -> None:
    assert first_name(name) == first


def test_a_marketers_own_reason_stands_as_written_but_short() -> None:
    assert reason_of("mise de côté", "en") == "mise de côté"
    assert len(reason_of("x" * 900, "fr")) == 200

"""Whose the thread is, and when it comes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.model.conversation import Handover
from bot.playbook.compiled import Team
from bot.rules.handover import comes_back_at, team_for

TEAMS = (Team(id="magasin", name="Magasin", for_=("sales",)), Team(id="atelier", name="Atelier", for_=("repair",)))
SINCE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_a_subject_goes_to_its_team_and_the_rest_to_the_first() -> None:
    assert team_for("repair", TEAMS) == "atelier"
    assert team_for("magasin", TEAMS) == "magasin"
    assert team_for("anything", TEAMS) == "magasin"
    assert team_for("anything", ()) == ""


def test_it_comes_back_some_time_after_the_last_touch() -> None:
    handover = Handover(id="h", team="t", reason="r", since=SINCE)
    assert comes_back_at(handover, timedelta(hours=12)) == SINCE + timedelta(hours=12)
    touched = Handover(id="h", team="t", reason="r", since=SINCE, touched=SINCE + timedelta(hours=3))
    assert comes_back_at(touched, timedelta(hours=12)) == SINCE + timedelta(hours=15)

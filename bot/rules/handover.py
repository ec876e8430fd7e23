"""The thread in staff's hands: whose it is, and when it comes back by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.model.conversation import Handover


class _Team(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def for_(self) -> tuple[str, ...]: ...


def team_for(subject: str, teams: Sequence[_Team]) -> str:
    """Return the team that looks after a subject (`sales`, `delivery`, a team's own id), else the first, else none
    (empty).
    """
    for team in teams:
        if subject == team.id or subject in team.for_:
            return team.id
    return teams[0].id if teams else ""


def comes_back_at(handover: Handover, patience: timedelta) -> datetime:
    """Return when a handover that nobody touches any more is the bot's again."""
    return (handover.touched or handover.since) + patience

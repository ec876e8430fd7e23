"""The matcher of a playbook, with sentence embeddings where they can be had."""

from __future__ import annotations

from collections.abc import Callable

from bot.playbook.compiled import Playbook
from bot.settings import Settings
from bot.understanding.matcher import Matcher


def matcher_maker(settings: Settings) -> Callable[[Playbook], Matcher]:
    """Return what makes the matcher of a playbook."""
    return lambda playbook: Matcher(playbook)

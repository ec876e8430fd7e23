"""What the ends of conversations are called at the head of a figure or a row: as the ledger calls them."""

from __future__ import annotations

from bot.engine.ledger.ledger import called


def outcome_words(outcome: str, language: str) -> str:
    """Return what an outcome is called in words; one that is none of the ledger's as its author wrote it."""
    told = str(called("outcome", outcome, language)).replace("_", " ")
    return told[:1].upper() + told[1:]

"""Taking an earlier answer back: "non, plutôt en magasin", "actually I meant two"."""

from __future__ import annotations

from msgspec import Struct


class Correction(Struct, frozen=True):
    """`rest` is what they mean instead, to be read as an answer to an earlier question; empty when they did not say.

    `sure` false for a bare "non, …" or "plutôt …", which may as well answer the question on the table: look there first.
    """

    rest: str = ""
    sure: bool = True


def read_correction(text: str) -> Correction | None:
    """Return the correction that `text` makes, or None. Never raises."""
    return None

"""Templates said in French and in English, for the tests of filters."""

from __future__ import annotations

from bot.playbook.liquid.liquid import Compiler

COMPILER = Compiler(("fr", "en"), currency="EUR", timezone="Europe/Paris", country="FR")


def said(template: str, language: str = "fr", **values: object) -> str:
    return COMPILER.text(template).render(values, language)


def spaced(text: str) -> str:
    """Which of Unicode's spaces stands where is the CLDR's business, and changes."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")

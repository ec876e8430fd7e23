"""The language of whoever reads the terminal, and a sentence of ours said in it."""

from __future__ import annotations

import os

import click

from bot.playbook.fault_words import fault_in, languages


def of_terminal() -> str:
    """Return the terminal's language where sentences are said in it; POSIX: the first of these that is set counts."""
    named = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    language = named.partition("_")[0].partition(".")[0].lower()
    return language if language in languages() else "en"


def said(sentence: str) -> str:
    """Return a sentence in the terminal's language; in English where it has none there."""
    return fault_in(of_terminal(), sentence)


def tell(sentence: str) -> None:
    """Print a sentence in the terminal's language."""
    click.echo(said(sentence))

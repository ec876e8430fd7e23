"""The command line: one thin module per group of commands."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    raise SystemExit("parcours: nothing to run yet")

"""A table in words says what its picture does."""

from __future__ import annotations

from bot.model.table import Column, Figure, Line, Table


def test_a_table_is_told_column_by_column() -> None:
    table = Table(
        "Côte à côte",
        (Column("Aroma 2", "79 sur 100", best=True), Column("Brio Mini")),
        (
            Line("Prix", (Figure("349 €"), Figure("279 €", best=True))),
            Line("Bruit", (Figure("52 dB"), Figure("56 dB"))),
        ),
        ("Prix hors livraison.",),
    )
    assert table.in_words().splitlines() == [
        "Côte à côte",
        "1. Aroma 2 (79 sur 100): Prix 349 €, Bruit 52 dB",
        "2. Brio Mini: Prix 279 €, Bruit 56 dB",
        "Prix hors livraison.",
    ]

"""A table to draw."""

from __future__ import annotations

from bot.model.table import Column, Figure, Line, Table

TABLE = Table(
    "Côte à côte",
    (
        Column("Aroma 2", "79 sur 100", best=True),
        Column("Brio Mini", "64 sur 100"),
        Column("Machine à espresso Forza E2"),
    ),
    (
        Line("Bruit", (Figure("52 dB", best=True), Figure("56 dB"), Figure("non précisé", missing=True)), counts=True),
        Line("Prix", (Figure("349 €"), Figure("279 €", best=True), Figure("1 190 €"))),
    ),
    ("Prix hors livraison & <sans> surprise.",),
)

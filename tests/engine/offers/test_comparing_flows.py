"""Which conversation compares what was found."""

from __future__ import annotations

import pytest

from bot.model.message import Reading
from bot.model.offer import Found, Sought
from bot.playbook import build
from tests.engine.chat import Opens, book_files
from tests.engine.comparing import ATTRIBUTES, OFFERS

COMPARES = """
flow: compares
title: Comparer les machines
purpose: service
starts: [{ intent: compare }]
examples: [comparer]
steps:
  - compare: { offers: [brio-mini, aroma-2], criteria: [price] }
"""
COFFEES = """\
huila,Café Huila,café,8.90,,,,
maison,Mélange Maison,café,7.90,,,,
"""


@pytest.mark.parametrize(
    ("kind", "ids", "buttons"),
    [
        ("machine", ("brio-mini", "aroma-2"), ("Machine Brio Mini", "Machine Aroma 2", "Comparer les machines")),
        ("café", ("huila", "maison"), ("Café Huila", "Mélange Maison")),
        ("machine", ("brio-mini",), ("Machine Brio Mini",)),
    ],
)
def test_the_button_fits_what_is_listed(chat: Opens, kind: str, ids: tuple[str, ...], buttons: tuple[str, ...]) -> None:
    files = book_files(COMPARES) | {
        "flows/catalog/a.csv": OFFERS + COFFEES,
        "flows/catalog/attributes.yaml": ATTRIBUTES,
    }
    book = build(files).playbook
    assert book is not None
    found = Reading("fr", sought=Sought(category=kind, whole=True), offers=tuple(Found(one, 1.0) for one in ids))
    chat(book).reads(f"des {kind}s", found).hears("pourrait vous convenir", choices=buttons)

"""A small shop of machines to compare, and the flow that does."""

from __future__ import annotations

import re

from bot.playbook import build
from bot.playbook.compiled import Playbook
from tests.engine.chat import book_files

OFFERS = """\
id,name,category,price,attr.bruit (dB),attr.largeur (cm),attr.mousseur,attr.réservoir (l)
brio-mini,Machine Brio Mini,machine,279.00,56,18,non,1.1
aroma-2,Machine Aroma 2,machine,349.00,52,24,oui,1.8
presto-15,Machine Presto 15,machine,419.00,61,28,oui,2.4
brio-lait,Machine Brio Lait,machine,499.00,54,24,oui,
moulin-lima,Moulin Lima,moulin,189.00,70,16,,
"""
ATTRIBUTES = """
- { attribute: bruit, unit: dB, better: lower, words: [silencieuse, moins de bruit, quiet], also: [noise] }
- { attribute: largeur, unit: cm, better: lower, words: [compacte, small], also: [width] }
- { attribute: mousseur, words: [cappuccino], also: [milk frother] }
- { attribute: réservoir, unit: l, better: higher, words: [grand réservoir, large tank], also: [tank] }
"""
#: A question of something else, on the table as a chat opens.
ASKS = """
flow: asks
title: Questions
purpose: service
starts: [{ event: chat.opened }]
steps:
  - ask: "Votre prénom ?"
    as: text
    save: name
"""
COMPARES = """
flow: tried
title: Essai
purpose: service
starts: [{ event: chat.opened }]
steps:
  - compare:
      offers: [brio-mini, aroma-2, presto-15]
      criteria: [price, bruit, largeur, mousseur]
      save: kept
      chosen: { go: why }
      none: { stop: none }
    remind: { after: 1 day, say: "Toujours en train de choisir ?" }
    silent: { stop: silent }
  - id: why
    say: "Gardé : {{ offer.name }}. {{ customer.last_comparison.why }}"
"""


def sets(text: str) -> str:
    """Return a text with the no-break spaces of figures and French signs."""
    return re.sub(r"(?<=\d) (?=dB|cm|€|l\b)| (?=:)", "\u00a0", text)


def shop(
    flow: str = COMPARES,
    *,
    offers: str = OFFERS,
    attributes: str = ATTRIBUTES,
    facts: str = "",
    delivery: str = "",
    english: str = "",
    **more: str,
) -> Playbook:
    """Build the shop with a flow. `facts` are what is known of customers, `delivery` its ways, `english` what its words
    are in English.
    """
    files = book_files(flow, **more)
    files["flows/store.yaml"] += "points_of_sale: [{ id: lyon, name: Lyon }]\n"
    files["flows/store.yaml"] += f"delivery: [{delivery}]\n" if delivery else ""
    files["flows/store.yaml"] += f"customer_facts: [{facts}]\n" if facts else ""
    files |= {"flows/catalog/offers.csv": offers, "flows/catalog/attributes.yaml": attributes}
    files |= {"locales/en/LC_MESSAGES/flows.po": english} if english else {}
    checked = build(files)
    assert checked.playbook is not None, [str(fault) for fault in checked.faults]
    return checked.playbook

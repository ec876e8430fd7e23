"""A small shop of coffee machines to search in."""

from __future__ import annotations

from bot.playbook.compiled import Playbook
from tests.playbook.playbooks import STORE, playbook

HEAD = "id,name,category,price,stock.lyon,attr.bruit (dB),attr.réservoir (l),attr.mousseur,attr.pression (bar)"
HEAD += ",description"
OFFERS = f"""{HEAD}
brio-mini,Machine Brio Mini,machine,279.00,6,56,1.1,non,15,
aroma-2,Machine Aroma 2,machine,349.00,4,52,1.8,oui,15,Se rince toute seule
presto-15,Machine Presto 15,machine,419.00,2,61,2.4,oui,15,
forza,Machine Forza,machine,1190.00,1,57,2.5,buse vapeur,9,
sold-out,Machine Zénith,machine,300.00,0,40,3.0,oui,19,
huila,Café Huila de Colombie,café,8.90,5,,,,,Notes de cacao
yirga,Café Yirgacheffe d’Éthiopie,café,10.50,5,,,,,Notes de jasmin
moulin,Moulin électrique Lima,moulin,189.00,5,70,,,,
detartrant,Détartrant doux,entretien,9.00,5,,,,,
"""
ATTRIBUTES = """
- attribute: bruit
  unit: dB
  units: [décibels, decibels]
  better: lower
  words: [silencieux, silencieuse, discret, pas de bruit, quiet, low noise]
- { attribute: réservoir, unit: l, units: [litres], better: higher, words: [grand réservoir, large tank], also: [tank] }
- { attribute: mousseur, words: [cappuccino, milk frother], also: [mousse] }
- { attribute: pression, unit: bar, units: [bars], better: higher, words: [], also: [pressure] }
"""


def shop() -> Playbook:
    return playbook({"flows/catalog/a.csv": OFFERS, "flows/catalog/attributes.yaml": ATTRIBUTES})


#: What its offers are called in English.
ENGLISH = {
    "Machine Brio Mini": "Brio Mini machine",
    "Machine Aroma 2": "Aroma 2 machine",
    "Café Huila de Colombie": "Huila beans from Colombia",
    "Café Yirgacheffe d’Éthiopie": "Yirgacheffe beans from Ethiopia",
    "Moulin électrique Lima": "Lima electric grinder",
    "Détartrant doux": "Gentle descaler",
    "Notes de jasmin": "Notes of jasmine",
    "machine": "machine",
    "café": "coffee",
    "moulin": "grinder",
    "entretien": "cleaning and care",
    "buse vapeur": "steam wand",
}


def shop_in_english() -> Playbook:
    """Return the same shop with its offers in English too."""
    entries = "\n\n".join(f'msgid "{word}"\nmsgstr "{said}"' for word, said in ENGLISH.items())
    return playbook(
        {
            "flows/store.yaml": STORE.replace("[fr]", "[fr, en]"),
            "flows/catalog/a.csv": OFFERS,
            "flows/catalog/attributes.yaml": ATTRIBUTES,
            "locales/en/LC_MESSAGES/flows.po": f"{entries}\n",
        }
    )

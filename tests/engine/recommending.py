"""Flows that recommend, in the shop of `comparing`."""

from __future__ import annotations

ADVISES = """
flow: tried
title: Essai
purpose: service
starts: [{ event: chat.opened }]
steps:
  - recommend:
      offers: { category: machine }
      needs: [{ mousseur: customer.drinks == "milk" }]
      criteria: [price, { bruit: customer.quiet }, { réservoir: customer.cups > 8 }]
      budget: "{{ customer.budget }}"
      for: "{{ customer.recipient }}"
      by: "{{ customer.needed_by }}"
      save: kept
      choices: [{ Comparer: { go: beside } }]
      taken: { go: taken }
      none: { stop: none }
      nothing: { stop: nothing }
    remind: { after: 1 day, say: "Toujours là ?" }
    silent: { stop: silent }
  - id: taken
    say: "Pris : {{ customer.recommended.name }} ({{ conversation.kept }}). {{ customer.recommended.why }}"
  - stop: taken
  - id: beside
    compare: { offers: ["{{ customer.recommended.offers }}"], criteria: [price, bruit], chosen: { stop: kept } }
"""
GOES_WITH = """
flow: tried
title: Essai
purpose: service
starts: [{ event: chat.opened }]
steps:
  - recommend:
      complements_of: order
      taken: { stop: taken }
      none: { stop: none }
      nothing: { stop: nothing }
"""
FACTS = "drinks, quiet, cups, budget, recipient, needed_by"
STOCKED = """\
id,name,category,price,stock.lyon,attr.bruit (dB),attr.mousseur,attr.réservoir (l),complements,picture
brio-mini,Machine Brio Mini,machine,279.00,,56,non,1.1,detartrant,
aroma-2,Machine Aroma 2,machine,349.00,3,52,oui,1.8,detartrant;cafe,
presto-15,Machine Presto 15,machine,419.00,1,61,oui,2.4,,
brio-lait,Machine Brio Lait,machine,499.00,2,54,oui,,,
detartrant,Détartrant,entretien,9.00,5,,,,,
cafe,Café 250 g,café,8.00,5,,,,,
"""

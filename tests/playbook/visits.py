"""A store that takes appointments, for tests of what is written about them."""

from __future__ import annotations

STORE_FILE = "flows/store.yaml"
STORE = """
store: Maison Moka
languages: [fr]
country: FR
timezone: Europe/Paris
currency: EUR
points_of_sale: [{ id: lyon, name: Lyon, hours: "Mo-Sa 10:00-19:00" }]
appointments: [{ id: visit }]
teams: [{ id: magasin, name: Magasin }]
"""

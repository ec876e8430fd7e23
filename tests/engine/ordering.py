"""A shop to order in: two points of sale, four ways, a small catalogue, and the flow that sells."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from msgspec.structs import replace

from bot.model.effects import PlaceOrder
from bot.model.offer import Offer
from bot.playbook import build
from bot.playbook.compiled import Playbook
from bot.rules.offers.catalogue import Plain
from tests.engine.chat import Chat, book_files

STORE = """
store: Maison Moka
languages: [fr, en]
country: FR
timezone: Europe/Paris
currency: EUR
points_of_sale:
  - id: lyon
    name: Moka Lyon
    address: "12 rue Mercière, 69002 Lyon"
    location: [45.7640, 4.8340]
    hours: "Mo-Sa 10:00-19:00"
  - id: annecy
    name: Moka Annecy
    address: "8 rue Sainte-Claire, 74000 Annecy"
    location: [45.8983, 6.1247]
    hours: "Tu-Sa 10:00-18:30"
delivery:
  - { way: in_store }
  - { way: click_and_collect, delay: 2 hours }
  - { way: home, cost: 4.90, free_from: 60, delay: 3 days, cut_off: "14:00" }
  - { way: relay, cost: 3.90, delay: 4 days }
teams:
  - { id: magasin, name: Magasin, for: [sales] }
"""
CATALOGUE = """id,name,category,price,guarantee,stock.lyon,stock.annecy
aroma-2,Aroma 2,machine,349.00,2 years,4,2
brio,Brio,machine,279.00,2 years,6,3
huila,Huila 250 g,café,8.90,,50,28
cadeau,Cadeau,cadeau,0,,5,5
"""

SIZES, COLOURS = ("S", "M", "L"), ("noir", "bleu", "bleu marine", "blanc")
SHIRTS = "id,name,category,price,stock.lyon,stock.annecy,variant_of,option.Taille,option.Couleur\n"
SHIRTS += "tee,Tee-shirt,vêtement,25.00,,,,,\n"
"""A shirt that comes in three sizes and four colours; no white one is left in L."""
for _size in SIZES:
    for _place, _colour in enumerate(COLOURS):
        _left = 0 if (_size, _colour) == ("L", "blanc") else 3
        SHIRTS += f"tee-{_size}-{_place},Tee-shirt {_size} {_colour},vêtement,25.00,{_left},0,tee,{_size},{_colour}\n"


def flow(order: str = "from: cart") -> str:
    """Return a flow that orders, and says what it came to."""
    return f"""
flow: order
title: Commander
purpose: service
starts: [{{ event: chat.opened }}]
steps:
  - order: {{ {order}, confirmed: thanks, cancelled: keep }}
  - id: thanks
    say: "Commande {{{{ order.number }}}} : {{{{ order.total | money: 'short' }}}}, {{{{ order.fulfilment.label }}}}."
  - stop: converted
  - id: keep
    say: Une autre fois.
  - stop: postponed
"""


@cache
def book(*flows: str, store: str = STORE, catalogue: str = CATALOGUE, english: str = "", **more: str) -> Playbook:
    """Build the shop, once for all who ask for the same; `english` are the translations of what it sells, `more` its
    other files (`book_files`)."""
    files = {**book_files(*flows, store=store, **more), "flows/catalog/offers.csv": catalogue}
    files |= {"locales/en/LC_MESSAGES/flows.po": english} if english else {}
    checked = build(files)
    errors = [str(fault) for fault in checked.faults if fault.severity == "error"]
    assert checked.playbook is not None, errors
    return checked.playbook


def lea_with(
    cart: Mapping[str, Any] | None, order: str = "from: cart", *, store: str = STORE, english: str = "", **how: Any
) -> Chat:
    """Return a customer with this cart, who has just been asked how to order it."""
    lea = Chat(book(flow(order), store=store, english=english), **how)
    if cart is not None:
        lea.shop("cart.updated", **cart)
    return lea.opens() if how.get("channel", "telegram") in ("telegram", "web") else lea


def line(offer: str, quantity: int = 1, **more: Any) -> dict[str, Any]:
    known = {"aroma-2": ("Aroma 2", 349), "brio": ("Brio", 279), "huila": ("Huila 250 g", 8.9), "cadeau": ("Cadeau", 0)}
    name, price = known.get(offer, ("Carafe", 12))
    return {"offer": offer, "name": name, "price": price, "quantity": quantity, **more}


def sells(lea: Chat, **offers: dict[str, Any]) -> Chat:
    """Let the shop sell otherwise from now on: `sells(lea, brio={"price": Decimal(299)})`."""
    own: dict[str, Offer] = dict(lea.shelf.current.offers)
    for name, news in offers.items():
        own[name.replace("_", "-")] = replace(own[name.replace("_", "-")], **news)
    lea.shelf = replace(lea.shelf, catalogue=Plain(own))
    return lea


def placed(lea: Chat) -> list[PlaceOrder]:
    """Return what the last turn told the shop's system."""
    return [effect for effect in lea.effects if isinstance(effect, PlaceOrder)]

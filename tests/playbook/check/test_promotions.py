"""Service and care do not sell."""

from __future__ import annotations

import pytest

from bot.playbook.check.promotions import selling_without_marketing
from tests.playbook.check.cases import Case, prove
from tests.playbook.playbooks import FLOW, draft, flow

CARE = "purpose: care\nstarts: [{ event: order.delivered }]"
SERVICE = "purpose: service\nstarts: [{ event: order.delivered }]"
HARMLESS = "  - say: Tout va bien avec votre machine ?"


def sells(text: str, says: str, head: str = CARE) -> Case:
    return Case(selling_without_marketing, flow(f'  - say: ▸"{text}"', head), says, flow(HARMLESS, head))


CASES = [
    sells("Les soldes commencent", "« soldes » is marketing, and `order` is `care`"),
    sells("-20 % cette semaine", "« -20 % » is marketing"),
    sells("20% off this week", "« 20% off » is marketing"),
    sells("Une remise de bienvenue", "« remise de » is marketing", SERVICE),
    sells("Votre code promo : CAFE", "« code promo » is marketing", SERVICE),
    sells("Get a voucher today", "« voucher » is marketing"),
    sells("La Brio est à 279 €", "a price other than the order's own", SERVICE),
    sells("La Brio est à {{ 279 | money }}", "a price other than the order's own"),
    sells("Voyez https://www.moka.example/brio", "a link to the shop's pages"),
    Case(
        selling_without_marketing,
        flow(f"{HARMLESS}\n    links: [{{ Voir: ▸https://moka.example/brio }}]", CARE),
        "a link to the shop's pages",
        flow(f'{HARMLESS}\n    links: [{{ Suivre: "{{{{ order.tracking_url }}}}" }}]', CARE),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_care_does_not_sell(case: Case) -> None:
    prove(case)


@pytest.mark.parametrize(
    "head",
    ["purpose: marketing\nstarts: [{ event: order.delivered }]", "starts: [{ event: order.delivered }]",
     "purpose: service\nstarts: [{ intent: x }]\nexamples: [x y]"],
)  # fmt: skip
def test_marketing_and_what_the_customer_asked_for_may(head: str) -> None:
    assert not list(selling_without_marketing(draft({FLOW: flow('  - say: "-20 % : 279 €"', head)})))


def test_the_orders_own_total_is_no_price_of_other_goods() -> None:
    steps = '  - say: "Commande {{ order.number }} : {{ order.total | money }}"'
    assert not list(selling_without_marketing(draft({FLOW: flow(steps, SERVICE)})))


def test_a_customer_who_asked_may_hear_a_price_but_no_promotion() -> None:
    head = "purpose: service\nstarts: [{ intent: x }, { event: ticket.opened }]\nexamples: [x y]"
    assert not list(selling_without_marketing(draft({FLOW: flow('  - say: "L’étiquette coûte 5,90 €"', head)})))
    assert list(selling_without_marketing(draft({FLOW: flow("  - say: Profitez de nos soldes", head)})))

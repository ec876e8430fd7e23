"""Service and care do not sell."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.playbook.check.promotions import (
    reviews_without_ground,
    selling_verbs_without_marketing,
    selling_without_marketing,
)
from tests.playbook.check.cases import Case, prove
from tests.playbook.playbooks import FLOW, draft, flow

CARE = "purpose: care\nstarts: [{ event: order.delivered }]"
SERVICE = "purpose: service\nstarts: [{ event: order.delivered }]"
CORPUS = Path(__file__).parents[2] / "data" / "promotions"
REVIEW = '  - say: ▸"Laissez-nous un avis sur notre page"'
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
    Case(  # a consent must name what is agreed to
        selling_without_marketing,
        flow('  - say: ▸"Nos offres par SMS ?"', SERVICE),
        "is marketing",
        flow('  - consent: { ask: marketing, wording: "Nos offres par SMS ?" }', SERVICE),
    ),
    Case(
        reviews_without_ground,
        flow(REVIEW, CARE),
        "promotes the shop, so `order` runs as `marketing`, not as `care`",
        flow(HARMLESS, CARE),
        severity="warning",
    ),
    Case(
        reviews_without_ground,
        flow('  - say: ▸"Would you recommend us to a friend?"', SERVICE),
        "say so, or sign the note",
        flow(HARMLESS, SERVICE),
        severity="warning",
    ),
]


COMPARES = "  - compare: { offers: [a, b], criteria: [price] }"
RECOMMENDS = "  - recommend: { offers: [a], criteria: [price] }"
ORDERS = "  - order: { from: cart }"


def marked(steps: str) -> str:
    return steps.replace("- ", "- ▸", 1)


CASES += [
    Case(selling_verbs_without_marketing, flow(marked(steps), head), says, flow(HARMLESS, head))
    for steps, head, says in (
        (RECOMMENDS, CARE, "`recommend` is marketing, and `order` is `care`"),
        (RECOMMENDS, SERVICE, "`recommend` is marketing, and `order` is `service`"),
        (COMPARES, CARE, "`compare` is marketing"),
        (COMPARES, SERVICE, "`compare` is marketing"),
        (ORDERS, CARE, "`order` is marketing"),
    )
]


@pytest.mark.parametrize(
    ("steps", "head"),
    [
        (RECOMMENDS, "purpose: marketing\nstarts: [{ event: order.delivered }]"),
        (RECOMMENDS, "purpose: service\nstarts: [{ event: chat.opened }]"),
        (COMPARES, "purpose: service\nstarts: [{ intent: x }, { event: ticket.opened }]\nexamples: [x y]"),
        (ORDERS, SERVICE),
        (ORDERS.replace("cart", "order"), CARE),
    ],
)
def test_marketing_and_answers_may_propose_and_the_order_made_may_be_changed_in_care(steps: str, head: str) -> None:
    assert not list(selling_verbs_without_marketing(draft({FLOW: flow(steps, head)})))


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


def caught(text: str) -> bool:
    return bool(list(selling_without_marketing(draft({FLOW: flow(f'  - say: "{text}"', CARE)}))))


def lines(name: str) -> list[str]:
    return (CORPUS / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def test_of_a_hundred_texts_those_that_sell_are_refused_and_no_others() -> None:
    """Threat C9. Before the words were grouped in families, 24 of the 50 were caught; the 100 have taught since."""
    assert [text for text in lines("selling") if not caught(text)] == []
    assert [text for text in lines("harmless") if caught(text)] == []
    assert len(lines("selling")) == len(lines("harmless")) == 50


def test_a_signed_note_is_such_a_ground() -> None:
    files = {FLOW: flow(REVIEW.replace("▸", ""), CARE)}
    assert list(reviews_without_ground(draft(files)))
    signed = {"flows/policy.yaml": 'legitimate_interest: "Claire Martin, 2026-11-02"\n'}
    assert not list(reviews_without_ground(draft(files | signed)))

"""The names that a text or a condition may use, and what is known of them: this page is the reference of `Values`.

- `always`: there for every customer, so a text needs no `default`.
- `number`, `text`, `truth`: what kind of value it is; other names may hold anything.
- A namespace that is `open` may hold what the shop's systems, an import or the playbook's own steps put there. For
  `order`, `cart` and `event` the names below are those that the program itself fills; a shop may send more, so only a
  name that looks like a slip of one of them is a fault. `customer`, `journey` and `conversation` hold what imports
  bring (below), what some step keeps, and what `store.yaml` lists as `customer_facts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from msgspec import Struct, field

from bot.playbook.compile.purposes import ANSWERED_EVENTS

Sort = Literal["number", "text", "truth", "unknown"]


class Namespace(Struct, frozen=True):
    """What a namespace holds: each name with its kind. `open_`: the shop may send more."""

    names: Mapping[str, Sort]
    always: frozenset[str] = frozenset()
    open_: bool = False
    #: Names that are worked out, and that no step may write.
    computed: frozenset[str] = field(default_factory=frozenset)


def _names(*, number: str = "", text: str = "", truth: str = "", unknown: str = "") -> dict[str, Sort]:
    found: dict[str, Sort] = dict.fromkeys(number.split(), "number")
    found |= dict.fromkeys(text.split(), "text")
    found |= dict.fromkeys(truth.split(), "truth")
    return found | dict.fromkeys(unknown.split(), "unknown")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CUSTOMER: Final = Namespace(
    _names(
        number="orders_count relationship total_spent",
        text="id first_name last_name name language channel timezone country region email phone postcode city address"
        " company kind birthday last_order_at changed_brand referral_code referral_link",
        truth="opted_out minor referred",
        unknown="tags segments last_comparison recommended refused matters again goes_with guarantee bought",
    ),
    always=_words("id language channel timezone country region minor opted_out orders_count relationship segments"),
    computed=_words(
        "id channel opted_out orders_count relationship segments again goes_with guarantee bought"
        " referral_code referral_link referred"
    ),
)
JOURNEY: Final = Namespace(
    _names(
        number="days_in_stage velocity velocity_ratio relationship",
        text="id stage direction cause",
        truth="stalled",
    ),
    always=_words("id stage direction days_in_stage velocity relationship stalled"),
    computed=_words("id stage direction cause days_in_stage velocity velocity_ratio relationship stalled"),
)
CONVERSATION: Final = Namespace(
    _names(text="flow started_at said", truth="asked_again"),
    always=_words("flow started_at asked_again"),
    computed=_words("flow started_at asked_again"),
)
CART: Final = Namespace(
    _names(number="total items_count discount", text="id currency title url picture", unknown="lines"), open_=True
)
ORDER: Final = Namespace(
    _names(
        number="total items_count discount delivery_cost refunded days",
        text="id number title category currency status placed_at delivery_on tracking_url tracking_number carrier"
        " point_of_sale picture email guarantee_until payment reason",
        truth="under_guarantee placed",
        unknown="lines fulfilment notes instructions recipient",
    ),
    open_=True,
)
APPOINTMENT: Final = Namespace(
    _names(number="minutes", text="at ends status reference about title point_of_sale store address phone")
)
OFFER: Final = Namespace(
    _names(
        number="price pieces",
        text="id name category currency guarantee renewal family picture url description parent sku",
        truth="available",
        unknown="stock attr complements delivery tags options variants",
    ),
    always=_words("id name available"),
)
#: Everything that is sold, by its id: the names are the catalogue's.
OFFERS: Final = Namespace({}, open_=True)
#: What a question with `offer:` comes to, all in, where that is known before it is put.
PROPOSED: Final = Namespace(_names(number="total", text="currency reaches day"))
#: `country` and `country_name` are there where the question names a country, `place` (its id) where it names a point of
#: sale, `opening` (the hours) and `open` (whether any shop is) where it names a day, `about` (its name) and
#: `price` where it is asked of one offer.
ANSWER: Final = Namespace(
    _names(
        number="price",
        text="id question country country_name place opening about",
        truth="open",
        unknown="tags",
    ),
    always=_words("id question tags"),
)
FEEDBACK: Final = Namespace(
    _names(number="score", text="level scale about source kind why comment channel", truth="trouble")
)
#: `said`, `number`, `amount`, `day`, `offers` and `named` are of a conversation that the customer's own words began.
EVENT: Final = Namespace(
    _names(number="number amount friends", text="name at said day", unknown="offers named"),
    always=_words("name at"),
    open_=True,
)

#: What the store always tells; facts of `store.yaml`'s own stand beside it.
STORE: Final = Namespace(
    _names(text="name country timezone currency", unknown="languages points_of_sale teams delivers_to delivery"),
    always=_words("name country timezone currency languages points_of_sale teams delivers_to"),
)

NAMESPACES: Final[Mapping[str, Namespace]] = {
    "customer": CUSTOMER,
    "journey": JOURNEY,
    "conversation": CONVERSATION,
    "cart": CART,
    "order": ORDER,
    "appointment": APPOINTMENT,
    "offer": OFFER,
    "offers": OFFERS,
    "proposed": PROPOSED,
    "answer": ANSWER,
    "feedback": FEEDBACK,
    "event": EVENT,
    "store": STORE,
}
#: Values without names of their own.
PLAIN: Final = frozenset({"now", "channel"})

#: What is surely there in a flow that only such an event starts. An event's name matches from its beginning.
BROUGHT: Final[Mapping[str, frozenset[str]]] = {
    "cart.": _words("cart.total cart.currency"),
    "order.": _words("order.number order.total order.currency order.title order.status"),
    "referral.": _words("event.friends"),
    "appointment.": _words("appointment.at appointment.ends appointment.minutes appointment.status"),
    "feedback.": _words("feedback.level feedback.score feedback.about feedback.source"),
}

SHOP_EVENTS: Final = _words(
    "cart.updated cart.abandoned product.viewed order.created order.confirmed order.paid order.shipped"
    " order.ready_for_pickup order.delivered order.cancelled order.returned order.refunded subscription.started"
    " subscription.ends store.visited appointment.missed ticket.opened ticket.closed"
)
JOURNEY_EVENTS: Final = _words(
    "stage.entered stage.left journey.receded journey.stalled relationship.broken renewal.due"
    " renewal.postponed renewal.switched renewal.ended feedback.given handover.waited answer.given silence"
    " customer.replied referral.used"
    " appointment.booked appointment.changed appointment.cancelled appointment.due"
)
#: Events that carry a day in their data (`due`, else `at`), for a follow-up's `before`.
EVENTS_WITH_A_DAY: Final = _words(
    "renewal.due subscription.ends appointment.due appointment.booked appointment.changed"
)
EVENTS: Final = SHOP_EVENTS | JOURNEY_EVENTS | ANSWERED_EVENTS

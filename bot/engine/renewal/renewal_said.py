"""Keeping what the customer said of buying again: it is planned anew, and the playbook hears of it (`announcing`).

A flow says it for its buttons with `set: { customer.renewal: … }`: one of the words (`still_some`, `away`, `switched`,
`no_need`), the day that the customer named, or `same`: what they bought last is put in the cart, at today's price.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from msgspec.structs import replace

from bot.engine.context import event_in
from bot.engine.ledger.renewal_sentences import word as word_for_staff
from bot.engine.order.carts import AS_BEFORE, put_in_cart
from bot.engine.renewal.purchases import about, bought
from bot.engine.renewal.renewal_values import again, lines_again
from bot.engine.renewal.renewing import CHANGED_BRAND, DUE, RULE, plan_anew
from bot.engine.run import Run
from bot.model.conversation import Conversation
from bot.model.message import Value
from bot.model.order import Cart
from bot.model.renewal import RENEWAL_WORDS, Renewal, RenewalWord, SaidOfRenewal

#: What happens, and how the conversation about it ends.
HAPPENS: Final[dict[RenewalWord, tuple[str, str]]] = {
    "still_some": ("renewal.postponed", "postponed"),
    "not_before": ("renewal.postponed", "postponed"),
    "away": ("renewal.postponed", "postponed"),
    "switched": ("renewal.switched", "switched"),
    "no_need": ("renewal.ended", "declined"),
}
SAME: Final = "same"
#: The name that flows write it under.
FACT: Final = "renewal"


def family_talked_of(conversation: Conversation) -> str:
    family = event_in(conversation.context).get("family")
    return family if isinstance(family, str) else ""


def say_of_renewal(run: Run, family: str, word: RenewalWord, until: date | None) -> Renewal:
    """Keep what they say of a family; plan it anew, note that it happens. Return what is known then."""
    known = next((one for one in run.customer.renewals if one.family == family), Renewal(family=family))
    language = run.shelf.current.store.languages[0]
    named = {"word": word_for_staff(word, language)}
    on = until.isoformat() if until else None
    run.decide("understood", "renewal_said", RULE, named=named, family=family, word=word, day=on)
    said = replace(known, said=(*known.said, SaidOfRenewal(word, run.at, until)))
    made = bought(run).get(family, ())
    planned = plan_anew(run, said, made)
    others = tuple(one for one in run.customer.renewals if one.family != family)
    run.change(renewals=(*others, planned))
    if word == "switched":
        run.change(facts={**run.customer.facts, CHANGED_BRAND: family or True})
    _call_off(run)
    name = HAPPENS[word][0]
    event: dict[str, Value] = {"name": name, "family": family, "word": word}
    if planned.due is not None:
        event["due"] = planned.due.isoformat()
    run.renewals.append((name, {"event": event, **about(made)}))
    return planned


def _call_off(run: Run) -> None:
    """Drop what was planned to propose it."""
    waiting = tuple(one for one in run.customer.planned if one.cause == DUE)
    run.drop_timers(tuple(one.timer for one in waiting))
    run.change(planned=tuple(one for one in run.customer.planned if one not in waiting))


def write_renewal(run: Run, conversation: Conversation, value: Value) -> None:
    """Take what a flow says for a button: a word of `RENEWAL_WORDS`, or a day. Anything else says nothing."""
    if value == SAME:
        _put_in_the_cart(run)
    elif value in RENEWAL_WORDS:
        say_of_renewal(run, family_talked_of(conversation), value, None)
    elif isinstance(value, str):
        try:
            until = datetime.fromisoformat(value).date()
        except ValueError:
            return
        say_of_renewal(run, family_talked_of(conversation), "not_before", until)


def _put_in_the_cart(run: Run) -> None:
    found = again(run)
    if found is None or not found.lines:
        return
    lines = lines_again(found)
    cart = Cart(
        key=run.effect_id(),
        at=run.at,
        currency=found.lines[0][0].currency,
        total=found.total,
        lines=lines,
        more={AS_BEFORE: True},
    )
    put_in_cart(run, cart)

"""What is told about a customer rather than by them: blocked, gone, opted out at the provider's, imported."""

from __future__ import annotations

from bot.engine.contact.consent import Proof, opt_out, record
from bot.engine.listening.arrival import guess_by_country, set_reachable
from bot.engine.run import Run
from bot.engine.slots import write_fact
from bot.model.address import Address
from bot.model.customer import KnownAddress
from bot.model.events import (
    ChatBlocked,
    ChatUnblocked,
    CustomerImported,
    DeliveryFailed,
    MessageEdited,
    OptOutReported,
)
from bot.rules.contact.contact_policy import consents


def edited(run: Run, event: MessageEdited) -> None:
    """Kept for staff. A step is never run again for an edit: it may have been met long ago."""
    run.decide("ignored", "edited", "edited", message=event.message_id)


def blocked(run: Run, event: ChatBlocked) -> None:
    """They shut the door: no marketing there any more, also once it opens again."""
    set_reachable(run, event.address, reachable=False)
    run.decide("ignored", "blocked", "reach", reason=event.reason, channel=event.address.channel)
    if event.reason == "blocked" and consents(run.customer, "marketing", event.address.channel) is not False:
        record(run, "marketing", event.address.channel, Proof("blocked", "blocked", event.id), granted=False)


def unblocked(run: Run, event: ChatUnblocked) -> None:
    set_reachable(run, event.address, reachable=True)
    run.decide("ignored", "unblocked", "reach", channel=event.address.channel)


def opt_out_reported(run: Run, event: OptOutReported) -> None:
    """The provider says that they opted out: so they have, here too, and nothing is said about it."""
    opt_out(run, evidence=event.reason or event.id, source="provider", confirm=False)


def delivery_failed(run: Run, event: DeliveryFailed) -> None:
    if event.gone:
        set_reachable(run, event.address, reachable=False)
    run.decide("not_sent", "delivery_failed", "delivery", outbox=event.outbox_id, reason=event.reason, gone=event.gone)


def imported(run: Run, event: CustomerImported) -> None:
    """Facts and addresses from elsewhere. They bring no consent and start nothing; the same once more is no news.

    Their language is that of whom we have not heard: who writes to us is answered as they write, whatever a shop's form
    was filled in.
    """
    before = run.customer
    for name, value in event.facts.items():
        write_fact(run, name, value)
    known = {one.address for one in run.customer.addresses}
    new = tuple(KnownAddress(address=address) for address in _once(event.addresses) if address not in known)
    run.change(addresses=(*run.customer.addresses, *new))
    if event.language in run.shelf.current.store.languages and not _speaks(run):
        run.change(language=event.language, language_guessed=False)
    elif event.language is None and run.customer.language is None:
        guess_by_country(run)
    is_news = run.customer != before
    if "orders_count" in event.facts:
        run.change(orders_told_at=run.at)
    if not is_news:
        return
    run.decide("ignored", "imported", "import", names=", ".join(sorted(event.facts)))


def _speaks(run: Run) -> bool:
    """Tell whether the language they are spoken to in is their own: chosen, or that of what they write."""
    customer = run.customer
    heard = any(one.last_in is not None for one in customer.addresses)
    return customer.language_chosen or (heard and customer.language is not None and not customer.language_guessed)


def _once(addresses: tuple[Address, ...]) -> tuple[Address, ...]:
    return tuple(dict.fromkeys(addresses))

"""What waits says why, and until when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.engine.advance import new_customer
from bot.engine.follow_ups.holding import note_held, note_refused, title_of
from bot.engine.run import Run
from bot.model.address import Address
from bot.model.conversation import Conversation
from bot.model.effects import Decide
from bot.model.events import ConsentGiven, CustomerImported, StaffTookOver
from bot.playbook.compiled import Playbook, Shelf
from bot.rules.contact.contact_policy import Held, Refused
from tests.engine.chat import Chat, playbook

NOW = datetime(2026, 3, 22, 11, 0, tzinfo=UTC)


def test_a_held_follow_up_names_the_reason_and_the_customers_own_hour(book: Playbook) -> None:
    run = Run(Shelf(current=book), new_customer("c", NOW), StaffTookOver(id="e", at=NOW))
    note_held(run, Held(datetime(2026, 3, 23, 9, 0, tzinfo=UTC), "quiet hours", {"purpose": "marketing"}), "Panier")
    note_refused(run, Refused("consent", {"channel": "sms"}), "Panier")
    held, refused = run.effects
    assert isinstance(held, Decide)
    assert isinstance(refused, Decide)
    assert "lundi 23 mars à 10:00" in held.words
    assert "heures calmes" in held.words
    assert held.facts["looked_at"] == {"purpose": "marketing", "decide_again": "2026-03-23T09:00:00+00:00"}
    assert (refused.kind, refused.rule) == ("not_sent", "consent")
    assert "pas d’accord" in refused.words


def test_a_flow_that_is_gone_is_called_by_its_id(book: Playbook) -> None:
    run = Run(Shelf(current=book), new_customer("c", NOW), StaffTookOver(id="e", at=NOW))
    gone = Conversation(id="x", flow="gone", version="?", step="s", started_at=NOW, purpose="service")
    assert title_of(run, gone) == "gone"


OFFER = """
flow: offer
title: Une offre
purpose: marketing
starts: [{ event: x.offer }]
steps:
  - say: Une offre pour vous.
  - stop: said
"""


def test_a_cap_counts_what_was_said_on_any_channel_and_puts_off_what_comes_on_another(
    chat: Callable[..., Chat],
) -> None:
    book = playbook(OFFER, policy="caps: { marketing: [1 per 7 days] }")
    lea = chat(book).says("bonjour").ignores_what_was_said()
    lea.meets(ConsentGiven(id="", purpose="marketing", channel="all", wording="…", source="form"))
    lea.meets(CustomerImported(id="", addresses=(Address("sms", "+33612345678"),))).waits(days=2, hours=2)
    lea.shop("x.offer").hears("Une offre")
    assert lea.said[-1].address.channel == "telegram"
    lea.says("seulement par SMS").hears("par SMS").waits(days=2)
    lea.shop("x.offer").hears_nothing(because="frequency cap").waits(days=4).hears_nothing()
    lea.waits(days=3).hears("Une offre")
    assert lea.said[-1].address.channel == "sms"
    assert lea.said_at[-1] - lea.said_at[-3] >= timedelta(days=7)

"""Who wants no offers any more: the one under way ends, the rest goes on."""

from __future__ import annotations

from bot.playbook.compiled import Playbook
from tests.engine.contact.test_contact_wishing import Opens, at, book

__all__ = ["book"]  # a fixture


def test_no_more_offers_ends_the_one_under_way_and_leaves_the_rest(chat: Opens, book: Playbook) -> None:
    lea = chat(book, consent=("marketing",)).says("/help").ignores_what_was_said().until(at(3, 12))
    lea.shop("x.offer").hears("Une offre").says("stop les pubs mais je veux suivre mon colis").hears("plus d’offres")
    lea.ends("declined").waits(days=9).shop("x.offer").hears_nothing(because="consent")
    lea.shop("x.care").hears("Tout va bien")
    assert lea.customer.opted_out_at is None

"""What the shop hears. The verbs' cases stand in `cases`."""

from __future__ import annotations

from collections.abc import Callable

from bot.model.effects import Decide, RecordConsent
from tests.engine.chat import Chat, playbook

RECORDS = """
flow: records
title: Consentement
purpose: service
starts: [{ event: chat.opened }]
steps:
  - consent: { record: care, channel: sms, wording: Vous acceptez des conseils. }
  - stop: done
"""


def test_a_consent_has_its_wording_its_version_and_a_row_in_the_ledger(chat: Callable[..., Chat]) -> None:
    book = playbook(RECORDS)
    lea = chat(book).opens().ends("done")
    (record,) = [effect for effect in lea.effects if isinstance(effect, RecordConsent)]
    assert (record.wording, record.version, record.language) == ("Vous acceptez des conseils.", book.version, "fr")
    assert lea.customer.grants[0].record == record.id
    assert any(isinstance(e, Decide) and e.kind == "consent" for e in lea.effects)

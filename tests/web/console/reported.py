"""A shop whose conversations, ratings and messages are known by heart: the numbers that its reports must say."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.model.address import Address
from bot.model.effects import Decide, RecordConsent
from bot.model.events import MessageReceived
from bot.model.feedback import RecordFeedback
from bot.model.parts import Accepted, PartBody, Refused, Report, Unknown
from bot.rules.texts.unanswered import key_of
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.script import Script, many
from bot.store.database.statements import statements
from bot.store.database.times import micros
from bot.store.messages.part_rows import Planned
from bot.store.messages.record import Record
from bot.store.shop.feedback import Place, keep
from bot.web.doors import Doors
from tests.store.reports.test_flow_counts import Talk
from tests.store.samples import write
from tests.web.console.counter import book
from tests.web.doorway import NOW, open_doors

PARIS: Final = ZoneInfo("Europe/Paris")
DAY: Final = timedelta(days=1)
FLOW = """
flow: confirm
title: Confirmer la commande
purpose: service
stage: decision
steps:
  - split:
      name: tone
      holdout: 10 %
      branches:
        - { weight: 45, do: [ { say: "Bonjour, un mot chaleureux." } ] }
        - { weight: 45, do: [ { say: Court. } ] }
  - ask: Voici votre panier, on confirme ?
    as: choice
    choices:
      - Oui: [ { say: Merci }, { stop: converted } ]
      - Changer:
        - ask: Que voulez-vous changer ?
          as: text
          save: conversation.wish
  - say: À bientôt
"""
BOOK = book(**{"flows/conversations/confirm.yaml": FLOW})
#: The steps of it that leave a trace, as the playbook calls them: split, warm, short, ask, thanks, change, bye.
STEPS = [one.id for one in BOOK.flows["confirm"].steps.values() if type(one).__name__ in ("Split", "Say", "Ask")]
HOSTILE = "<script>alert(1)</script>\u202e=1+1"


def phone(number: int) -> Address:
    return Address("sms", f"+336123456{number:02}")


def who(number: int) -> str:
    return customer_id_of(phone(number))


def reported_doors(store: Store, **changes: Any) -> Doors:
    given = {"playbook": lambda: BOOK, **changes}
    return open_doors(store, **given)


async def lived(store: Store) -> None:
    """Twelve customers: all begin, ten are asked, four convert, three fall silent, one stays; the rest are as told."""
    await _are_known(store)
    record = Record()
    split, warm, short, ask, thanks, change, _ = (*STEPS, "")[:7]
    for number in range(12):
        talk = Talk(record, who(number), NOW - 2 * DAY, "confirm")
        arm = "holdout" if number in (10, 11) else ("arm_1" if number % 2 else "arm_2")
        talk.does("understood", split, split="tone", arm=arm)
        if arm == "holdout":
            talk.does("ended", split, outcome="holdout")
            continue
        talk.comes_to(warm if arm == "arm_1" else short, ask)
        if number < 4:
            talk.comes_to(thanks).ends("converted", "stop")
        elif number < 7:
            talk.ends("expired", ask, 3 * DAY)
        elif number < 9:
            talk.does("not_understood", ask, f"lost {number}").comes_to(change).ends("done", change)
    Talk(record, who(0), NOW - 40 * DAY, "confirm", 9).ends("expired", ask)
    for number in (7, 8):
        message = MessageReceived(id=f"lost {number}", address=phone(number), text=HOSTILE if number == 7 else "bof")
        record.heard(who(number), message, micros(NOW - 2 * DAY))
    await write(store, record)
    await _asked(store)
    await _rated(store)
    await _sent(store)
    await store.flow_counts.count(PARIS)
    await store.flow_counts.count(PARIS)
    await store.sending_counts.count(PARIS)
    await store.unanswered.count(key_of)


async def _are_known(store: Store) -> None:
    def script() -> Script[None]:
        yield many(statements("inbox")["new_customer"], [(who(number), 1) for number in range(12)])
        yield many(
            "UPDATE customers SET point_of_sale = $2 WHERE id = $1",
            [(who(n), "lyon" if n < 6 else "paris") for n in range(12)],
        )
        yield many(
            "INSERT INTO threads (customer, folder, name, last_at, journey, stage, point_of_sale) "
            "VALUES ($1, 'bot', $2, $3, 'purchase', 'decision', $4)",
            [
                (who(n), HOSTILE if n == 1 else f"Client {n}", micros(NOW), "lyon" if n < 6 else "paris")
                for n in range(12)
            ],
        )

    await store.database.transact(script)


async def _asked(store: Store) -> None:
    """Three ask the same thing, one another."""
    record = Record()
    for number, text in (
        (1, "Reprenez-vous les machines ?"),
        (2, "les machines reprenez vous"),
        (3, "REPRENEZ VOUS les machines"),
        (4, HOSTILE),
    ):
        message = MessageReceived(id=f"asked {number}", address=phone(number), text=text)
        at = micros(NOW - DAY) + number
        record.heard(who(number), message, at)
        told = Decide(id=f"u{number}", kind="not_understood", words="", rule="understanding", facts={"tries": 1})
        record.decision(who(number), told, message.id, at)
    await write(store, record)


async def _rated(store: Store) -> None:
    """CSAT 5, 5, 4, 2, 1: three in five are content; one of the two low ones was made good. NPS 10, 3. CES 6."""
    given = [("csat", 5), ("csat", 5), ("csat", 4), ("csat", 2), ("csat", 1), ("nps", 10), ("nps", 3), ("ces", 6)]
    low = {"csat": 2, "nps": 6, "ces": 3}
    record = Record()
    for number, (scale, score) in enumerate(given):
        rating = RecordFeedback(
            id=f"r{number}",
            key=f"r{number}",
            scale=scale,
            score=score,
            level="low" if score <= low[scale] else "high",
            source="chat",
            comment=HOSTILE if score == 1 else "Très bien" if score == 5 else "",
        )
        place = Place("purchase", "decision" if number % 2 else "comparison", "lyon" if number < 4 else "paris")
        keep(record, who(number), rating, micros(NOW - DAY), place)
    good = RecordFeedback(
        id="g", key="g", scale="csat", score=5, level="high", source="chat", about="recovery", recovers="r3"
    )
    keep(record, who(3), good, micros(NOW))
    await write(store, record)


async def _sent(store: Store) -> None:
    """Six SMS of two segments: three delivered, one read no further than taken, one refused, one uncertain."""
    record = Record()
    for number in range(6):
        record.part(
            Planned(
                id=f"part {number}",
                customer=who(number),
                address=phone(number),
                body=PartBody(text=f"Bonjour {number}", segments=2),
                purpose="service",
                created_at=NOW - DAY,
                due_at=NOW - DAY,
                event="e",
            )
        )
    consent = RecordConsent(
        id="n1",
        purpose="marketing",
        channel="sms",
        granted=False,
        wording="",
        version="",
        source="STOP",
        evidence="",
        language="fr",
    )
    record.consent(who(5), consent, micros(NOW - DAY))
    await write(store, record)
    for one in await store.outbox.claim(("sms",), 20, NOW - DAY):
        number = int(one.part.id[-1])
        outcome = (
            Refused("no such number +33612345604")
            if number == 4
            else Unknown("the line broke")
            if number == 5
            else Accepted(one.part.id)
        )
        await store.outbox.settle(one.part, outcome, NOW - DAY)
        if number < 3:
            await store.outbox.report(Report(part=one.part.id, provider_id=one.part.id, state="delivered", at=NOW))


def a_fault(number: int, at: datetime = NOW) -> Script[None]:
    """An event of a customer's that our own fault kept from being met."""
    event = '{"type":"message.received","id":"bad","address":["sms","+33612345600"],"text":"x"}'
    yield many(
        "INSERT INTO inbox (id, customer, source, ordinal, received_at, due_at, state, attempts, event, fault) "
        "VALUES ($1, $2, 'sms', 0, $3, $3, 'dead', 3, $4, $5)",
        [(f"bad {number}", who(number), micros(at), event, "Traceback\nKeyError: 'x'")],
    )

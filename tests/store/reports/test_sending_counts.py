"""How sending goes, by day: counted by hand, and again after each change."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from bot.model.address import Address
from bot.model.effects import RecordConsent
from bot.model.parts import Accepted, Outcome, Part, PartBody, PartState, Refused, Report, Unknown
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.times import micros
from bot.store.messages.part_rows import Planned
from bot.store.messages.record import Record
from bot.store.reports.sending_counts import WENT_WRONG, why_of
from tests.store.samples import NOON, at, lea, plan, planned, write, wrote

PARIS = ZoneInfo("Europe/Paris")
TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)
PHONE = Address("sms", "+33612345678")


def sms(id: str, segments: int) -> Planned:
    part = planned(id, address=PHONE, purpose="service")
    return replace(part, body=PartBody(text="Bonjour", segments=segments))


async def claimed(store: Store, *channels: str) -> dict[str, Part]:
    found: dict[str, Part] = {}
    while some := await store.outbox.claim(channels or ("telegram", "sms"), 50, NOON):  # type: ignore[arg-type]
        found |= {one.part.id: one.part for one in some}
    return found


async def counts(store: Store) -> dict[tuple[str, str, str], tuple[int, int]]:
    await store.sending_counts.count(PARIS)
    found: dict[tuple[str, str, str], tuple[int, int]] = {}
    for one in await store.sending_counts.days(TODAY, TODAY):
        before = found.get((one.channel, one.state, one.why), (0, 0))
        found[one.channel, one.state, one.why] = (before[0] + one.parts, before[1] + one.segments)
    return found


async def test_a_part_is_counted_as_what_it_is_by_now(store: Store) -> None:
    await plan(store, planned("a"), planned("b", chat=2), sms("c", 3))
    assert await counts(store) == {}, "nothing has left"
    parts = await claimed(store)
    assert await counts(store) == {}
    await store.outbox.settle(parts["a"], Accepted("p1"), at(1))
    await store.outbox.settle(parts["b"], Refused("the user has blocked the bot"), at(1))
    await store.outbox.settle(parts["c"], Accepted("p3"), at(1))
    assert await counts(store) == {
        ("telegram", "accepted", ""): (1, 0),
        ("telegram", "refused", "the user has blocked the bot"): (1, 0),
        ("sms", "accepted", ""): (1, 3),
    }
    await store.outbox.report(Report(part="c", provider_id="p3", state="undelivered", error="30003", at=at(2)))
    await store.outbox.report(Report(part="a", provider_id="p1", state="delivered", at=at(2)))
    assert await counts(store) == {
        ("telegram", "delivered", ""): (1, 0),
        ("telegram", "refused", "the user has blocked the bot"): (1, 0),
        ("sms", "undelivered", "30003"): (1, 3),
    }
    assert await store.sending_counts.count(PARIS) == 0


async def test_what_was_uncertain_and_is_sent_once_more_is_not_counted_twice(store: Store) -> None:
    await plan(store, planned("a"))
    parts = await claimed(store)
    await store.outbox.settle(parts["a"], Unknown("the connection broke"), at(1))
    assert await counts(store) == {("telegram", "unknown", "the connection broke"): (1, 0)}
    [piece] = await store.sending_counts.wrong("unknown", None, NOON - DAY, NOON + DAY)
    assert (piece.id, piece.customer, piece.text) == ("a", customer_id_of(lea()), "text of a")
    assert await store.resending.resend("a", "zoe", at(2))
    assert await counts(store) == {}
    again = await store.outbox.claim(("telegram",), 5, at(3))
    await store.outbox.settle(again[0].part, Accepted("p1"), at(3))
    assert await counts(store) == {("telegram", "accepted", ""): (1, 0)}
    assert await store.sending_counts.wrong("unknown", None, NOON - DAY, NOON + DAY) == []


@pytest.mark.parametrize(
    ("error", "why"),
    [
        ("30003", "30003"),
        ("no such number +33 6 12 34 56 78", "no such number …"),
        ("our clock and the provider's are 41 seconds apart", "our clock and the provider's are … seconds apart"),
        ("x" * 300, "x" * 100),
        (None, ""),
    ],
)
def test_a_reason_names_nobody(error: str | None, why: str) -> None:
    assert why_of("failed", error) == why
    assert why_of("delivered", error) == ""


async def test_who_is_behind_a_number_a_page_at_a_time(store: Store) -> None:
    await store.inbox.put([wrote("hello", chat=number) for number in range(5)])
    await plan(store, *(planned(f"p{number}", chat=number) for number in range(5)))
    for part in (await claimed(store)).values():
        await store.outbox.settle(part, Refused("blocked") if part.id != "p4" else Accepted("x"), at(1))
    await store.sending_counts.count(PARIS)
    first = await store.sending_counts.wrong("refused", "blocked", NOON, NOON + DAY, limit=3)
    after = (micros(first[-1].at), first[-1].position)
    rest = await store.sending_counts.wrong("refused", "blocked", NOON, NOON + DAY, after=after)
    assert [one.id for one in (*first, *rest)] == ["p3", "p2", "p1", "p0"]
    assert await store.sending_counts.wrong("refused", "blocked", NOON, NOON + DAY, channel="sms") == []
    walked, before = await store.sending_counts.walk("accepted", NOON, NOON + DAY)
    assert ([one.id for one in walked], before) == (["p4"], None)
    assert await store.sending_counts.walk("read", NOON, NOON + DAY) == ([], None)


async def test_a_walk_goes_on_where_a_page_ended(store: Store) -> None:
    await plan(store, *(planned(f"p{number}", chat=number) for number in range(5)))
    for part in (await claimed(store)).values():
        await store.outbox.settle(part, Accepted(part.id), at(1))
    await store.sending_counts.count(PARIS)
    seen, before = await store.sending_counts.walk("accepted", NOON, NOON + DAY, limit=2)
    assert [one.id for one in seen] == ["p4", "p3"]
    seen, before = await store.sending_counts.walk("accepted", NOON, NOON + DAY, limit=3, before=before)
    assert ([one.id for one in seen], before) == (["p2", "p1", "p0"], None)


async def test_opt_outs_of_a_time(store: Store) -> None:
    record = Record()
    for number, (granted, when) in enumerate([(False, 0), (True, 0), (False, 90_000)]):
        consent = RecordConsent(
            id=f"n{number}",
            purpose="marketing",
            channel="sms",
            granted=granted,
            wording="",
            version="",
            source="STOP",
            evidence="",
            language="fr",
        )
        record.consent("lea", consent, micros(at(when)))
    await write(store, record)
    assert await store.sending_counts.opt_out_counts(NOON, NOON + DAY) == {("sms", "marketing"): 1}
    [one] = await store.sending_counts.opt_outs(NOON, NOON + DAY)
    assert (one.customer, one.source) == ("lea", "STOP")


async def test_opt_outs_are_read_a_page_at_a_time(store: Store) -> None:
    record = Record()
    for number in range(5):
        refused = RecordConsent(
            id=f"n{number}", purpose="marketing", channel="sms", granted=False, wording="", version="", source="STOP",
            evidence="", language="fr",
        )  # fmt: skip
        record.consent(f"c{number}", refused, micros(at(number // 2)))
    await write(store, record)
    found: list[str] = []
    after = None
    while page := await store.sending_counts.opt_outs(NOON, NOON + DAY, after=after, limit=2):
        found += [one.customer for one in page]
        after = micros(page[-1].at), page[-1].position
    assert found == ["c4", "c3", "c2", "c1", "c0"]


@pytest.mark.parametrize("seed", range(3))
async def test_after_any_course_of_things_the_counts_are_those_of_looking_at_all(store: Store, seed: int) -> None:
    random = Random(seed)
    states: tuple[PartState, ...] = ("accepted", "sent", "delivered", "undelivered", "failed", "read")
    for number in range(40):
        await plan(store, sms(f"s{number}", number % 4) if number % 2 else planned(f"t{number}", chat=number))
        for part in (await claimed(store)).values():
            outcomes: list[Outcome] = [Accepted(part.id), Refused("blocked"), Unknown("broken")]
            await store.outbox.settle(part, random.choice(outcomes), at(number))
        for _ in range(random.randrange(3)):
            about = random.choice([f"s{number}", f"t{number}", f"s{number - 1}", f"t{number - 2}"])
            state = random.choice(states)
            error = random.choice(["30003", "30005"]) if state in ("undelivered", "failed") else None
            await store.outbox.report(Report(part=about, provider_id=about, state=state, error=error, at=at(number)))
        if random.random() < 0.3:
            await store.sending_counts.count(PARIS)
    looked: Counter[tuple[str, str, str]] = Counter()
    for channel, state, error in await store.database.read("SELECT channel, state, error FROM outbox"):
        if state not in ("queued", "sending"):
            looked[channel, state, error or "" if state in WENT_WRONG else ""] += 1
    assert {where: parts for where, (parts, _) in (await counts(store)).items()} == dict(looked)

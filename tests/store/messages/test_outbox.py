import asyncio
from itertools import permutations

import pytest

from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.events import ChatOpened
from bot.model.parts import Accepted, Outcome, PartState, Refused, Report, RetryAt, Unknown
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.messages.gate import Claimed
from bot.store.messages.outbox_reports import report_all
from tests.store.samples import NOON, at, keep, known, lea, plan, planned, wrote

EVER = at(10**8)
LEFT = Accepted("SM")


async def claim(store: Store, limit: int = 10, seconds: float = 0, **options: object) -> list[Claimed]:
    return await store.outbox.claim(("telegram",), limit, at(seconds), **options)  # type: ignore[arg-type]


async def state(store: Store, part: str) -> PartState | None:
    found = await store.outbox.get(part)
    return found.state if found else None


async def test_parts_of_one_address_leave_one_at_a_time_in_their_order(store: Store) -> None:
    await plan(store, planned("1"), planned("2"), planned("3"), planned("other", chat=7))
    left = []
    while claimed := await claim(store):
        left.append(sorted(one.part.id for one in claimed))
        for one in claimed:
            await store.outbox.settle(one.part, Accepted(f"t{one.part.id}"), NOON)
    assert left == [["1", "other"], ["2"], ["3"]]


async def test_a_claim_is_sending_and_counted_when_it_returns_and_nobody_else_gets_it(store: Store) -> None:
    await plan(store, *(planned(str(chat), chat=chat) for chat in range(20)))
    claims = await asyncio.gather(*(claim(store, limit=4) for _ in range(8)))
    taken = [one.part for group in claims for one in group]
    assert len(taken) == len({part.id for part in taken}) == 20
    assert {(part.state, part.attempts) for part in taken} == {("sending", 1)}
    assert await store.outbox.open_counts() == {"sending": 20}


async def test_replies_leave_before_campaigns(store: Store) -> None:
    await plan(store, planned("offer", chat=1, purpose="marketing"), planned("answer", chat=2, due=at(5)))
    assert [one.part.id for one in await claim(store, limit=1, seconds=10)] == ["answer"]


async def test_what_is_not_due_yet_stays_and_holds_nobody_up(store: Store) -> None:
    await plan(store, planned("tomorrow", due=at(86400)), planned("now"))
    assert await store.outbox.oldest_due(at(-1)) is None
    assert await store.outbox.oldest_due(NOON) == NOON
    assert [one.part.id for one in await claim(store)] == ["now"]
    assert await store.outbox.oldest_due(NOON) is None


async def test_a_part_that_must_be_retried_is_waited_for_by_those_behind_it(store: Store) -> None:
    await plan(store, planned("1"), planned("2"))
    [first] = await claim(store)
    await store.outbox.settle(first.part, RetryAt(at(30), "429"), NOON)
    assert await claim(store, seconds=29) == []
    [again] = await claim(store, seconds=30)
    assert (again.part.id, again.part.attempts, again.part.error) == ("1", 2, "429")


async def test_an_uncertain_part_is_waited_for_until_it_is_resolved(store: Store) -> None:
    await plan(store, planned("1"), planned("2"))
    [first] = await claim(store)
    await store.outbox.settle(first.part, Unknown("read timeout"), NOON)
    assert await claim(store) == []
    [uncertain] = await store.outbox.uncertain(NOON)
    await store.outbox.abandon(uncertain, "may have arrived", NOON)
    assert [one.part.id for one in await claim(store)] == ["2"]


async def test_paused_chats_wait_and_others_go_on(store: Store) -> None:
    await plan(store, planned("1"), planned("other", chat=7))
    assert [one.part.id for one in await claim(store, paused=[lea()])] == ["other"]


async def test_the_gate_shows_the_customer_as_of_the_claim(store: Store) -> None:
    await keep(store, known(opted_out_at=at(1), timezone="Europe/Paris"))
    await plan(store, planned("1"))
    [one] = await claim(store)
    assert (one.gate.opted_out_at, one.gate.last_in, one.gate.timezone) == (at(1), NOON, "Europe/Paris")
    assert one.gate.reachable


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (Accepted("t1"), "accepted"),
        (RetryAt(at(5), "429"), "queued"),
        (Refused("400"), "refused"),
        (Unknown("reset"), "unknown"),
    ],
)
async def test_each_outcome_has_its_state(store: Store, outcome: Accepted, expected: PartState) -> None:
    await plan(store, planned("1"))
    [one] = await claim(store)
    await store.outbox.settle(one.part, outcome, NOON)
    assert await state(store, "1") == expected


async def test_what_is_not_sent_stands_in_the_ledger_with_its_reason(store: Store) -> None:
    await plan(store, planned("1"), planned("2", chat=7))
    for one in await claim(store):
        await store.outbox.drop(one.part, "the customer has opted out", "opt-out", at(1))
    [entry] = await store.ledger.of(customer_id_of(lea()), NOON)
    assert (entry.kind, entry.words, entry.rule, entry.outbox) == (
        "not_sent",
        "the customer has opted out",
        "opt-out",
        "1",
    )
    assert await store.outbox.counts() == {"dropped": 2}


async def test_a_part_enters_the_transcript_when_it_has_left_and_once(store: Store) -> None:
    await store.inbox.put([wrote("bonjour")])
    await plan(store, planned("1"))
    [one] = await claim(store)
    assert await store.transcript.of_address(lea()) == []
    await store.outbox.settle(one.part, Accepted("t1"), NOON)
    await store.outbox.report(Report(part="1", state="delivered", at=at(9)))
    [line] = await store.transcript.of_address(lea())
    assert (line.direction, line.text, line.source, line.at) == ("out", "text of 1", "1", NOON)


async def test_a_web_part_rings_its_visitor_once_it_can_be_read(store: Store) -> None:
    web = Address("web", "visitor")
    opened = ChatOpened(id="opened", address=web)
    await store.inbox.put([Arrival(event=opened, received_at=NOON, names=(web,), customer=customer_id_of(lea()))])
    await plan(store, planned("1", address=web))
    [one] = await store.outbox.claim(("web",), 1, NOON)
    with store.bell.listen("web:visitor") as listener:
        await store.outbox.settle(one.part, Accepted("1"), NOON)
        assert await listener.rung(1)
    assert len(await store.transcript.of_address(web)) == 1


async def test_who_waits_for_the_outbox_hears_of_what_may_move_again_and_no_visitor_of_others(store: Store) -> None:
    await plan(store, *(planned(str(chat), chat=chat) for chat in range(4)))
    with store.bell.listen("outbox") as sender, store.bell.listen(*(f"web:{chat}" for chat in range(4))) as visitor:
        for one in await claim(store):
            match one.part.id:
                case "0":
                    await store.outbox.settle(one.part, Accepted("t0"), NOON)
                case "1":
                    await store.outbox.drop(one.part, "over", "test", NOON)
                case "2":
                    await store.outbox.abandon(one.part, "over", NOON)
                case _:
                    await store.outbox.resend_once(one.part, NOON)
            assert await sender.rung(20)
        assert not visitor.has_rung()


async def test_what_comes_of_sending_is_counted_by_its_kind(store: Store) -> None:
    came: list[Outcome] = [
        Refused("no such number", code="21211"),
        Refused("400"),
        Unknown("reset"),
        RetryAt(at(5), "429"),
        Accepted("t"),
    ]
    await plan(store, *(planned(str(chat), chat=chat) for chat in range(7)))
    claimed = {one.part.id: one.part for one in await claim(store)}
    for chat, outcome in enumerate(came):
        await store.outbox.settle(claimed[str(chat)], outcome, NOON)
    await store.outbox.drop(claimed["5"], "they said so", "opt-out", NOON)
    await store.outbox.abandon(claimed["6"], "nobody can be asked", NOON)
    assert await store.measures.all() == {
        "provider_errors": {"21211": 1.0},
        "uncertain_sends": {"telegram": 1.0},
        "dropped": {"opt-out": 1.0},
    }


async def test_the_gate_tells_how_many_sms_left_for_the_number_within_a_day(store: Store) -> None:
    sms, others = Address("sms", "+33612345678"), Address("sms", "+33612345679")

    async def today(part: str, seconds: float, address: Address = sms, came: Outcome = LEFT) -> int:
        await plan(store, planned(part, address=address))
        [one] = await store.outbox.claim(("sms", "whatsapp"), 1, at(seconds))
        await store.outbox.settle(one.part, came, at(seconds))
        return one.gate.sent_today

    assert [await today(str(number), number) for number in range(3)] == [0, 1, 2]
    assert await today("refused", 4, came=Refused("400")) == 3
    assert await today("of another", 5, others) == 0
    assert await today("by whatsapp", 6, Address("whatsapp", sms.id)) == 0
    assert await today("later", 86399) == 3
    assert await today("tomorrow", 86400) == 0


async def test_since_when_a_provider_knows_nothing_of_a_part_is_kept(store: Store) -> None:
    await plan(store, planned("1"))
    [one] = await claim(store)
    await store.outbox.settle(one.part, Unknown("timeout"), NOON)
    assert [await store.outbox.looked_in_vain(one.part, at(second)) for second in (1, 9)] == [at(1), at(1)]
    await store.outbox.settle(one.part, Accepted("t1"), at(10))
    assert await store.outbox.looked_in_vain(one.part, at(11)) == at(11), "it is uncertain no more"


async def test_who_sent_a_part_is_known_once_somebody_has_taken_it(store: Store) -> None:
    await plan(store, planned("1"))
    assert [await store.outbox.sender_of(part) for part in ("1", "nothing")] == [None, None]
    [one] = await claim(store, seconds=1, sender="lyon")
    assert await store.outbox.sender_of("1") == "lyon"
    assert [part.id for part in await store.outbox.sending(at(1))] == [one.part.id]
    assert await store.outbox.sending(NOON) == []
    assert await store.outbox.uncertain(at(1)) == []


async def test_resending_happens_once_however_often_it_is_asked(store: Store) -> None:
    await plan(store, planned("1"))
    for expected in (True, False):
        [one] = await claim(store)
        await store.outbox.settle(one.part, Unknown("timeout"), NOON)
        assert await store.outbox.resend_once(one.part, NOON) is expected
    assert await state(store, "1") == "unknown"


async def test_what_was_being_sent_when_the_program_stopped_is_unknown(store: Store) -> None:
    await plan(store, planned("1"), planned("queued", chat=7))
    await claim(store, limit=1)
    await store.outbox.recover(("sms",), at(1))
    assert await state(store, "1") == "sending"
    await store.outbox.recover(("telegram",), at(1))
    assert await store.outbox.open_counts() == {"unknown": 1, "queued": 1}


async def test_a_report_proves_that_an_uncertain_part_arrived_and_names_it(store: Store) -> None:
    await plan(store, planned("1"))
    [one] = await claim(store)
    await store.outbox.settle(one.part, Unknown("timeout"), NOON)
    await store.outbox.report(Report(part="1", provider_id="SM1", state="sent", at=at(1)))
    part = await store.outbox.get("1")
    assert part is not None
    assert (part.state, part.provider_id) == ("sent", "SM1")
    assert not await store.outbox.resend_once(part, at(2))


async def test_a_report_by_the_provider_s_id_may_come_before_the_answer(store: Store) -> None:
    await plan(store, planned("1"))
    [one] = await claim(store)
    await store.outbox.report(Report(provider_id="SM1", state="delivered", at=at(1)))
    await store.outbox.report(Report(provider_id="SM1", state="sent", at=at(2)))
    await store.outbox.settle(one.part, Accepted("SM1"), at(3))
    assert await state(store, "1") == "delivered"


async def test_a_report_on_nothing_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="names neither"):
        await store.outbox.report(Report(state="sent", at=NOON))


async def test_reports_in_any_order_end_in_the_same_state(store: Store) -> None:
    told: tuple[PartState, ...] = ("accepted", "sending", "sent", "delivered")
    orders = list(permutations(told))
    await plan(store, *(planned(str(n), chat=n) for n in range(len(orders))))
    claimed = {one.part.id: one.part for one in await claim(store, limit=100)}
    for n, order in enumerate(orders):
        for state_told in order:
            await store.outbox.report(Report(part=str(n), state=state_told, at=at(1)))
        await store.outbox.settle(claimed[str(n)], Accepted(f"SM{n}"), at(2))
    assert await store.outbox.counts() == {"delivered": len(orders)}
    assert {part.provider_id for part in claimed.values()} == {None}
    assert {(await store.outbox.get(part)).provider_id for part in claimed} == {f"SM{part}" for part in claimed}


async def test_a_customer_s_parts_can_be_paged_through(store: Store) -> None:
    await plan(store, planned("1"), planned("2"), planned("3"))
    first = await store.outbox.of_customer(customer_id_of(lea()), limit=2)
    rest = await store.outbox.of_customer(customer_id_of(lea()), after=first[-1].position)
    assert [part.id for part in first + rest] == ["1", "2", "3"]
    assert await store.outbox.oldest_due(EVER) == NOON


async def test_a_part_is_said_once_however_many_tell_at_once_that_it_has_left(store: Store) -> None:
    await plan(store, planned("a"))
    [one] = await store.outbox.claim(("telegram",), 9, NOON)
    reports = [Report(part="a", state=state, at=NOON) for state in ("sent", "delivered", "read")]
    alone = [store.database.transact(lambda report=report: report_all([report])) for report in reports]
    await asyncio.gather(store.outbox.settle(one.part, Accepted("t1"), NOON), *alone)
    assert [line.source for line in await store.transcript.of(one.part.customer)] == ["a"]
    part = await store.outbox.get("a")
    assert part is not None
    assert part.state == "read"


async def test_what_a_claim_took_without_being_told_so_is_queued_again_by_its_instant(store: Store) -> None:
    await plan(store, planned("heard of", chat=1), planned("unheard of", chat=2))
    await claim(store, limit=1, seconds=1)
    await claim(store, limit=1, seconds=2)
    await store.outbox.release(("sms",), at(2))
    assert await store.outbox.open_counts() == {"sending": 2}
    await store.outbox.release(("telegram",), at(2))
    assert (await state(store, "heard of"), await state(store, "unheard of")) == ("sending", "queued")
    [again] = await claim(store, seconds=3)
    assert again.part.attempts == 1


@pytest.mark.parametrize("late", [RetryAt(at(1), "429"), Unknown("no answer")])
async def test_who_comes_late_does_not_decide_what_another_has_taken_over(
    store: Store, late: RetryAt | Unknown
) -> None:
    await plan(store, planned("1"))
    [first] = await claim(store)
    assert await store.outbox.is_ours(first.part)
    await store.outbox.recover(("telegram",), at(1))
    assert not await store.outbox.is_ours(first.part)
    assert await store.outbox.resend_once(first.part, at(2))
    [second] = await claim(store, seconds=3)
    await store.outbox.settle(first.part, late, at(4))
    assert await state(store, "1") == "sending"
    assert await store.outbox.is_ours(second.part)
    assert not await store.outbox.is_ours(first.part)
    await store.outbox.settle(first.part, Accepted("t1"), at(5))
    assert await state(store, "1") == "accepted"


async def test_a_message_sent_once_more_is_told_to_staff_once(store: Store) -> None:
    await plan(store, planned("1"))
    [one] = await claim(store)
    await store.outbox.settle(one.part, Unknown("no answer"), at(1))
    assert await store.outbox.resend_once(one.part, at(2)) is True
    assert len(await store.ledger.of(one.part.customer, NOON)) == 1
    assert await store.outbox.resend_once(one.part, at(3)) is True  # it is queued already, and stays so
    entries = await store.ledger.of(one.part.customer, NOON)
    assert [(entry.kind, entry.rule, entry.outbox) for entry in entries] == [("sent", "uncertain send", "1")]

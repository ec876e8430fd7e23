"""Staff step in: whatever they do to a customer is an event, and the page shows what came of it."""

from __future__ import annotations

import pytest

from bot.model.parts import Unknown
from bot.model.staff import Role, Staff
from bot.web.console.threads.inbox import INBOX
from tests.web.console.counter import Counter, Person
from tests.web.console.people import hired, signed_in


async def does(counter: Counter, who: Staff, lea: Person, what: str, **fields: str) -> str:
    """Send a form of the thread's; return the page that it leads to."""
    async with await signed_in(counter.app, who) as browser:
        answer = await browser.sends(f"{INBOX}/{lea.id}/{what}", **fields)
        assert answer.status_code in (200, 303), answer.text
        if answer.status_code == 200:
            return answer.text
        return (await browser.get(answer.headers["location"])).text


async def test_a_reply_takes_the_thread_over_silences_the_bot_and_is_the_reader_s_to_look_after(
    counter: Counter, theo: Staff, lea: Person
) -> None:
    page = await does(counter, theo, lea, "reply", text="Ici Théo.", key="k")
    assert "Ici Théo." in page
    assert "Vous avez la main" in page
    await lea.begins("machine")
    assert counter.left[-1] == "Ici Théo."
    row = await counter.store.threads.get(lea.id, theo.id)
    assert row is not None
    assert (row.folder, row.assignee) == ("customer", theo.id)


async def test_the_same_form_sent_twice_is_one_message(counter: Counter, theo: Staff, lea: Person) -> None:
    for _ in range(2):
        await does(counter, theo, lea, "reply", text="Ici Théo.", key="same")
    await counter.work()
    assert counter.left.count("Ici Théo.") == 1


async def test_nothing_and_too_much_are_refused_and_what_was_typed_is_kept(
    counter: Counter, theo: Staff, lea: Person
) -> None:
    assert "encore rien à envoyer" in await does(counter, theo, lea, "reply", text="  ")
    long = await does(counter, theo, lea, "reply", text="é" * 4001)
    assert "C’est trop long" in long
    assert "é" * 4001 in long


@pytest.mark.parametrize("act", ["reply", "later"])
async def test_a_saved_reply_that_nobody_filled_in_goes_to_no_customer(
    counter: Counter, theo: Staff, lea: Person, act: str
) -> None:
    page = await does(counter, theo, lea, act, text="Bonjour {first_name} {last_name} !", when="hour")
    assert "entre accolades" in page
    assert "Bonjour {first_name} {last_name} !</textarea>" in page
    assert await counter.store.later.of(lea.id) == []
    assert not any("first_name" in text for text in counter.left)
    page = await does(counter, theo, lea, act, text="Le code {promo} reste tel quel.", when="hour")
    assert "entre accolades" not in page


async def test_given_back_the_bot_answers_again(counter: Counter, theo: Staff, lea: Person) -> None:
    await does(counter, theo, lea, "take-over", key="t")
    await lea.says("/help")
    before = len(counter.left)
    assert "Le bot a la main" in await does(counter, theo, lea, "give-back", key="g")
    await lea.says("/help")
    await counter.work()
    assert len(counter.left) > before


async def test_a_closed_thread_says_why_until_the_customer_writes(counter: Counter, theo: Staff, lea: Person) -> None:
    await does(counter, theo, lea, "take-over", key="t")
    page = await does(counter, theo, lea, "close", reason="settled", key="c")
    assert "Conversation close" in page
    await lea.says("encore une question")
    row = await counter.store.threads.get(lea.id, theo.id)
    assert row is not None
    assert row.closed_at is None
    assert "Rouvrir" in await does(counter, theo, lea, "close", reason="spam")
    assert "Rouvrir" not in await does(counter, theo, lea, "reopen")


async def test_notes_labels_and_who_looks_after_it_are_staff_s_own(counter: Counter, theo: Staff, lea: Person) -> None:
    sent = len(counter.left)
    assert "Il en reste 4." in await does(counter, theo, lea, "note", text="Il en reste 4.", key="n")
    assert "bureaux" in await does(counter, theo, lea, "label", label="  bureaux ")
    assert "bureaux" not in await does(counter, theo, lea, "label", label="bureaux", remove="1")
    assert "Suivi par Théo Martin" in await does(counter, theo, lea, "assign", staff=theo.id)
    assert "Suivi par Théo" not in await does(counter, theo, lea, "assign", staff="")
    assert len(counter.left) == sent
    await does(counter, theo, lea, "unread")
    row = await counter.store.threads.get(lea.id, theo.id)
    assert row is not None
    assert row.unread


async def test_what_is_planned_is_called_off_or_decided_now(counter: Counter, theo: Staff, lea: Person) -> None:
    async def plan() -> str:
        await lea.shop("x.cart")
        customer = await counter.store.customers.get(lea.id)
        assert customer is not None
        return customer.planned[0].timer

    page = await does(counter, theo, lea, "plan", timer=await plan(), how="cancel", key="1")
    assert "annulé par Théo Martin" in page
    assert "Votre panier vous attend." not in counter.left
    await does(counter, theo, lea, "plan", timer=await plan(), how="now", key="2")
    await counter.work()
    assert counter.left[-1] == "Votre panier vous attend."
    customer = await counter.store.customers.get(lea.id)
    assert customer is not None
    assert customer.planned == ()


async def test_an_uncertain_send_goes_once_more_and_then_never(counter: Counter, theo: Staff, lea: Person) -> None:
    await counter.work()
    counter.sends = False
    await lea.says("/help")
    [one] = await counter.store.outbox.claim(("telegram",), 1, counter.doors.clock())
    await counter.store.outbox.settle(one.part, Unknown("time-out"), counter.doors.clock())
    async with await signed_in(counter.app, theo) as browser:
        assert "Renvoyer une fois" in (await browser.get(f"{INBOX}/{lea.id}")).text
    assert "Renvoyer une fois" not in await does(counter, theo, lea, "resend", part=one.part.id)
    assert "jamais une troisième fois" in await does(counter, theo, lea, "resend", part=one.part.id)


async def test_who_may_only_look_sees_no_field_and_no_button(counter: Counter, lea: Person) -> None:
    viewer = await hired(counter.store, Role.VIEWER)
    async with await signed_in(counter.app, viewer) as browser:
        page = await browser.get(f"{INBOX}/{lea.id}")
        assert "bonjour" in page.text
        assert "Votre réponse" not in page.text
        assert (await browser.sends(f"{INBOX}/{lea.id}/reply", text="x")).status_code == 403


async def test_a_form_sent_again_with_another_text_is_another_message(
    counter: Counter, theo: Staff, lea: Person
) -> None:
    """The answer to the first one was lost: whoever writes on in the same field has not sent it twice."""
    await does(counter, theo, lea, "reply", text="Je regarde.", key="k")
    await does(counter, theo, lea, "reply", text="Il en reste quatre.", key="k")
    await counter.work()
    assert counter.left[-2:] == ["Je regarde.", "Il en reste quatre."]


async def test_a_note_that_is_too_long_stays_a_note(counter: Counter, theo: Staff, lea: Person) -> None:
    page = await does(counter, theo, lea, "note", text="é" * 4001)
    private, _, reply = page.partition('<section class="write"')
    assert "é" * 4001 in private
    assert "é" * 4001 not in reply

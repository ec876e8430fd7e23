"""Many threads at once, within one's points of sale, and back."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest

from bot.model.staff import Staff
from bot.store.database.script import Script, once
from bot.store.threads.threads import ThreadRow
from bot.web.console.threads.inbox import INBOX
from tests.web.console.counter import Counter, Person
from tests.web.console.people import OURS, Browser, hired, signed_in, token_in


@pytest.fixture
async def people(counter: Counter) -> list[Person]:
    return [await (await counter.person(f"4{n}").known(first_name="Léa")).begins("person") for n in range(3)]


async def sends(browser: Browser, path: str, **fields: Any) -> httpx.Response:
    token = token_in(await browser.get("/console/more"))
    return await browser.post(f"{INBOX}/{path}", data={"csrf": token, **fields}, headers=OURS)


async def undoes(browser: Browser, page: httpx.Response) -> httpx.Response:
    values = dict(re.findall(r'<input type="hidden" name="(act|value)" value="([^"]*)">', page.text))
    return await sends(browser, "many/undo", before=re.findall(r'name="before" value="([^"]*)"', page.text), **values)


async def rows(counter: Counter, staff: Staff, people: list[Person]) -> list[ThreadRow]:
    return await counter.store.threads.some([one.id for one in people], staff.id)


@pytest.mark.parametrize(
    ("act", "fields", "is_done"),
    [
        ("assign", {"staff": "theo"}, lambda row: row.assignee is not None),
        ("label", {"label": "salon"}, lambda row: row.labels == ("salon",)),
        ("snooze", {"when": "tomorrow"}, lambda row: row.folder == "snoozed"),
    ],
)
async def test_what_is_done_to_many_is_taken_back(
    counter: Counter, theo: Staff, people: list[Person], act: str, fields: dict[str, str], is_done: Any
) -> None:
    given = {name: theo.id if value == "theo" else value for name, value in fields.items()}
    async with await signed_in(counter.app, theo) as browser:
        page = await sends(browser, "many", act=act, customer=[one.id for one in people[:2]], **given)
        assert "2 conversations changées" in page.text
        done = {row.customer for row in await rows(counter, theo, people) if is_done(row)}
        assert done == {one.id for one in people[:2]}
        assert (await undoes(browser, page)).status_code == 200
        assert not any(is_done(row) for row in await rows(counter, theo, people))


async def test_threads_that_are_closed_go_back_to_the_bot_and_have_no_undo(
    counter: Counter, theo: Staff, people: list[Person]
) -> None:
    async with await signed_in(counter.app, theo) as browser:
        page = await sends(browser, "many", act="close", reason="settled", customer=[people[0].id], key="k")
        assert "1 conversation changée" in page.text
        assert "Annuler" not in page.text.partition("done")[2].partition("</form>")[0]
        await counter.work()
        customer = await counter.store.customers.get(people[0].id)
        assert customer is not None
        assert customer.handover is None
        [row] = await rows(counter, theo, people[:1])
        assert (row.folder, row.close_reason) == ("closed", "settled")


async def test_who_is_out_of_scope_is_left_alone_and_nonsense_is_refused(
    counter: Counter, theo: Staff, people: list[Person]
) -> None:
    elsewhere = await hired(counter.store, points_of_sale=("nowhere",))

    async with await signed_in(counter.app, theo) as browser:
        for wrong in (
            {"act": "erase"},
            {"act": "assign", "staff": "nobody"},
            {"act": "label", "label": " "},
            {"act": "snooze", "when": "hier"},
            {"act": "close", "reason": "because"},
        ):
            assert (await sends(browser, "many", customer=[people[0].id], **wrong)).status_code == 400
    await _moves_to(counter, people[0], "lyon")
    async with await signed_in(counter.app, elsewhere) as browser:
        await sends(browser, "many", act="label", label="salon", customer=[people[0].id])
    [row] = await rows(counter, theo, people[:1])
    assert row.labels == ()


async def _moves_to(counter: Counter, person: Person, place: str) -> None:
    def script() -> Script[None]:
        yield once("UPDATE threads SET point_of_sale = $2 WHERE customer = $1", person.id, place)

    await counter.store.database.transact(script)

"""Two people and the bot after one thread, over HTTP, with two web processes' worth of stores on one database."""

from __future__ import annotations

import asyncio

from bot.model.staff import Role
from bot.store import Store
from bot.web.console.threads.inbox import INBOX
from tests.web.console.counter import open_counter
from tests.web.console.people import hired, signed_in


async def test_whoever_comes_first_the_bot_is_silent_and_every_word_goes_once(database_url: str) -> None:
    """While a customer writes, one takes the thread over and another replies, each at another process, each twice."""
    mine, theirs = await Store.open(database_url), await Store.open(database_url)
    try:
        async with open_counter(mine) as here, open_counter(theirs) as there:
            lea = await here.person("42").known(first_name="Léa")
            await lea.begins("machine")
            anna, theo = await hired(mine, Role.AGENT), await hired(theirs, Role.AGENT)
            async with await signed_in(here.app, anna) as first, await signed_in(there.app, theo) as second:
                path = f"{INBOX}/{lea.id}"
                answers, _ = await asyncio.gather(
                    asyncio.gather(
                        first.sends(f"{path}/take-over", key="a"),
                        second.sends(f"{path}/reply", text="Ici Théo.", key="b"),
                        first.sends(f"{path}/reply", text="Ici Anna.", key="c"),
                        second.sends(f"{path}/reply", text="Ici Théo.", key="b"),
                        first.sends(f"{path}/reply", text="Ici Anna.", key="c"),
                    ),
                    lea.says("Deux"),
                )
                assert {answer.status_code for answer in answers} <= {200, 303}
                for person, answer, text, key in (
                    (second, answers[1], "Ici Théo.", "b"),
                    (first, answers[2], "Ici Anna.", "c"),
                ):
                    if (
                        answer.status_code == 200
                    ):  # the other answers too: they are asked once, and send it all the same
                        await person.sends(f"{path}/reply", text=text, key=key, anyway="1")
                await _are_met(mine)
                said = len(here.left) + len(there.left)
                await lea.says("Et en bleu ?")
                await here.work()
                await there.work()
                left = [*here.left, *there.left]
                assert len(left) == said, "the bot spoke while people have the thread"
                assert (left.count("Ici Théo."), left.count("Ici Anna.")) == (1, 1)
                one, other = await mine.threads.get(lea.id, anna.id), await theirs.threads.get(lea.id, theo.id)
                assert one is not None and other is not None
                assert one.in_hands
                assert (one.staff, one.assignee) == (other.staff, other.assignee)
                assert {one.staff, one.assignee} <= {anna.id, theo.id}
                await asyncio.gather(
                    first.sends(f"{path}/give-back", key="d"), second.sends(f"{path}/give-back", key="e")
                )
                await _are_met(mine)
                again = await theirs.threads.get(lea.id, theo.id)
                assert again is not None
                assert not again.in_hands
    finally:
        await mine.close()
        await theirs.close()


async def _are_met(store: Store) -> None:
    """Wait until what people did is met, by either process, and what came of it has left."""
    waiting = (
        "SELECT COUNT(*) FROM inbox WHERE state <> 'done' AND event LIKE '%staff.%'",
        "SELECT COUNT(*) FROM outbox WHERE state IN ('queued', 'sending')",
    )
    async with asyncio.timeout(30):
        for what in waiting:
            while (await store.database.read(what))[0][0]:
                await asyncio.sleep(0.05)

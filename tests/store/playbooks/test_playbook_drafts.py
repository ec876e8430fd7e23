"""Drafts on both databases: nothing is lost, and nobody writes over another unseen."""

from bot.store import Store
from bot.store.playbooks.playbook_drafts import Change, Draft, Met, Saved, laid_over
from tests.store.samples import NOON, at

FLOW = "flows/conversations/order.yaml"


async def draft(store: Store, id_: str = "d1") -> None:
    made = Draft(
        id=id_,
        title="Moins de relances",
        base="v1",
        made_by="camille",
        made_at=NOON,
        changed_by="camille",
        changed_at=NOON,
    )
    await store.playbook_drafts.make(made)


def change(text: str | None, revision: int = 0, *, path: str = FLOW, by: str = "camille", hour: int = 1) -> Change:
    return Change(path=path, text=text, revision=revision, by=by, at=at(hour))


async def test_a_draft_keeps_what_differs_and_who_changed_it_last(store: Store) -> None:
    await draft(store)
    await draft(store, "d2")
    assert await store.playbook_drafts.save("d1", change("flow: order")) == Saved(1)
    assert await store.playbook_drafts.save("d1", change("flow: order2", 1, by="theo", hour=2)) == Saved(2)
    files = await store.playbook_drafts.files("d1")
    assert (files[FLOW].text, files[FLOW].revision, files[FLOW].changed_by) == ("flow: order2", 2, "theo")
    found = await store.playbook_drafts.get("d1")
    assert found is not None
    assert (found.title, found.base, found.made_by, found.changed_by) == ("Moins de relances", "v1", "camille", "theo")
    assert [one.id for one in await store.playbook_drafts.open()] == ["d1", "d2"]
    assert await store.playbook_drafts.get("nobodys") is None


async def test_two_who_write_the_same_file_do_not_write_over_each_other(store: Store) -> None:
    await draft(store)
    await store.playbook_drafts.save("d1", change("Camille's"))
    met = await store.playbook_drafts.save("d1", change("Théo's", by="theo", hour=2))
    assert isinstance(met, Met)
    assert met.file is not None
    assert (met.file.text, met.file.changed_by, met.file.revision) == ("Camille's", "camille", 1)
    assert (await store.playbook_drafts.files("d1"))[FLOW].text == "Camille's"
    assert await store.playbook_drafts.save("d1", change("Théo's", met.file.revision, by="theo")) == Saved(2)


async def test_a_save_whose_answer_was_lost_can_be_sent_again(store: Store) -> None:
    await draft(store)
    await store.playbook_drafts.save("d1", change("the same"))
    assert isinstance(await store.playbook_drafts.save("d1", change("the same")), Saved)


async def test_a_file_is_renamed_whole_or_not_at_all(store: Store) -> None:
    await draft(store)
    await store.playbook_drafts.save("d1", change("theirs", path="flows/answers/b.yaml"))
    met = await store.playbook_drafts.rename("d1", change(None), change("mine", path="flows/answers/b.yaml"))
    assert isinstance(met, Met)
    assert FLOW not in await store.playbook_drafts.files("d1")
    await store.playbook_drafts.rename("d1", change(None), change("mine", path="flows/answers/c.yaml"))
    whole = laid_over({FLOW: "old", "flows/store.yaml": "s"}, await store.playbook_drafts.files("d1"))
    assert whole == {"flows/answers/b.yaml": "theirs", "flows/answers/c.yaml": "mine", "flows/store.yaml": "s"}


async def test_a_draft_that_is_closed_takes_nothing_more(store: Store) -> None:
    await draft(store)
    assert await store.playbook_drafts.close("d1", by="camille", at=at(1), published="v2")
    assert not await store.playbook_drafts.close("d1", by="camille", at=at(2))
    assert await store.playbook_drafts.save("d1", change("late")) == Met(None)
    assert await store.playbook_drafts.open() == []
    closed = await store.playbook_drafts.get("d1")
    assert closed is not None
    assert (closed.closed_at, closed.published) == (at(1), "v2")


async def test_making_and_dropping_are_noted(store: Store) -> None:
    await draft(store)
    await store.playbook_drafts.close("d1", by="theo", at=at(1))
    acts = [(noted.entry.act, noted.entry.who) for noted in await store.audit.of("d1", 9)]
    assert acts == [("playbook.draft_dropped", "theo"), ("playbook.draft_made", "camille")]


async def test_a_draft_starts_from_another_version_only_once(store: Store) -> None:
    await draft(store)
    await store.playbook_drafts.rebase("d1", "v2", "v1")
    await store.playbook_drafts.rebase("d1", "v3", "v1")
    found = await store.playbook_drafts.get("d1")
    assert found is not None
    assert found.base == "v2"

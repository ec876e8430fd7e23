"""Two customers in one turn; how the records are put together is `tests/rules/people/test_one_person.py`."""

from __future__ import annotations

from typing import Any

from msgspec import to_builtins

from bot.engine.advance import advance
from bot.model.conversation import Handover
from bot.model.customer import Turn
from bot.model.effects import Absorb, CloseHandover, Decide, SplitOff
from bot.model.events import CustomersMerged, MergeUndone
from bot.playbook.compiled import Shelf
from tests.rules.people.test_one_person import at, lea, visitor
from tests.work.shop import playbook

SHELF = Shelf(current=playbook())


def merged(document: Any, **fields: Any) -> Turn:
    event = CustomersMerged(id="m", at=at(3), other=visitor().id, by="zoe", reason="till", document=document)
    return advance(SHELF, lea(**fields), event)


def test_a_merge_asks_for_what_it_changes_and_says_why() -> None:
    turn = merged(to_builtins(visitor(facts={"city": "Lyon"})))
    [absorb] = [effect for effect in turn.effects if isinstance(effect, Absorb)]
    assert (absorb.other, absorb.by) == (visitor().id, "zoe")
    assert turn.customer.facts == {"city": "Lyon"}
    [said] = [effect for effect in turn.effects if isinstance(effect, Decide)]
    assert (said.kind, said.facts["how"], said.facts["reason"]) == ("merged", "staff", "till")


def test_of_two_open_handovers_one_is_closed() -> None:
    held = Handover(id="h1", team="shop", reason="r", since=at(2))
    older = Handover(id="h0", team="shop", reason="r", since=at(1))
    turn = merged(to_builtins(visitor(handover=older)), handover=held)
    assert [effect.id for effect in turn.effects if isinstance(effect, CloseHandover)] == ["h1"]


def test_with_nobody_oneself_or_an_unreadable_other_nothing_changes() -> None:
    for document in (None, to_builtins(lea()), {"id": 7}):
        turn = merged(document)
        assert turn.customer.addresses == lea().addresses
        assert [effect.kind for effect in turn.effects if isinstance(effect, Decide)] == ["ignored"]


def test_the_way_back_gives_the_other_a_document_and_their_addresses() -> None:
    whole = merged(to_builtins(visitor())).customer
    documents = {"kept": to_builtins(lea()), "apart": to_builtins(visitor()), "whole": to_builtins(whole)}
    event = MergeUndone(id="u", at=at(4), merge="m", other=visitor().id, by="zoe", **documents)
    turn = advance(SHELF, whole, event)
    [split] = [effect for effect in turn.effects if isinstance(effect, SplitOff)]
    assert split.document == to_builtins(visitor())
    assert [str(address) for address in split.addresses] == ["web:w"]
    assert turn.customer.addresses == lea().addresses
    unknown = advance(SHELF, whole, MergeUndone(id="u", at=at(4), merge="other"))
    assert [effect.kind for effect in unknown.effects if isinstance(effect, Decide)] == ["ignored"]

"""Which steps and branches no test reaches."""

from collections.abc import Callable

import pytest

from bot.playbook import build
from bot.studio.playbook_tests.coverage import Coverage, branches, measure, watch
from bot.studio.rehearsals.rehearsal import Rehearsal
from tests.studio.cafe import COFFEE, LEA, MONDAY, SOURCES, playbook, reads

Watched = tuple[Callable[[], Rehearsal], Callable[[], Coverage]]


@pytest.fixture
def watched() -> Watched:
    book, prints = watch(playbook())

    def lea() -> Rehearsal:
        return Rehearsal(book, at=MONDAY, persona=LEA, reader=reads)

    return lea, lambda: measure(playbook(), prints)


def missed(coverage: Coverage) -> tuple[set[str], set[str]]:
    steps = {each.step for each in coverage.missed_steps if each.flow == "coffee"}
    return steps, {name for each in coverage.missed_branches if each.flow == "coffee" for name in each.names}


def test_nothing_is_reached_before_anything_is_said(watched: Watched) -> None:
    _, covered = watched
    found = covered()
    assert len(found.missed_steps) == found.steps
    assert len(found.missed_branches) == found.branches
    assert found.percent == 0


def test_a_conversation_reaches_its_steps_and_its_branch(watched: Watched) -> None:
    lea, covered = watched
    one = lea()
    one.says("je cherche un café")
    one.says("Doux")
    steps, ways = missed(covered())
    assert steps == {"taste.corse.1", "taste.je_ne_sais_pas.1", "taste.silent.1", "3"}
    assert ways == {"Corsé", "Je ne sais pas", "silent"}


def test_footprints_of_several_conversations_add_up(watched: Watched) -> None:
    lea, covered = watched
    for choice in ("Doux", "Corsé", "Je ne sais pas"):
        one = lea()
        one.says("je cherche un café")
        one.says(choice)
    steps, ways = missed(covered())
    assert (steps, ways) == ({"taste.silent.1"}, {"silent"})


def test_who_looks_through_all_steps_has_been_at_none() -> None:
    book, prints = watch(playbook())
    assert all(list(flow.steps.values()) and list(flow.steps.items()) for flow in book.flows.values())
    found = measure(book, prints)
    assert len(found.missed_steps) == found.steps


def test_what_is_missed_is_told_in_the_order_of_the_files(watched: Watched) -> None:
    _, covered = watched
    places = [(each.place.file, each.place.line) for each in covered().missed_steps]
    assert places == sorted(places)
    assert str(covered().missed_branches[0]).startswith("flows/conversations/coffee.yaml:11:5: coffee, branch ")


def test_branches_to_one_step_count_together() -> None:
    both = COFFEE.replace("{ say: Le Sidamo vous plaira. }", "{ go: mild }")
    flow = build({**SOURCES, "flows/conversations/coffee.yaml": both}).playbook.flows["coffee"]
    names = [branch.names for branch in branches("coffee", flow.steps["taste"])]
    assert names == [("Doux", "Corsé"), ("Je ne sais pas",), ("silent",)]


def test_a_step_whose_condition_does_not_hold_is_looked_at_and_not_reached() -> None:
    guarded = COFFEE.replace('  - say: "Bonjour', '  - if: customer.orders_count > 3\n    say: "Bonjour')
    checked = build({**SOURCES, "flows/conversations/coffee.yaml": guarded})
    assert checked.playbook is not None, checked.faults
    book, prints = watch(checked.playbook)
    lea = Rehearsal(book, at=MONDAY, persona=LEA, reader=reads)
    lea.says("je cherche un café")
    assert [said.text for said in lea.said] == ["Plutôt doux ou corsé ?"]
    assert ("coffee", "1") not in prints.run
    assert ("coffee", "taste") in prints.run


def test_watching_changes_nothing_that_is_said() -> None:
    book, _ = watch(playbook())
    watched_one, plain = (Rehearsal(each, at=MONDAY, persona=LEA, reader=reads) for each in (book, playbook()))
    for lea in (watched_one, plain):
        lea.says("je cherche un café")
        lea.says("Corsé")
    assert watched_one.said == plain.said
    assert watched_one.customer == plain.customer

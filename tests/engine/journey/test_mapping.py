"""Which maps a customer is on, and what becomes of them when the maps change."""

from __future__ import annotations

from datetime import datetime

from bot.model.events import CustomerImported
from bot.playbook import build
from bot.playbook.compiled import Playbook, Shelf
from tests.engine.chat import Chat, Opens, book_files, playbook

MACHINE = """
journey: machine
title: Une machine
for: customer.kind != "coffee"
stages: [look, compare, buy, use]
signals:
  - { on: order.confirmed, moves: buy }
  - { on: x.compares, moves: compare }
  - { on: silence, after: 14 days, in: [compare], moves: look }
"""
COFFEE = """
journey: coffee
title: Le café
for: customer.kind == "coffee"
stages: [taste, buy]
signals:
  - { on: order.confirmed, moves: buy }
"""


def both(machine: str = MACHINE, coffee: str = COFFEE) -> Playbook:
    sources = {"flows/journeys/a.yaml": machine, "flows/journeys/b.yaml": coffee}
    checked = build(book_files() | {path: text for path, text in sources.items() if text})
    assert checked.playbook is not None, checked.faults
    return checked.playbook


def places(lea: Chat) -> dict[str, str]:
    return {state.journey: state.stage for state in lea.customer.journeys}


def test_a_new_need_opens_a_journey_beside_the_first(chat: Opens) -> None:
    lea = chat(both()).says("merci").hears("plaisir").shop("order.confirmed")
    assert places(lea) == {"machine": "buy"}
    lea.meets(CustomerImported(id="", facts={"kind": "coffee"})).shop("order.confirmed", number="2")
    assert places(lea) == {"machine": "buy", "coffee": "buy"}
    began = [row.words for row in lea.ledger if row.facts.get("journey") == "coffee"]
    assert began == [
        "Parcours « Le café » : taste (la commande a été confirmée).",
        "Étape : de taste à buy (la commande a été confirmée).",
    ]


def test_a_journey_that_is_not_theirs_any_more_rests(chat: Opens) -> None:
    lea = chat(both()).says("merci").hears("plaisir").shop("x.compares")
    lea.meets(CustomerImported(id="", facts={"kind": "coffee"})).shop("order.confirmed").waits(days=40)
    assert places(lea) == {"machine": "compare", "coffee": "buy"}


def test_silence_moves_back_and_only_where_it_is_listened_to(chat: Opens) -> None:
    lea = chat(both()).says("merci").hears("plaisir")
    assert not [timer for timer in lea._timers if timer[2].kind == "journey"]
    lea.shop("x.compares").waits(days=13).says("je réfléchis").ignores_what_was_said()
    assert places(lea.waits(days=13)) == {"machine": "compare"}
    assert places(lea.waits(days=2)) == {"machine": "look"}
    state = lea.customer.journeys[0]
    assert (state.direction, state.cause, state.timer) == ("receding", "14 jours de silence", "")


def test_a_stage_that_is_no_more_gives_way_to_the_one_before_it(chat: Opens) -> None:
    lea, before = chat(both()).says("merci").hears("plaisir").shop("order.confirmed"), both()
    after = both(machine=MACHINE.replace("buy, ", "").replace("moves: buy", "moves: use"))
    lea.shelf = Shelf(current=after, earlier={before.version: before})
    lea.says("merci").hears("plaisir")
    assert places(lea) == {"machine": "compare"}
    assert any(row.words.startswith("Le plan du parcours « Une machine » a changé : buy") for row in lea.ledger)
    assert [timer[2].data["journey"] for timer in lea._timers if timer[2].kind == "journey"] == ["machine"]
    assert places(lea.waits(days=15)) == {"machine": "look"}


def test_a_stage_that_nobody_remembers_gives_way_to_the_first(chat: Opens) -> None:
    lea = chat(both()).says("merci").hears("plaisir").shop("order.confirmed")
    lea.shelf = Shelf(current=both(machine=MACHINE.replace("buy, ", "").replace("moves: buy", "moves: use")))
    assert places(lea.says("merci").hears("plaisir")) == {"machine": "look"}


def test_a_journey_that_is_no_more_gives_way_to_the_one_that_is_theirs(chat: Opens) -> None:
    lea = chat(both()).says("merci").hears("plaisir").shop("order.confirmed")
    lea.shelf = Shelf(current=playbook(journey="journey: all\ntitle: Tout\nstages: [first, buy]"))
    assert places(lea.says("merci").hears("plaisir")) == {"machine": "buy", "all": "buy"}
    lea.shelf = Shelf(current=both())
    assert places(lea.says("merci").hears("plaisir").shop("x.compares")) == {"machine": "compare", "all": "buy"}


SILENT = """
journey: machine
stages: [look, compare, buy]
signals:
  - { on: x.compares, moves: compare }
  - { on: silence, after: 14 days, in: [compare], moves: look }
"""
QUIET = SILENT.replace("  - { on: silence, after: 14 days, in: [compare], moves: look }\n", "")
STALLS = (
    QUIET.replace("[look, compare, buy]", "\n  - look\n  - compare: { expected: 5 days }\n  - buy")
    + """
follow_ups:
  - { start: hello, on: journey.stalled }
"""
)
HELLO = "flow: hello\ntitle: Bonjour\npurpose: service\nsteps:\n  - say: Où en êtes-vous ?\n"


def one(journey: str) -> Playbook:
    return playbook(HELLO, journey=journey)


def looks(lea: Chat) -> list[datetime]:
    return [at for at, _, timer in lea._timers if timer.kind == "journey"]


def test_a_silence_published_later_reaches_who_is_silent_and_counts_from_then(chat: Opens) -> None:
    lea = chat(one(QUIET)).says("merci").hears("plaisir").shop("x.compares").waits(days=20)
    assert looks(lea) == []
    lea.hears_of(one(SILENT))
    assert places(lea.waits(days=13)) == {"machine": "compare"}
    assert places(lea.waits(days=2)) == {"machine": "look"}


def test_a_silence_published_in_time_is_full_when_it_would_have_been(chat: Opens) -> None:
    lea = chat(one(QUIET)).says("merci").hears("plaisir").shop("x.compares").waits(days=10).hears_of(one(SILENT))
    assert places(lea.waits(days=3)) == {"machine": "compare"}
    assert places(lea.waits(days=2)) == {"machine": "look"}


def test_publishing_again_and_again_puts_nothing_off(chat: Opens) -> None:
    lea = chat(one(QUIET)).says("merci").hears("plaisir").shop("x.compares").waits(days=20).hears_of(one(SILENT))
    (planned,) = looks(lea)
    for number in range(13):
        lea.waits(days=1).hears_of(one(SILENT + f"half_life: {number + 5} days\n"))
        assert looks(lea) == [planned]
    assert places(lea.waits(days=2)) == {"machine": "look"}


def test_a_look_that_is_due_is_taken_also_where_it_meets_a_new_playbook_first(chat: Opens) -> None:
    lea = chat(one(SILENT)).says("merci").hears("plaisir").shop("x.compares").waits(days=13)
    lea.shelf = Shelf(current=one(SILENT + "half_life: 5 days\n"))
    assert places(lea.waits(days=2)) == {"machine": "look"}


def test_a_stall_that_would_be_due_already_counts_from_the_publishing(chat: Opens) -> None:
    lea = chat(one(QUIET)).says("merci").hears("plaisir").shop("x.compares").waits(days=20).hears_of(one(STALLS))
    lea.waits(days=4).hears_nothing()
    lea.waits(days=2).hears("Où en êtes-vous")


def test_a_rule_that_is_no_more_is_not_waited_for(chat: Opens) -> None:
    lea = chat(one(SILENT)).says("merci").hears("plaisir").shop("x.compares").waits(days=3).hears_of(one(QUIET))
    assert looks(lea) == []
    assert places(lea.waits(days=30)) == {"machine": "compare"}


def test_the_ledger_reads_stages_by_their_titles_also_one_that_is_no_more(chat: Opens) -> None:
    titled = SILENT.replace(
        "[look, compare, buy]", "\n  - look: { title: On regarde }\n  - compare: { title: On compare }"
    )
    lea = chat(one(titled)).says("merci").hears("plaisir").shop("x.compares")
    assert lea.ledger[-1].words == "Étape : de On regarde à On compare (x.compares)."
    assert (lea.ledger[-1].facts["left"], lea.ledger[-1].facts["stage"]) == ("look", "compare")
    lea.hears_of(one("journey: machine\nstages:\n  - look: { title: On regarde }\n"))
    assert "On compare n’existe plus, le client est à l’étape On regarde." in lea.ledger[-1].words

"""A flow as boxes and arrows."""

import pytest

from bot.playbook import build
from bot.studio.drawings.drawing import END, Arrow, Box, Kind, Picture, draw
from tests.playbook.playbooks import one_flow
from tests.studio.cafe import SOURCES, playbook

EVERYTHING = """\
flow: all
title: Tout
purpose: service
starts:
  - intent: all
  - event: order.delivered
    after: 2 days
    if: order.total > 50
examples: [tout]
steps:
  - if: customer.orders_count > 1
    say: "Bonjour {{ customer.first_name | default: 'vous' }}, {{ 3 | days }} {% if now %}{% endif %}déjà\u202f?"
    image: cup.jpg
  - set: { customer.seen: true, count: 1 }
  - choose:
      - { if: customer.orders_count > 3, then: { go: many } }
      - { if: customer.orders_count > 2, then: { go: many } }
      - { else: { go: few } }
  - id: many
    split:
      name: tone
      holdout: 10 %
      branches: [ { weight: 50, do: { go: few } }, { weight: 40, do: { call: coffee } } ]
  - id: few
    wait: { event: order.paid, at_most: 10 days, late: { stop: late } }
  - wait: { for: 3 days }
  - ask: Combien ?
    as: number
    save: cups
    otherwise: { hand_over: { team: magasin, reason: nombre } }
  - consent: { ask: marketing, granted: { say: Merci. }, refused: { go: on } }
  - id: on
    fetch: { get: "https://api.cafe.example/{{ conversation.cups | default: 1 }}", save: stock, failed: { go: on2 } }
  - id: on2
    emit: { name: x.seen, data: { cups: "{{ conversation.cups }}" } }
  - move: { stage: comparison, cause: demande }
  - answer: Une question ?
"""


@pytest.fixture(scope="module")
def everything() -> Picture:
    checked = build({**SOURCES, "flows/conversations/all.yaml": EVERYTHING, "flows/cup.jpg": "sha256:0"})
    assert checked.playbook is not None, [str(fault) for fault in checked.faults if fault.severity == "error"]
    return draw(checked.playbook.flows["all"])


def box(picture: Picture, name: str) -> Box:
    (found,) = (each for each in picture.boxes if each.id == name)
    return found


def arrows(picture: Picture, name: str) -> list[tuple[str, str, bool]]:
    return [(arrow.to, arrow.label, arrow.unusual) for arrow in picture.arrows if arrow.from_ == name]


def test_a_small_flow_is_drawn_whole() -> None:
    picture = draw(playbook().flows["coffee"])
    assert picture.title == "Choisir un café"
    assert [(each.id, each.kind, each.verb, each.text) for each in picture.boxes] == [
        ("·start1", "start", "the customer asks", "coffee"),
        ("·start2", "start", "when", "cart.updated"),
        ("1", "say", "say", "Bonjour ‹first_name› !"),
        ("taste", "ask", "ask", "Plutôt doux ou corsé ?"),
        ("taste.corse.1", "say", "say", "Le Sidamo vous plaira."),
        ("taste.je_ne_sais_pas.1", "person", "hand over to magasin", "conseil"),
        ("taste.silent.1", "end", "silent", ""),
        ("3", "end", "converted", ""),
        ("mild", "say", "say", "Le Yirgacheffe est tout en douceur."),
        ("5", "end", "converted", ""),
    ]
    assert picture.arrows == (
        Arrow("·start1", "1"),
        Arrow("·start2", "1"),
        Arrow("1", "taste"),
        Arrow("taste", "mild", "Doux"),
        Arrow("taste", "taste.corse.1", "Corsé"),
        Arrow("taste", "taste.je_ne_sais_pas.1", "Je ne sais pas"),
        Arrow("taste", "taste.silent.1", "silence", unusual=True),
        Arrow("taste.corse.1", "3"),
        Arrow("taste.je_ne_sais_pas.1", "3", "given back"),
        Arrow("mild", "5"),
    )


def test_starts_say_when_and_on_what_condition(everything: Picture) -> None:
    assert box(everything, "·start2") == Box(
        "·start2", "start", "when", "order.delivered after 2 days", "if order.total > 50"
    )


def test_texts_read_as_they_are_said(everything: Picture) -> None:
    assert box(everything, "1") == Box(
        "1",
        "say",
        "say",
        "Bonjour ‹first_name›, 3\u00a0jours déjà\u202f?",
        "with a photo, only if customer.orders_count > 1",
    )


@pytest.mark.parametrize(
    ("name", "kind", "verb", "text", "note"),
    [
        ("2", "note", "note", "customer.seen, conversation.count", ""),
        ("3", "decide", "choose", "", ""),
        ("many", "decide", "split", "tone", "10 % hear nothing"),
        ("few", "wait", "wait", "for order.paid, at most 10 days", ""),
        ("6", "wait", "wait", "3 days", ""),
        ("7", "ask", "ask for a number", "Combien ?", "→ conversation.cups"),
        ("8", "ask", "ask consent", "marketing", ""),
        ("on", "outside", "fetch", "https://api.cafe.example/‹cups›", "→ conversation.stock"),
        ("on2", "outside", "tell the shop", "x.seen", ""),
        ("11", "note", "move to", "comparison", "demande"),
        ("12", "ask", "answer questions", "Une question ?", ""),
    ],
)
def test_every_verb_is_a_box_in_words(
    everything: Picture, name: str, kind: Kind, verb: str, text: str, note: str
) -> None:
    assert box(everything, name) == Box(name, kind, verb, text, note)


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("3", [("many", "customer.orders_count > 3 / customer.orders_count > 2", False), ("few", "else", False)]),
        ("many", [("few", "50 % arm_1", False), ("many.arm_2.1", "40 % arm_2", False)]),
        ("few", [("few.late.1", "too late", True), ("6", "", False)]),
        ("7", [("7.otherwise.1", "not understood", True), ("8", "", False)]),
        ("8", [("8.granted.1", "granted", False), ("on", "no", True)]),
        ("on", [("on2", "failed", True), ("on2", "", False)]),
        ("12", [(END, "", False)]),
        ("few.late.1", []),
    ],
)
def test_arrows_carry_what_leads_there(everything: Picture, name: str, ways: list[tuple[str, str, bool]]) -> None:
    assert arrows(everything, name) == ways


def test_who_said_why_with_a_rating_comes_at_once_where_its_question_leads() -> None:
    rates = "  - rate: { scale: csat, ask: Alors ?, why: { low: Pourquoi ? }, low: { go: low } }"
    picture = draw(one_flow(f"{rates}\n  - stop: fine\n  - id: low\n    stop: low"), language="fr")
    (rate,) = [each.id for each in picture.boxes if each.text == "Alors ?"]
    (why,) = [each.id for each in picture.boxes if each.text == "Pourquoi ?"]
    assert set(arrows(picture, rate)) == {
        (why, "note basse", False),
        ("low", "note basse, pourquoi déjà dit", False),
        ("2", "", False),
    }
    assert arrows(picture, why) == [("low", "", False)]


def test_a_flow_that_nothing_starts_is_started_by_others() -> None:
    alone = SOURCES["flows/conversations/stock.yaml"].replace("starts: [ { event: x.stock } ]\n", "")
    called = "flow: caller\npurpose: service\nstarts: [ { event: x.a } ]\nsteps: [ { call: stock }, { stop: x } ]\n"
    checked = build({**SOURCES, "flows/conversations/stock.yaml": alone, "flows/conversations/caller.yaml": called})
    picture = draw(checked.playbook.flows["stock"])
    assert (picture.boxes[0].verb, picture.arrows[0]) == ("started by others", Arrow("·start", "1"))


def test_a_long_text_is_cut_where_a_word_ends_or_nearly() -> None:
    long = SOURCES["flows/conversations/stock.yaml"].replace("Je demande à la boutique.", "mot " * 60)
    picture = draw(build({**SOURCES, "flows/conversations/stock.yaml": long}).playbook.flows["stock"])
    text = box(picture, "unknown").text
    assert len(text) <= 110
    assert text.endswith("…")

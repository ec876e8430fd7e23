"""The table of cases: for each verb, small flows with what the customer does and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from msgspec import Struct

from bot.model.effects import Emit, Fetch, RecordConsent
from bot.playbook import compiled
from tests.engine.chat import Chat

POLICY: Final = "fetch: { hosts: [api.moka.example] }\n"


class Case(Struct, frozen=True, kw_only=True):
    """`steps` is the flow's YAML; `run` talks through it, from the opened chat."""

    name: str
    steps: str
    run: Callable[[Chat], Any]


COMPARISON: Final = """
  - compare: { offers: { category: machine }, criteria: [price] }
  - say: "Rien à comparer."
"""

RECOMMENDATION: Final = """
  - recommend: { offers: { category: machine }, criteria: [price] }
  - say: "Rien à conseiller."
"""


def said(*texts: str) -> Callable[[Chat], Any]:
    def run(lea: Chat) -> None:
        for text in texts:
            lea.hears(text)

    return run


def _emitted(lea: Chat) -> None:
    emits = [effect for effect in lea.effects if isinstance(effect, Emit)]
    assert [(emit.name, emit.data) for emit in emits] == [("x.asked", {"who": "fr", "n": 3})]


def _fetched(lea: Chat) -> None:
    fetch = next(effect for effect in lea.effects if isinstance(effect, Fetch))
    assert (fetch.method, fetch.url, fetch.within) == ("GET", "https://api.moka.example/stock", 3.0)
    lea.hears_nothing().service_answers({"left": 4}).hears("Il en reste 4")


def _fetch_fails(lea: Chat) -> None:
    lea.service_answers(ok=False).hears("Je ne sais pas")


def _fetch_never_answers(lea: Chat) -> None:
    lea.hears_nothing().waits(minutes=6).hears("Je ne sais pas")


def _consents(lea: Chat) -> None:
    lea.hears("par Telegram", choices=("Oui", "Non")).says("oui").hears("Merci")
    record = next(effect for effect in lea.effects if isinstance(effect, RecordConsent))
    assert (record.purpose, record.channel, record.granted) == ("marketing", "telegram", True)
    assert record.wording == "Nos nouvelles par Telegram ?"


def _refuses(lea: Chat) -> None:
    lea.hears("par Telegram").says("non").hears("Tant pis")
    assert lea.customer.grants[0].granted is False


def _withdraws(lea: Chat) -> None:
    assert [(grant.purpose, grant.granted) for grant in lea.customer.grants] == [("care", False)]


def _moves(lea: Chat) -> None:
    assert lea.customer.journeys[0].stage == "decision"
    assert lea.customer.journeys[0].direction == "advancing"
    assert lea.customer.journeys[0].cause == "il commande"


def _sets(lea: Chat) -> None:
    lea.hears("2 dark")
    assert lea.fact("roast") == "dark"


def _splits(lea: Chat) -> None:
    assert lea.ended or lea.unheard
    first = [send.content.text for send in lea.said]
    lea.ignores_what_was_said().opens()
    assert [send.content.text for send in lea.said][len(first) :] == first
    lea.ignores_what_was_said()


CONSENT = """
  - consent:
      ask: marketing
      wording: Nos nouvelles par {{ channel }} ?
      granted: { go: thanks }
      refused: { go: pity }
  - id: thanks
    say: Merci
  - stop: yes_
  - id: pity
    say: Tant pis
  - stop: no_
"""
RATE = """
  - rate:
      scale: csat
      ask: Content ?
      why: { high: "Pourquoi ?" }
      low: { stop: low }
      high: { go: high }
  - say: "{{ feedback.score }}, moyen"
  - stop: middle
  - id: high
    say: "{{ feedback.score }} : {{ feedback.comment | default: '' }}"
"""
FETCH = """
  - fetch:
      get: "https://api.moka.example/stock"
      save: stock
      within: 3 seconds
      failed: { go: unknown }
  - say: "Il en reste {{ conversation.stock.left | default: 0 }}"
  - stop: done
  - id: unknown
    say: Je ne sais pas
  - stop: done
"""

CASES: Final[Mapping[type[Any], tuple[Case, ...]]] = {
    compiled.Say: (
        Case(name="says its text", steps="  - say: Bonjour\n  - say: vous", run=said("Bonjour", "vous")),
        Case(
            name="is skipped where its guard does not hold",
            steps="  - { say: jamais, if: customer.orders_count > 0 }\n  - say: toujours",
            run=said("toujours"),
        ),
    ),
    compiled.Ask: (
        Case(
            name="keeps the answer",
            steps='  - ask: Combien ?\n    as: number\n    save: n\n  - say: "{{ conversation.n }} fois"',
            run=lambda lea: lea.hears("Combien").says("trois").hears("3 fois"),
        ),
    ),
    compiled.Rate: (
        Case(
            name="takes the branch of the level",
            steps=RATE,
            run=lambda lea: lea.hears("Content ?", choices=("1", "2", "3", "4", "5")).presses("3").hears("3, moyen"),
        ),
        Case(
            name="asks for another number where it is off the scale",
            steps=RATE,
            run=lambda lea: lea.hears("Content ?").says("sept").hears("de 1 à 5").says("très bien").hears("Pourquoi"),
        ),
    ),
    compiled.Comment: (
        Case(
            name="keeps the why",
            steps=RATE,
            run=lambda lea: lea.hears("Content ?").says("5").hears("Pourquoi").says("le goût").hears("5 : le goût"),
        ),
        Case(
            name="is not asked of who has said why",
            steps=RATE,
            run=lambda lea: lea.hears("Content ?").says("5, le goût").hears("5 : le goût"),
        ),
    ),
    compiled.Floor: (
        Case(
            name="listens until the customer is done",
            steps="  - answer: Dites-moi tout.\n  - say: Autre chose ?",
            run=lambda lea: lea.hears("Dites-moi").says("merci").hears("Autre chose"),
        ),
        Case(
            name="ends with silence",
            steps="  - answer: Dites-moi tout.\n  - say: Autre chose ?",
            run=lambda lea: lea.hears("Dites-moi").waits(days=4).hears_nothing().ends("expired"),
        ),
    ),
    compiled.Set: (
        Case(
            name="writes values that keep their type",
            steps=(
                "  - set: { conversation.tries: 1, customer.roast: dark }\n"
                '  - set: { conversation.tries: "{{ conversation.tries | plus: 1 }}" }\n'
                '  - say: "{{ conversation.tries }} {{ customer.roast | default: 0 }}"'
            ),
            run=_sets,
        ),
    ),
    compiled.Choose: (
        Case(
            name="takes the first branch that holds",
            steps=(
                "  - choose:\n      - { if: customer.orders_count > 3, then: { stop: regular } }\n"
                '      - { if: customer.language == "fr", then: { stop: french } }\n      - { else: { stop: other } }'
            ),
            run=lambda lea: lea.hears_nothing().ends("french"),
        ),
        Case(
            name="takes else",
            steps=(
                "  - choose:\n      - { if: customer.orders_count > 3, then: { stop: regular } }\n"
                "      - { else: { stop: other } }"
            ),
            run=lambda lea: lea.hears_nothing().ends("other"),
        ),
    ),
    compiled.Split: (
        Case(
            name="takes the same arm for the same customer",
            steps=(
                "  - split: { name: tone, branches: [{ name: a, weight: 50, do: { go: a } }, "
                "{ name: b, weight: 50, do: { go: b } }] }\n"
                "  - id: a\n    say: doux\n  - stop: a\n  - id: b\n    say: vif\n  - stop: b"
            ),
            run=_splits,
        ),
        Case(
            name="says nothing to the holdout",
            steps=(
                "  - split: { name: tone, holdout: 99 %, branches: [{ name: a, weight: 1, do: { go: a } }] }\n"
                "  - id: a\n    say: doux"
            ),
            run=lambda lea: lea.hears_nothing(because="témoin").ends("holdout"),
        ),
    ),
    compiled.Go: (
        Case(
            name="continues at a step",
            steps="  - go: b\n  - id: a\n    say: A\n  - stop: a\n  - id: b\n    say: B\n  - go: a",
            run=said("B", "A"),
        ),
    ),
    compiled.Wait: (
        Case(
            name="waits for a while",
            steps="  - wait: { for: 2 hours }\n  - say: Voilà",
            run=lambda lea: (
                lea.hears_nothing().waits(hours=1, minutes=59).hears_nothing().waits(minutes=2).hears("Voilà")
            ),
        ),
        Case(
            name="waits for an event",
            steps="  - wait: { event: order.delivered, at_most: 2 days }\n  - say: Voilà",
            run=lambda lea: lea.waits(hours=5).hears_nothing().shop("order.delivered").hears("Voilà"),
        ),
        Case(
            name="ends where the event never comes and there is no branch",
            steps="  - wait: { event: order.delivered, at_most: 2 days }\n  - say: Voilà",
            run=lambda lea: lea.waits(days=3).hears_nothing().ends("expired"),
        ),
    ),
    compiled.FetchStep: (
        Case(name="goes on with what came", steps=FETCH, run=_fetched),
        Case(name="takes the branch for failure", steps=FETCH, run=_fetch_fails),
        Case(name="fails where nothing ever comes", steps=FETCH, run=_fetch_never_answers),
    ),
    compiled.Call: (
        Case(
            name="runs another flow and comes back with its outcome",
            steps='  - call: other\n  - say: "rentré : {{ conversation.outcome | default: 0 }}"',
            run=lambda lea: lea.hears("ailleurs").says("oui").hears("rentré : well"),
        ),
        Case(
            name="comes back when the customer has had enough of it",
            steps="  - call: other\n  - say: rentré",
            run=lambda lea: lea.hears("ailleurs").says("annule").hears("restons là").ends("cancelled"),
        ),
    ),
    compiled.Stop: (
        Case(
            name="ends with its outcome",
            steps="  - say: fin\n  - stop: converted",
            run=lambda lea: lea.hears("fin").ends("converted"),
        ),
    ),
    compiled.HandOver: (
        Case(
            name="gives the thread to a team",
            steps="  - hand_over: { team: magasin, reason: test }",
            run=lambda lea: lea.hears("passe la main").says("allô").hears_nothing(because="handover"),
        ),
    ),
    compiled.OrderStep: (
        Case(
            name="says that there is nothing to order",
            steps="  - order: { from: cart }\n",
            run=lambda lea: lea.hears("Votre panier est encore vide").ends("done"),
        ),
    ),
    compiled.BookStep: (
        Case(
            name="says that there is no appointment to change",
            steps="  - book: { from: appointment }\n  - say: Voilà.\n",
            run=said("Je ne vois aucun rendez-vous à venir", "Voilà."),
        ),
    ),
    compiled.Move: (
        Case(name="moves the journey", steps="  - move: { stage: decision, cause: il commande }", run=_moves),
    ),
    compiled.EmitStep: (
        Case(
            name="tells the shop",
            steps='  - emit: { name: x.asked, data: { who: "{{ customer.language }}", n: 3 } }',
            run=_emitted,
        ),
    ),
    compiled.ConsentStep: (
        Case(name="asks and keeps the wording", steps=CONSENT, run=_consents),
        Case(name="keeps a refusal", steps=CONSENT, run=_refuses),
        Case(name="withdraws", steps="  - consent: { withdraw: care }", run=_withdraws),
    ),
    compiled.Recommend: (
        Case(name="carries on where nothing would do", steps=RECOMMENDATION, run=said("Rien à conseiller.")),
        Case(
            name="carries on where nothing was bought",
            steps='  - recommend: { complements_of: order }\n  - say: "Rien à conseiller."',
            run=said("Rien à conseiller."),
        ),
    ),
    compiled.Compare: (
        Case(name="carries on where fewer than two offers are sold", steps=COMPARISON, run=said("Rien à comparer.")),
    ),
}

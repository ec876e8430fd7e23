"""What may be said while an order is made: every rule of the tables at each of its questions, in both languages."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from msgspec.structs import replace

from bot.engine.listening.heard import Heard
from bot.engine.order import order_said
from bot.engine.order.order_said import AT_ONCE, ONCE_READ, Said
from bot.engine.order.order_under_way import Making
from bot.engine.run import Run
from bot.model.draft import OrderDraft, OrderPhase
from bot.model.message import Reading
from bot.model.offer import Named
from bot.playbook.compiled import Playbook
from tests.engine.chat import Chat
from tests.engine.order.test_order_cancelling import CHANGES
from tests.engine.order.test_order_named import SAID, reading
from tests.engine.order.test_order_notes import NOTES
from tests.engine.ordering import CATALOGUE, SHIRTS, STORE, book, flow, line, sells

TOWN = "  - {{ id: p{0}, name: Moka {0}, address: '3100{0} Toulouse', location: [43.6, 1.4], hours: '24/7' }}\n"
TOWNS = "".join(TOWN.format(number) for number in range(3))
HUILA, BRIO = Named(("huila",)), Named(("brio",))
BOTH = Named(("aroma-2", "brio"))


class Case(NamedTuple):
    """The words, what is heard then (a part of it), what is read in them, and what is said before them."""

    words: str
    told: str
    named: tuple[Named, ...] = ()
    before: tuple[str, ...] = ()


Cases = dict[str, Case]
"""By language."""
SAYS_WHERE: Cases = {
    "fr": Case("j'habite à Villeurbanne", "Moka Lyon"),
    "en": Case("I live in Villeurbanne", "Moka Lyon"),
}
CASES: dict[str, Cases] = {
    "cancels_the_order": {
        "fr": Case("je n'en veux plus", "C’est annulé"),
        "en": Case("cancel my order", "nothing has been sent"),
    },
    "asks_of_the_shop": {
        "fr": Case("pouvez-vous ne pas mettre la facture ?", "transm"),
        "en": Case("leave out the invoice please", "ass"),
    },
    "counts_the_pick": {"fr": Case("j'en veux deux", "Quel article"), "en": Case("I want two of them", "Which")},
    "leaves_the_pick_to_us": {
        "fr": Case("comme vous voulez", "Je prendrais"),
        "en": Case("you choose", "I’d take Brio"),
    },
    "takes_our_pick": {
        "fr": Case("oui", "1 × Brio", before=("comme vous voulez",)),
        "en": Case("yes", "1 × Brio", before=("you choose",)),
    },
    "asks_how_the_picks_differ": {
        "fr": Case("c'est quoi la différence ?", "Brio arrive en tête"),
        "en": Case("what is the difference?", "Brio comes out ahead"),
    },
    "says_the_options": {
        "fr": Case("L, noirs", "1 × Tee-shirt L noir"),
        "en": Case("black, size L", "1 × Tee-shirt L noir"),
    },
    "says_the_size": {
        "fr": Case("le petit", "1 × Huila 250 g"),
        "en": Case("the small pack please", "1 × Huila 250 g"),
    },
    "says_what_it_may_cost": {"fr": Case("moins de 300 €", "1 × Brio"), "en": Case("under 300", "1 × Brio")},
    "keeps_for_later": {"fr": Case("en point relais", "Quel article"), "en": Case("home delivery", "Which")},
    "leaves_the_way_to_us": {"fr": Case("oui svp", "aujourd’hui"), "en": Case("you choose", "today")},
    "asks_what_there_is": {
        "fr": Case("je ne sais pas", "je vous aide à choisir"),
        "en": Case("I don't know", "help you choose"),
    },
    "tells_before_it_is_asked": {
        "fr": Case("du huila en point relais", "code postal", (HUILA,)),
        "en": Case("huila, home delivery", "address", (HUILA,)),
    },
    "names_a_way": {"fr": Case("retrait en magasin", "boutique"), "en": Case("pick up in store", "shop")},
    "names_a_way at place": {"fr": Case("livraison", "adresse"), "en": Case("delivery", "address")},
    "names_a_shop": {"fr": Case("retrait à Annecy", "Moka Annecy"), "en": Case("in Annecy", "Moka Annecy")},
    "says_all_of_it": {
        "fr": Case("point relais 69003", "\n69003\n"),
        "en": Case("deliver to 3 quai Rambaud, 69002 Lyon", "\n3 quai Rambaud, 69002 Lyon\n"),
    },
    "says_all_of_it at address": {
        "fr": Case("plutôt en point relais 69003", "\n69003\n"),
        "en": Case("ok then parcel shop near Lille", "\nLille\n"),
    },
    "asks_the_total": {
        "fr": Case("c combien en tout", "Total\u00a0: 13,80"),
        "en": Case("what's the total?", "Total: €13.80"),
    },
    "asks_the_total at way": {
        "fr": Case("c combien en tout", "Total\u00a0: 8,90"),
        "en": Case("what's the total?", "Total: €8.90"),
    },
    "corrects_the_door": {
        "fr": Case("non attendez c'est 21 pas 8", "\n21 rue Garibaldi, 69003 Lyon\n"),
        "en": Case("no that's wrong, 18 rue Mercière", "\n18 rue Mercière, 69003 Lyon\n"),
    },
    "holds_on": {
        "fr": Case("non attendez", "rien n’est encore parti"),
        "en": Case("no wait", "nothing has gone out yet"),
    },
    "gives_the_shops_address": {
        "fr": Case("chez vous à Annecy", "8 rue Sainte-Claire"),
        "en": Case("at Moka Annecy please", "8 rue Sainte-Claire"),
    },
    "gives_another_address": {
        "fr": Case(
            "c'est pour ma mère, Odile Martin, 3 quai Rambaud, 69002 Lyon",
            "\nOdile Martin, 3 quai Rambaud, 69002 Lyon\n",
        ),
        "en": Case("3 quai Rambaud, 69002 Lyon", "3 quai Rambaud"),
    },
    "says_where": SAYS_WHERE,
    "says_where at postcode": {"fr": Case("à Lyon 3e", "69003"), "en": Case("I live in Toulouse", "Toulouse")},
    "completes_the_address": {
        "fr": Case("69100", "14 rue des lilas villeurbanne, 69100", before=("14 rue des lilas villeurbanne",)),
        "en": Case("69100", "14 rue des lilas villeurbanne, 69100", before=("14 rue des lilas villeurbanne",)),
    },
    "counts_the_line": {"fr": Case("mettez-m'en deux", ""), "en": Case("make it two please", "")},
    "says_another_size": {"fr": Case("250", "1 × Huila 250 g"), "en": Case("in 250g", "1 × Huila 250 g")},
    "says_another_size at change": {
        "fr": Case("500 g plutôt", "2 × Huila 250 g"),
        "en": Case("make it 500g", "2 × Huila 250 g"),
    },
    "says_another_size at place": {"fr": Case("250", "boutique"), "en": Case("in 250g", "shop")},
    "says_when_they_come": {
        "fr": Case("du coup je passe à 18h ça va ?", "Lyon"),
        "en": Case("can I come at 6pm?", "Lyon"),
    },
    "asks_what_a_way_comes_to": {
        "fr": Case("ça fait combien avec la livraison ?", "13,80\xa0€ en tout"),
        "en": Case("how much with delivery?", "€13.80 in all"),
    },
    "asks_what_a_way_comes_to at where": {
        "fr": Case("c'est combien en tout ?", "en tout"),
        "en": Case("how much in total?", "free. "),
    },
    "leaves_a_doubt": {"fr": Case("non, c'est bon", "Je valide"), "en": Case("no thats fine", "Shall I confirm")},
    "confirms_it": {
        "fr": Case("c'est bon, vous pouvez valider", "13,80"),
        "en": Case("great, place the order", "€13.80"),
    },
    "says_only_no": {"fr": Case("non", "annuler"), "en": Case("no", "cancel")},
    "wants_some_change": {
        "fr": Case("modifier", "Que voulez-vous changer"),
        "en": Case("modify", "What would you like"),
    },
    "says_what_to_change": {"fr": Case("l'adresse", "adresse"), "en": Case("the address", "address")},
    "says_what_to_change at change": {
        "fr": Case("en point relais", "Point relais"),
        "en": Case("pickup point", "Parcel shop"),
    },
    "names_the_cheapest": {"fr": Case("la moins chère", "le nom"), "en": Case("the cheapest", "ame")},
    "takes_something_out": {"fr": Case("enlevez la carafe", ""), "en": Case("remove the carafe", "")},
    "puts_something_in": {
        "fr": Case("ajoutez une brio", "1 × Brio", (BRIO,)),
        "en": Case("add a brio as well", "1 × Brio", (BRIO,)),
    },
    "counts_what_is_in_it": {
        "fr": Case("non, 2 huila", "2 × Huila 250 g", (Named(("huila",), 2),)),
        "en": Case("no, 2 huila", "2 × Huila 250 g", (Named(("huila",), 2),)),
    },
    "changes_a_note": {"fr": Case("finalement en grains", ""), "en": Case("whole beans after all", "")},
    "changes_a_note at where": {"fr": Case("paquet cadeau", ""), "en": Case("paquet cadeau", "")},
    "takes_another_offer": {
        "fr": Case("finalement je préfère la brio", "corrigé", (BRIO,)),
        "en": Case("I'd rather have the brio", "changed", (BRIO,)),
    },
    "asks_for_the_day": {
        "fr": Case("il arrivera avant le 3 ?", "Je préfère ne pas le promettre"),
        "en": Case("will it be there by the 30th?", "Yes: "),
    },
    "asks_for_the_day at way": {
        "fr": Case("ça arrive quand ?", "Cela dépend"),
        "en": Case("when does it arrive?", "That depends"),
    },
    "asks_for_the_day at where": {
        "fr": Case("c'est prêt quand ?", "dès"),
        "en": Case("when is it ready?", "from"),
    },
    "asks_for_the_day at place": {
        "fr": Case("c'est prêt quand ?", "dès"),
        "en": Case("when is it ready?", "from"),
    },
    "says_what_it_is_to_be_like": {
        "fr": Case("un truc pas trop fort", "Doux, alors"),
        "en": Case("something mild", "Doux, alors"),
    },
    "takes_another_offer at gone": {
        "fr": Case("bon ben une brio alors", "1 × Brio", (BRIO,)),
        "en": Case("ok a brio then", "1 × Brio", (BRIO,)),
    },
    "adjusts_order": {
        "fr": Case("non, plutôt en point relais", "corrigé"),
        "en": Case("no, pickup point instead", "changed"),
    },
}
ADVISES = """
flow: advice
title: Trouver un café
purpose: service
starts: [{ intent: advice }]
examples: [un conseil]
steps:
  - ask: Quel goût ?
    as: choice
    choices:
      - { label: Doux, hears: [pas trop fort, mild], do: { go: mild } }
      - { label: Fort, hears: [corse], do: { go: mild } }
  - id: mild
    say: Doux, alors.
  - offer: huila
    ask: Je vous en prépare un ?
    as: choice
    choices: [{ Oui: { stop: taken } }, { Non: { stop: left } }]
"""
ADDRESS = "8 rue Garibaldi, 69003 Lyon"
WALKS: dict[OrderPhase, tuple[str, ...]] = {
    "what": (),
    "pick": (),
    "way": (),
    "gone": (),
    "drop": (),
    "where": ("2",),
    "place": ("1",),
    "address": ("3",),
    "postcode": ("4",),
    "recap": ("3", ADDRESS),
    "change": ("3", ADDRESS, "2"),
    "quantity": ("3", ADDRESS, "2", "1"),
    "which": ("3", ADDRESS, "2", "1"),
}
"""What is said to come to a question, by the numbers of its choices."""


def asked(phase: OrderPhase, language: str, rule: str) -> Chat:
    """Return a customer who has just been asked this."""
    store = (STORE.replace("delivery:\n", f"{TOWNS}delivery:\n") if phase == "where" else STORE) + NOTES
    if phase in ("what", "pick"):
        pick = {"says_the_size": Named(("huila", "huila-1kg")), "says_the_options": Named(("tee",))}.get(rule, BOTH)
        lea = Chat(
            sized(store, *([ADVISES] if rule == "says_what_it_is_to_be_like" else []))
            if rule != "says_the_options"
            else shirts(store),
            language=language,
        )
        lea.reads("je voudrais commander ceci", reading(*([pick] if phase == "pick" else []), means="order"))
    elif phase == "drop":
        lea = Chat(book(flow(), CHANGES, store=store), language=language)
        lea.shop("order.confirmed", id="1", number="M-1", total=8.9, lines=[line("huila")])
        lea.says("annulez ma commande")
    else:
        lea = Chat(book(flow(), store=store), language=language)
        lines = [line("cadeau" if phase == "where" else "huila", 200 if phase == "gone" else 1)]
        lines += [line("carafe")] if rule == "takes_something_out" or phase == "which" else []
        lea = sells(lea, cadeau={"stock": {}})
        lea.shop("cart.updated", id="c1", lines=lines)
        lea.opens()
    for words in WALKS[phase] if rule != "completes_the_address" else ("3",):
        lea.says(words)
    return lea


def sized(store: str, *flows: str) -> Playbook:
    return book(SAID, *flows, store=store, catalogue=CATALOGUE + "huila-1kg,Huila 1 kg,café,29,,35,15\n")


def shirts(store: str) -> Playbook:
    return book(SAID, store=store, catalogue=SHIRTS, english='msgid "noir"\nmsgstr "black"\n')


ROWS = [*AT_ONCE, *ONCE_READ]
PLACES = [
    pytest.param(row, phase, language, id=f"{row.rule.__name__}-{phase}-{language}")
    for row in ROWS
    for phase in row.at
    for language in ("fr", "en")
]


@pytest.fixture
def met(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The rules that met something, in turn."""
    found: list[str] = []

    def watched(row: Said) -> Said:
        def rule(run: Run, heard: Heard, making: Making) -> bool:
            is_met = row.rule(run, heard, making)
            found.extend([row.rule.__name__] if is_met else [])
            return is_met

        return replace(row, rule=rule)

    monkeypatch.setattr(order_said, "AT_ONCE", tuple(map(watched, AT_ONCE)))
    monkeypatch.setattr(order_said, "ONCE_READ", tuple(map(watched, ONCE_READ)))
    return found


@pytest.mark.parametrize(("row", "phase", "language"), PLACES)
def test_it_is_understood_at_each_of_its_questions(row: Said, phase: OrderPhase, language: str, met: list[str]) -> None:
    name = row.rule.__name__
    case = (CASES.get(f"{name} at {phase}") or CASES[name])[language]
    lea = asked(phase, language, name)
    for words in case.before:
        lea.says(words)
    lea.unheard.clear()
    before = lea.customer.conversations[-1].draft
    assert isinstance(before, OrderDraft)
    assert before.phase == phase, (before.phase, phase)
    del met[:]
    lea.reads(case.words, Reading(language, named=case.named, reader="test"))
    assert met[-1:] == [name]
    lea.hears(case.told)


def test_every_rule_is_of_use_and_has_its_reason() -> None:
    assert {name.partition(" at ")[0] for name in CASES} == {row.rule.__name__ for row in ROWS}
    assert all(row.at and row.why for row in ROWS)

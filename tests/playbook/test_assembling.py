"""The models of all files put together."""

from __future__ import annotations

from datetime import timedelta

from tests.playbook.playbooks import ANSWERS, FLOW, JOURNEY, STORE, draft, flow, playbook

FOLLOW_UP = "journey: a\nstages: [b]\nfollow_ups:\n  - { start: order, on: cart.abandoned, after: 3 hours, at: 9:30 }\n"


def test_a_follow_up_of_a_journey_starts_its_flow() -> None:
    book = playbook({FLOW: "flow: order\nsteps: [{ stop: x }]\n", JOURNEY: FOLLOW_UP})
    (start,) = book.flows["order"].starts
    assert (start.event, start.after, start.at) == ("cart.abandoned", timedelta(hours=3), "09:30")
    assert str(start.place) == f"{JOURNEY}:4:5"


def test_an_author_rewords_a_repair_situation_and_the_others_stay_shipped() -> None:
    book = playbook({"flows/conversations/repair/a.yaml": "repair: greeting\nsay: Salut\nsms: Slt\n"})
    assert book.repair["greeting"].text.source == "Salut"
    assert book.repair["greeting"].sms is not None
    assert book.repair["goodbye"].text.source.startswith("Thank you")


def test_a_translation_of_the_program_s_own_words_is_used() -> None:
    po = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Yes"\nmsgstr "Absolument"\n'
    book = playbook({"locales/fr/LC_MESSAGES/bot.po": po})
    assert book.repair["label_yes"].text.render({}, "fr") == "Absolument"


def test_what_was_used_and_kept_is_noted_with_its_place() -> None:
    steps = '  - ask: Combien ?\n    as: number\n    save: people\n  - say: "Pour {{ conversation.people }}"'
    made = draft({FLOW: flow(steps)})
    assert [(kept.owner, kept.name, kept.sort, kept.place.line) for kept in made.kept] == [
        ("conversation", "people", "number", 7)
    ]
    assert [use.name for used in made.used for use in used.analysis.uses] == ["conversation.people"]


def test_offers_answers_and_facts_are_put_together() -> None:
    book = playbook(
        {
            "flows/store.yaml": f"{STORE}parking: gratuit\n",
            ANSWERS: "- { answer: a, question: Quoi, say: Rien }\n",
            "flows/catalog/a.csv": "id;name;price\na;Aroma;349\n",
        }
    )
    assert book.store.facts["parking"] == "gratuit"
    assert book.offers["a"].price == 349
    assert book.answers["a"].examples == ("Quoi",)

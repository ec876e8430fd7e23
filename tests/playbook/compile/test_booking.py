"""Kinds of visits, and `book`, as the engine has them."""

from __future__ import annotations

from datetime import timedelta

from bot.playbook import compiled
from tests.playbook.playbooks import FLOW, flow, playbook
from tests.playbook.visits import STORE, STORE_FILE


def test_a_kind_of_visit_has_usual_terms() -> None:
    [visit] = playbook({STORE_FILE: STORE}).store.appointments
    assert (visit.id, visit.name, visit.capacity, visit.stores, visit.hours) == ("visit", "visit", 1, (), "")
    assert (visit.length, visit.every) == (timedelta(minutes=30), timedelta(minutes=30))
    assert (visit.lead, visit.ahead) == (timedelta(hours=2), timedelta(days=14))


def test_its_author_may_say_otherwise() -> None:
    terms = (
        "{ id: course, name: Cours, length: 2 hours, capacity: 6, lead: 1 day, ahead: 8 weeks, stores: [lyon], "
        'hours: "Sa 09:00-11:00" }'
    )
    [course] = playbook({STORE_FILE: STORE.replace("{ id: visit }", terms)}).store.appointments
    assert (course.length, course.every, course.capacity) == (timedelta(hours=2), timedelta(hours=2), 6)
    assert (course.lead, course.ahead, course.stores) == (timedelta(days=1), timedelta(weeks=8), ("lyon",))


def test_a_step_has_its_reminder_and_the_value_that_names_the_place() -> None:
    steps = """
  - ask: Où ?
    save: shop
  - book:
      for: visit
      at: "{{ conversation.shop }}"
      remind: { after: 1 hour, say: Alors ? }"""
    step = playbook({STORE_FILE: STORE, FLOW: flow(steps)}).flows["order"].steps["2"]
    assert isinstance(step, compiled.BookStep)
    assert step.at is not None and step.at.evaluate({"conversation": {"shop": "lyon"}}, "fr") == "lyon"
    assert step.remind is not None and step.remind.after == timedelta(hours=1)


def test_what_a_kind_of_visit_is_called_is_translated() -> None:
    named = STORE.replace("{ id: visit }", "{ id: visit, name: Visite }").replace("[fr]", "[fr, en]")
    said = {"locales/en/LC_MESSAGES/flows.po": 'msgid "Visite"\nmsgstr "Visit"\n'}
    assert playbook({STORE_FILE: named, **said}).offer_words.called("Visite", "en") == "Visit"

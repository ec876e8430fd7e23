"""Moves are news: follow-ups begin, waits end, and nobody is sent round in circles."""

from __future__ import annotations

from tests.engine.chat import Opens, playbook

JOURNEY = """
journey: purchase
title: Achat
stages: [discovery, comparison, decision]
signals:
  - { on: x.compares, moves: comparison }
  - { on: x.decides, moves: decision }
  - { on: x.hesitates, moves: discovery }
  - { on: answer.given, moves: decision }
follow_ups:
  - { start: welcome, on: stage.entered, if: event.stage == "decision" }
  - { start: lost, on: journey.receded }
"""


def says(flow: str, words: str, *, purpose: str = "service", more: str = "") -> str:
    return f"flow: {flow}\ntitle: {flow}\npurpose: {purpose}\n{more}\nsteps:\n  - say: {words}\n"


def test_entering_a_stage_and_going_back_begin_follow_ups(chat: Opens) -> None:
    book = playbook(
        says("welcome", "Bienvenue à « {{ journey.stage }} »."), says("lost", "Un doute ?"), journey=JOURNEY
    )
    lea = chat(book).says("merci").hears("plaisir").shop("x.compares").hears_nothing()
    lea.shop("x.decides").hears("Bienvenue à « decision ».")
    lea.shop("x.hesitates").hears("Un doute ?")


def test_leaving_a_stage_begins_a_follow_up_that_says_which(chat: Opens) -> None:
    journey = JOURNEY.replace("stage.entered, if: event.stage ==", "stage.left, if: event.left ==")
    book = playbook(says("welcome", "Vous voilà sorti."), says("lost", "Un doute ?"), journey=journey)
    lea = chat(book).says("merci").hears("plaisir").shop("x.decides").hears_nothing()
    lea.shop("x.hesitates").hears("Vous voilà sorti.").ignores_what_was_said()


def test_a_wait_for_leaving_a_stage_ends(chat: Opens) -> None:
    waits = says("waits", "Je regarde.", more="starts: [{ event: x.go }]") + (
        "  - wait: { event: stage.left, at_most: 9 days }\n"
        "  - say: \"Vous avez quitté {{ event.left | default: '?' }}.\"\n"
    )
    book = playbook(waits, says("welcome", "Oui."), says("lost", "Non."), journey=JOURNEY)
    lea = chat(book).says("merci").hears("plaisir").shop("x.go").hears("Je regarde.")
    lea.shop("x.compares").hears("Vous avez quitté discovery.")


def test_flows_that_send_the_customer_in_circles_are_stopped(chat: Opens) -> None:
    forth = (
        "flow: forth\ntitle: A\npurpose: service\nstarts: [{ event: stage.entered, if: event.stage == 'discovery' }]\n"
    )
    back = (
        "flow: back\ntitle: B\npurpose: service\nstarts: [{ event: stage.entered, if: event.stage == 'comparison' }]\n"
    )
    book = playbook(
        forth + "steps: [{ move: { stage: comparison } }]\n",
        back + "steps: [{ move: { stage: discovery } }]\n",
        says("welcome", "Oui."),
        says("lost", "Non."),
        journey=JOURNEY.replace("  - { start: lost, on: journey.receded }\n", ""),
    )
    lea = chat(book).says("merci").hears("plaisir").shop("x.compares").ignores_what_was_said()
    assert sum(row.rule == "journey" and row.kind == "ignored" for row in lea.ledger) == 2
    assert sum(row.kind == "moved" for row in lea.ledger) < 12


def test_what_a_move_begins_is_nobodys_answer(chat: Opens) -> None:
    """The customer's own question moved them; the advertisement that follows is one all the same."""
    answers = "- answer: prix\n  question: Combien ?\n  say: 349 euros.\n"
    book = playbook(
        says("welcome", "Profitez de nos prix !", purpose="marketing"),
        says("lost", "Non."),
        journey=JOURNEY,
        answers=answers,
    )
    lea = chat(book).says("c’est combien ?", means="answer:prix").hears("349").hears_nothing("conversation under way")
    lea.waits(hours=2).hears_nothing("consent")
    assert lea.customer.journeys[0].stage == "decision"

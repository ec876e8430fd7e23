"""Each verb to the step that the engine runs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.model.message import Choice
from bot.playbook import compiled
from bot.playbook.compiled import Slot
from bot.playbook.schema.steps import VERBS
from tests.playbook.playbooks import FLOW, POLICY, flow, playbook

HOSTS = {
    POLICY: "fetch: { hosts: [a.example] }\n",
    "flows/conversations/other.yaml": "flow: other\nsteps: [{ stop: x }]\n",
}
#: One step of each verb, and what it becomes.
CASES = {
    "say": ("say: x", compiled.Say),
    "ask": ("ask: x\n    save: a", compiled.Ask),
    "answer": ("answer: x", compiled.Floor),
    "order": ("order: { from: cart, confirmed: end, cancelled: end }", compiled.OrderStep),
    "book": ("book: { from: appointment, booked: end, cancelled: end }", compiled.BookStep),
    "rate": ("rate: { scale: csat, ask: x, low: { stop: low } }", compiled.Rate),
    "set": ("set: { a: 1 }", compiled.Set),
    "choose": ("choose: [{ else: [] }]", compiled.Choose),
    "split": ("split: { name: a, branches: [{ weight: 100, do: [] }] }", compiled.Split),
    "wait": ("wait: { for: 2 days }", compiled.Wait),
    "call": ("call: other", compiled.Call),
    "go": ("if: customer.phone\n    go: end", compiled.Go),
    "move": ("move: decision", compiled.Move),
    "emit": ("emit: x.done", compiled.EmitStep),
    "fetch": ('fetch: { get: "https://a.example/x", save: a }', compiled.FetchStep),
    "consent": ("consent: { ask: marketing }", compiled.ConsentStep),
    "compare": ("compare: { offers: { category: machine }, criteria: [price] }", compiled.Compare),
    "recommend": ("recommend: { offers: { category: machine }, criteria: [price] }", compiled.Recommend),
    "hand_over": ("hand_over: magasin", compiled.HandOver),
    "stop": ("stop: done", compiled.Stop),
}


def made(step: str) -> compiled.AnyStep:
    unreached = step.startswith("stop")
    steps = f"  - {step}\n" + ("" if unreached else "  - id: end\n    stop: done")
    return playbook({**HOSTS, FLOW: flow(steps)}).flows["order"].steps["1"]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_a_case(verb: str) -> None:
    written, kind = CASES[verb]
    step = made(written)
    assert type(step) is kind
    assert step.place.line == 5


def test_a_guard_is_compiled() -> None:
    step = made("if: customer.orders_count > 3\n    say: x")
    assert step.guard is not None
    assert step.guard.holds({"customer": {"orders_count": 4}})


def test_a_question_has_its_kind_its_reminder_and_its_ways_out() -> None:
    step = made("ask: Combien ?\n    as: number\n    save: customer.cups\n    retries: 1\n    otherwise: { go: end }\n"
                "    remind: { after: 1 day, say: Toujours là ?, times: 2 }\n    silent: { stop: silent }")  # fmt: skip
    assert isinstance(step, compiled.Ask)
    assert (step.as_, step.save, step.retries) == ("number", Slot("customer", "cups"), 1)
    assert (step.otherwise, step.has_otherwise, step.silent) == ("end", True, "1.silent.1")
    assert step.remind is not None
    assert (step.remind.after, step.remind.times) == (timedelta(days=1), 2)


def test_choices_are_ready_to_be_shown_unless_a_label_has_a_value_in_it() -> None:
    plain = made("ask: x\n    save: a\n    choices: [Le prix, Le délai]")
    assert isinstance(plain, compiled.Ask)
    assert plain.choices == {"fr": (Choice("le_prix", "Le prix"), Choice("le_delai", "Le délai"))}
    valued = made("ask: x\n    save: a\n    choices: [Le prix, \"Oui {{ customer.first_name | default: '' }}\"]")
    assert isinstance(valued, compiled.Ask)
    assert valued.choices == {}


def test_a_question_without_choices_asks_for_a_text() -> None:
    step = made("ask: x\n    save: journey.budget")
    assert isinstance(step, compiled.Ask)
    assert (step.as_, step.save) == ("text", Slot("journey", "budget"))


def test_set_keeps_the_kind_of_each_value() -> None:
    step = made(
        'set: { customer.roast: dark, count: 3, sure: true, none: null, tries: "{{ conversation.count | plus: 1 }}" }'
    )
    assert isinstance(step, compiled.Set)
    values = {slot.name: value.evaluate({"conversation": {"count": 3}}, "fr") for slot, value in step.assignments}
    assert values == {"roast": "dark", "count": 3, "sure": True, "none": None, "tries": 4}
    assert step.assignments[0][0] == Slot("customer", "roast")


def test_a_wait_ends_at_a_time_or_with_an_event() -> None:
    until = made('wait: { until: "18:00" }')
    assert isinstance(until, compiled.Wait)
    assert until.until is not None
    assert until.until.source == "18:00"
    event = made("wait: { event: order.delivered, at_most: 10 days, late: { go: end } }")
    assert isinstance(event, compiled.Wait)
    assert (event.event, event.at_most, event.late, event.has_late) == (
        "order.delivered",
        timedelta(days=10),
        "end",
        True,
    )


def test_a_fetch_has_its_request_its_limit_and_its_way_out() -> None:
    step = made(
        'fetch: { post: "https://a.example/x", body: { id: "{{ customer.id }}", n: 3 }, save: a, failed: { go: end } }'
    )
    assert isinstance(step, compiled.FetchStep)
    assert (step.method, step.save, step.within, step.failed) == (
        "POST",
        Slot("conversation", "a"),
        timedelta(seconds=3),
        "end",
    )
    assert {name: value.evaluate({"customer": {"id": "7"}}, "fr") for name, value in step.body} == {"id": "7", "n": 3}


def test_a_consent_step_says_what_it_gives_or_takes_back() -> None:
    step = made("consent: { withdraw: marketing, channel: all }")
    assert isinstance(step, compiled.ConsentStep)
    assert (step.action, step.purpose, step.channel) == ("withdraw", "marketing", "all")


def test_the_long_forms_are_read_as_the_short_ones() -> None:
    moved = made("move: { stage: decision, cause: a choisi }")
    assert isinstance(moved, compiled.Move)
    assert (moved.stage, moved.cause) == ("decision", "a choisi")
    handed = made("hand_over: { team: magasin, reason: gros panier, priority: high }")
    assert isinstance(handed, compiled.HandOver)
    assert handed.reason is not None
    assert (handed.team, handed.reason.source, handed.priority) == ("magasin", "gros panier", "high")
    told = made('emit: { name: x.a, data: { who: "{{ customer.id }}" } }')
    assert isinstance(told, compiled.EmitStep)
    assert told.data[0][0] == "who"

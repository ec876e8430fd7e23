"""The values of playbook files: each wrong one told at its place and in words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.playbook.compiled import Cap
from tests.playbook.playbooks import FLOW, POLICY, assert_told, flow, playbook
from tests.playbook.schema.test_reading import shaped

WRONG = [
    (POLICY, "idle: ▸20", "`20` is no duration: write a number and one of seconds, minutes"),
    (POLICY, "idle: ▸twenty minutes", "is no duration"),
    (POLICY, "idle: ▸20 minuts", "is no duration"),
    (POLICY, "idle: ▸200 years", "longer than 100 years"),
    (POLICY, "idle: ▸[1 day]", "expected a duration, such as `3 hours`, found a list"),
    (POLICY, "idle:▸", "expected a duration, such as `3 hours`, found nothing"),
    (POLICY, "understanding: ▸balancd", "did you mean `balanced`?"),
    (POLICY, "understanding: ▸yes", "`yes` is not known here"),
    (POLICY, "sms: { segments: ▸two }", "expected a whole number from 1 to 10, found `two`"),
    (POLICY, "sms: { segments: ▸1.5 }", "expected a whole number"),
    (POLICY, "sms: { segments: ▸0 }", "from 1 to 10, found `0`"),
    (POLICY, "sms: { segments: ▸true }", "expected a whole number"),
    (POLICY, 'sms: { segments: ▸"2" }', "expected a whole number"),
    (POLICY, "caps: { marketing: [▸weekly] }", "`weekly` is no cap"),
    (POLICY, "caps: { marketing: [1 per 7 days, ▸3 per moon] }", "`moon` is no duration"),
    (POLICY, "quiet: { marketing: { weekdays: ▸11h-19h } }", "are no hours; write `11:00-19:00`, or `never`"),
    (POLICY, "quiet: { marketing: { weekdays: ▸19:00-11:00 } }", "ends before it begins"),
    (POLICY, "quiet: { marketing: { weekdays: ▸10:00-24:30 } }", "to 24:00 at the latest"),
    (POLICY, "quiet: { marketing: { weekdays: ▸11:75-19:00 } }", "are no hours"),
    (POLICY, "fetch: { hosts: [▸https://api.moka.example] }", "without `https://`"),
    (POLICY, "fetch: { hosts: [▸localhost] }", "is not the name of a host"),
    (FLOW, flow("  - stop: x", "expires: ▸soon"), "is no duration"),
    (FLOW, flow("  - stop: ▸à bientôt"), "is not a name of letters, digits"),
    (FLOW, flow("  - go: ▸3"), "is not a name"),
    (FLOW, flow("  - say:▸"), "expected a text, found nothing"),
    (FLOW, flow('  - say: ▸" "'), "this text is empty"),
    (FLOW, flow("  - say: ▸[a]"), "expected a text, found a list"),
    (FLOW, flow("  - if: ▸[a]\n    say: x"), "expected a condition, such as `cart.total > 0`"),
    (FLOW, flow("  - ask: x\n    save: ▸a.b"), "is not a place to keep a value"),
    (FLOW, flow("  - ask: x\n    save: ▸order.total"), "is not a place to keep a value"),
    (FLOW, flow("  - split: { name: a, holdout: ▸five, branches: [{ weight: 100, do: [] }] }"), "is no percentage"),
    (FLOW, flow("  - split: { name: a, branches: [{ weight: ▸130 %, do: [] }] }"), "from 0 to 100"),
    (FLOW, flow("  - emit: ▸Order Sent"), "is not the name of an event"),
    (FLOW, flow("  - stop: x", "starts: [{ event: order.delivered, at: ▸18h }]"), "is not a time of day, such as"),
    (FLOW, flow("  - stop: x", "starts: [{ event: order.delivered, at: ▸25:00 }]"), "is not a time of day"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "snippet", "says"), WRONG, ids=lambda text: text[-50:])
def test_a_wrong_value_is_told_at_its_place(file: str, snippet: str, says: str) -> None:
    assert_told(file, snippet, says)


@pytest.mark.parametrize(
    ("written", "read"),
    [("90 seconds", timedelta(seconds=90)), ("1 day", timedelta(days=1)), ("6 weeks", timedelta(weeks=6)),
     ("10 months", timedelta(days=300)), ("2 years", timedelta(days=730)), ("20\u00a0minutes", timedelta(minutes=20))],
)  # fmt: skip
def test_a_duration_is_read_in_its_unit(written: str, read: timedelta) -> None:
    assert playbook({POLICY: f"idle: {written}\n"}).policy.idle == read


def test_hours_may_differ_by_day() -> None:
    policy = (
        'quiet: { marketing: { every_day: 9:00-20:00, weekdays: "11:00–19:00", sunday: never }, care: 10:00-24:00 }\n'
    )
    quiet = playbook({POLICY: policy}).policy.quiet
    assert quiet["marketing"].days == (*((660, 1140),) * 5, (540, 1200), None)
    assert quiet["care"].days == ((600, 1440),) * 7


def test_caps_have_a_count_and_a_span_each() -> None:
    caps = playbook({POLICY: "caps: { marketing: [1 per 7 days, 3 per 30 days] }\n"}).policy.caps
    assert caps == {"marketing": (Cap(1, timedelta(days=7)), Cap(3, timedelta(days=30)))}


@pytest.mark.parametrize("label", ["off", "no", "on", "12", "012", "21:00", "true", "Machine à 12 %", "1_000"])
def test_a_text_is_what_was_written_whatever_it_looks_like(label: str) -> None:
    book = playbook({FLOW: flow(f"  - ask: Quoi ?\n    save: a\n    choices: [{label}, autre]")})
    step = book.flows["order"].steps["1"]
    assert step.options[0].label.source == label


@pytest.mark.parametrize(("country", "currency"), [("ZZ", "EUR"), ("FR", "ZZZ")])
def test_a_country_or_a_currency_that_there_is_not_is_refused(country: str, currency: str) -> None:
    text = f"store: Moka\nlanguages: [fr]\ncountry: {country}\ntimezone: Europe/Paris\ncurrency: {currency}\n"
    [fault] = shaped(text, "flows/store.yaml").faults
    assert "three capital letters" in fault.message or "two capital letters" in fault.message

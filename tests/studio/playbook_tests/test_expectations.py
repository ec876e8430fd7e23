"""What was said, and how things stand, against what a test expects."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.model.address import Address, Channel
from bot.model.effects import Decide, DecisionKind, Send
from bot.model.message import Choice, Content, Value
from bot.playbook.schema.kinds import adapter, kind_of
from bot.playbook.schema.tests import ExpectedMessage
from bot.playbook.source.yaml_tree import parse
from bot.studio.playbook_tests.expectations import (
    described,
    differences,
    explains,
    look_up,
    plain_words,
    reasons,
    unmet,
)
from bot.studio.rehearsals.heard import Decided, Said, heard
from tests.studio.cafe import rehearsal

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def expected(message: str) -> ExpectedMessage:
    """Read an expected message as it is written in a test."""
    kind = kind_of("flows/tests/a.yaml")
    tree = parse(f"test: a\nsteps: [ {{ bot: {message} }} ]\n", "flows/tests/a.yaml")
    (test,) = adapter(kind).validate_python(tree.root)
    return test.steps[0].bot


def said(text: str, *labels: str, flow: str | None = None) -> Said:
    choices = tuple(Choice(label, label) for label in labels)
    content = Content(text=text, choices=choices)
    return heard(Send(id="1", address=Address("telegram", "1"), content=content, purpose="reply", flow=flow), NOON)


@pytest.mark.parametrize(
    ("message", "wrong"),
    [
        ("anything", []),
        ("{ contains: total }", []),
        ("{ contains: TOTAL }", []),
        ('{ contains: "590 €" }', []),
        ('{ contains: "l\'aroma" }', []),
        ("{ contains: livraison }", ["the text"]),
        ('{ is: "Le total de l\'Aroma : 590 €" }', []),
        ('{ is: "Le total" }', ["the text"]),
        ("{ choices: [Oui, Non] }", []),
        ("{ choices: [Non, Oui] }", ["the choices"]),
        ("{ choices: [Oui] }", ["the choices"]),
        ("{ flow: order }", []),
        ("{ flow: other, channel: sms }", ["the flow is order", "the channel is telegram"]),
        ("{ offers: [aroma-2] }", []),
        ("{ offers: [aroma-2, presto] }", ["offer presto"]),
    ],
)
def test_a_message_is_met_or_differs_in_words(message: str, wrong: list[str]) -> None:
    heard_one = said("Le total de l’Aroma\u202f: 590\u00a0€", "Oui", "Non", flow="order")
    assert differences(expected(message), heard_one, {"aroma-2": "Aroma", "presto": "Presto 15"}) == wrong


def test_choices_that_should_not_be_there_are_a_difference() -> None:
    assert differences(expected("{ choices: [] }"), said("a", "Oui"), {}) == ["the choices"]
    assert differences(expected("{ choices: [] }"), said("a"), {}) == []


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("nothing", "nothing"),
        ("anything", "any message"),
        ("{ contains: a, choices: [Oui, Non], flow: f }", "contains “a”, choices [Oui] [Non], flow f"),
        ("{ is: a, offers: [x, y], channel: sms }", "is “a”, offers x, y, channel sms"),
        ("{ contains: a, sms: b }", "contains “a”, by SMS “b”"),
    ],
)
def test_an_expected_message_is_told_in_words(message: str, words: str) -> None:
    assert described(expected(message)) == words


def decided(kind: DecisionKind, rule: str, words: str) -> Decided:
    return Decided(NOON, Decide(id="1", kind=kind, words=words, rule=rule))


def test_a_silence_is_explained_by_a_rule_or_its_words_and_by_nothing_else() -> None:
    rows = [decided("sent", "reply", "Dit."), decided("held", "quiet hours", "Remis à lundi 10:05.")]
    assert reasons(rows) == ["quiet hours: Remis à lundi 10:05."]
    assert explains("quiet hours", rows)
    assert explains("Remis à Lundi", rows)
    assert not explains("consent", rows)
    assert not explains("Dit", rows)


def test_signs_are_compared_as_they_sound() -> None:
    assert plain_words("«\u00a0L’été\u00a0»\n à  20\u202f%") == '"L\'été" à 20 %'


def test_the_state_of_a_conversation_under_way() -> None:
    lea = rehearsal()
    lea.says("je cherche un café")
    standing: dict[str, Value] = {
        "flow": "coffee",
        "customer.first_name": "Léa",
        "customer.roast": None,
        "customer.language": "fr",
        "stage": str(look_up(lea, "journey.stage")),
        "outcome": "none",
        "handed_over": False,
        "planned": [],
        "store.name": "Café Test",
    }
    for name, value in standing.items():
        assert unmet(lea, name, value) is None, name
    assert unmet(lea, "flow", "order") == "flow is “coffee”"
    assert unmet(lea, "customer.roast", "dark") == "customer.roast is absent"
    assert unmet(lea, "outcome", "converted") == "outcome is absent"


def test_the_state_after_a_conversation() -> None:
    lea = rehearsal()
    lea.says("je cherche un café")
    lea.says("Doux")
    assert unmet(lea, "outcome", "converted") is None
    assert unmet(lea, "customer.taste", "doux") is None
    assert unmet(lea, "flow", "none") is None


def test_what_is_planned_and_who_has_the_thread() -> None:
    lea = rehearsal()
    lea.shop("cart.abandoned", {"total": 90})
    assert unmet(lea, "planned", ["reminder"]) is None
    assert unmet(lea, "planned", []) == "planned is ['reminder']"
    lea.says("je cherche un café")
    lea.says("Je ne sais pas")
    assert unmet(lea, "handed_over", "magasin") is None
    assert unmet(lea, "handed_over", "none") == "handed_over is “magasin”"


def test_silence_is_compared_in_the_unit_it_is_written_in() -> None:
    lea = rehearsal()
    assert unmet(lea, "silent_since", "1 day") == "silent_since: the customer never wrote"
    lea.says("merci")
    lea.waits(timedelta(days=15, hours=5))
    assert unmet(lea, "silent_since", "15 days") is None
    assert unmet(lea, "silent_since", "365 hours") is None
    assert unmet(lea, "silent_since", "2 weeks") is None
    assert unmet(lea, "silent_since", "14 days") == "silent_since is 365 hours"
    assert "is no duration" in unmet(lea, "silent_since", "a while")


@pytest.mark.parametrize(
    ("value", "matches"),
    [(4, True), ("4", True), (4.0, True), (5, False), (True, False), (None, False)],
)
def test_a_number_is_itself_however_it_is_written(value: Value, matches: bool) -> None:
    lea = rehearsal()
    lea.customer.facts["cups"] = 4
    assert (unmet(lea, "customer.cups", value) is None) is matches


def test_offers_with_buttons_are_in_the_order_expected() -> None:
    table = said("Que gardez-vous ?")
    choices = (Choice("aroma-2", "Aroma 2"), Choice("brio-mini", "Brio Mini"), Choice("none_of_them", "Aucune"))
    table = replace(table, content=replace(table.content, choices=choices))
    names = {"aroma-2": "Machine Aroma 2", "brio-mini": "Machine Brio Mini"}
    assert differences(expected("{ offers: [aroma-2, brio-mini] }"), table, names) == []
    wrong = differences(expected("{ offers: [brio-mini, aroma-2] }"), table, names)
    assert wrong == ["the offers' order is aroma-2, brio-mini"]


@pytest.mark.parametrize(
    ("channel", "message", "wrong"),
    [
        ("sms", "{ contains: trois jours, sms: 3 jours }", []),
        ("telegram", "{ contains: trois jours, sms: 3 jours }", []),
        ("telegram", "{ contains: 3 jours, sms: trois jours }", ["the text"]),
        ("sms", "{ contains: 3 jours, sms: trois jours }", ["the text"]),
        ("sms", "{ contains: 3 jours }", []),
        ("sms", "{ sms: deux jours }", ["the text"]),
        ("web", "{ sms: deux jours }", []),
    ],
)
def test_by_sms_the_short_wording_has_an_expectation_of_its_own(
    channel: Channel, message: str, wrong: list[str]
) -> None:
    content = Content(text="Comptez trois jours.", sms="3 jours.")
    send = Send(id="1", address=Address(channel, "1"), content=content, purpose="reply")
    assert differences(expected(message), heard(send, NOON), {}) == wrong

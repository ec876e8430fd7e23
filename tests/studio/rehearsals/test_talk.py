"""A conversation line by line."""

from typing import Any

import pytest

from bot.studio.rehearsals.persona import Persona
from bot.studio.rehearsals.talk import Note, Reply, Step, Talk
from tests.studio.cafe import MONDAY, playbook, reads


@pytest.fixture
def talk() -> Talk:
    persona = Persona(first_name="Léa", language="fr", consent=("marketing",))
    return Talk(playbook(), at=MONDAY, name="a talk", persona=persona, reader=reads)


def said(talk: Talk, line: str) -> list[str]:
    return [answer.said.text for answer in talk.hear(line) if isinstance(answer, Reply)]


def noted(talk: Talk, line: str) -> Note:
    (note,) = (answer for answer in talk.hear(line) if isinstance(answer, Note))
    return note


def data_of(note: Note) -> Any:
    return note.data


def test_what_is_typed_is_said_by_the_customer(talk: Talk) -> None:
    assert said(talk, "je cherche un café") == ["Bonjour Léa !", "Plutôt doux ou corsé ?"]
    assert said(talk, "Corsé") == ["Le Sidamo vous plaira."]


@pytest.mark.parametrize("typed", ["1", "Doux"])
def test_a_choice_is_taken_by_its_number_or_its_words(talk: Talk, typed: str) -> None:
    talk.hear("je cherche un café")
    assert said(talk, typed) == ["Le Yirgacheffe est tout en douceur."]


def test_a_number_that_is_no_choice_is_a_text(talk: Talk) -> None:
    talk.hear("je cherche un café")
    talk.hear("7")
    assert talk.steps[-2:] != []
    assert Step("customer", "7") in talk.steps


def test_time_is_moved_by_a_duration_to_an_instant_or_to_what_is_next(talk: Talk) -> None:
    talk.hear("je cherche un café")
    assert said(talk, "/wait 1 day") == ["Toujours là ?"]
    assert noted(talk, "/at 2026-03-03 11:00").text == "mardi 2026-03-03 11:00"
    assert noted(talk, "/wait").kind == "time"
    assert [ended.outcome for ended in talk.rehearsal.outcomes] == ["silent"]
    assert noted(talk, "/wait").text == "nothing is planned; /wait 1 day lets a day pass"


def test_the_shop_says_that_something_happened(talk: Talk) -> None:
    assert talk.hear('/event cart.abandoned {"total": 90}') == []
    assert said(talk, "/wait") == ["Votre panier vous attend. STOP pour ne plus rien recevoir."]
    assert said(talk, "/event x.stock") == ["Je demande à la boutique."]


def test_staff_write_and_give_back(talk: Talk) -> None:
    talk.hear("/staff Bonjour, c'est Paul")
    assert data_of(noted(talk, "/state"))["handed_over"] == "magasin"
    talk.hear("/back")
    assert "handed_over" not in data_of(noted(talk, "/state"))


def test_the_state_says_where_things_stand(talk: Talk) -> None:
    talk.hear("je cherche un café")
    state = noted(talk, "/state")
    assert state.kind == "state"
    assert data_of(state)["flow"] == "coffee"
    assert data_of(state)["step"] == "taste"
    assert data_of(state)["facts"] == {"first_name": "Léa"}
    assert data_of(state)["planned"][0].startswith("2026-03-03 10:00 remind")
    lines = state.text.splitlines()
    assert lines[0] == "lundi 2 mars 2026 10:00"
    assert "Conversation   « Choisir un café » à taste" in lines
    assert "On sait        first_name = Léa" in lines
    assert any(line.startswith("Prévu          mar. 3 mars 10:00  relance") for line in lines)


def test_why_tells_the_decisions_since_the_last_line_or_all(talk: Talk) -> None:
    talk.hear("je cherche un café")
    first = data_of(noted(talk, "/why"))
    assert first
    talk.hear("Doux")
    second = noted(talk, "/why")
    assert all({"at", "kind", "words", "rule", "facts", "version"} <= set(row) for row in data_of(second))
    assert "règle\u00a0: flows/conversations/coffee.yaml" in second.text
    assert f"version {talk.rehearsal.shelf.current.version}" in second.text
    assert len(data_of(noted(talk, "/why all"))) == len(first) + len(data_of(second))


def test_another_customer_begins_afresh_at_the_same_time(talk: Talk) -> None:
    talk.hear("je cherche un café")
    talk.hear("/wait 2 hours")
    talk.hear("/reset")
    assert talk.rehearsal.said == []
    assert talk.now == talk.earlier[0][1].replace(hour=12)
    assert [name for name, _, _ in talk.earlier] == ["a talk"]
    assert talk.name == "a talk (2)"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("/foo", "/foo is no command here; /help lists them"),
        ("/wait bla", "'bla' is no duration"),
        ("/at demain", "`demain` is no time"),
        ("/at 2020-01-01 10:00", "is before"),
        ("/event", "which event?"),
        ("/event x.b [1]", "is no JSON object"),
        ("/event order.deliverd", "nothing tells of `order.deliverd`; did you mean `order.delivered`?"),
        ("/event a.b", "an event of your own begins with `x.`"),
        ("/event x.b {", "is no JSON object"),
        ("/staff", "what does the shop write?"),
    ],
)
def test_a_command_that_can_not_be_carried_out_says_so_and_leaves_no_trace(talk: Talk, line: str, words: str) -> None:
    note = noted(talk, line)
    assert note.kind == "error"
    assert words in note.text
    assert talk.steps == []


def test_what_customers_type_as_a_command_is_said_to_the_bot(talk: Talk) -> None:
    heard = talk.hear("/preferences")
    assert heard
    assert not any(getattr(answer, "kind", "") == "error" for answer in heard)


def test_a_blank_line_is_nothing_and_help_lists_every_command(talk: Talk) -> None:
    assert talk.hear("   ") == []
    text = noted(talk, "/help").text
    for command in ("/wait", "/at", "/event", "/staff", "/back", "/state", "/why", "/reset", "/help"):
        assert command in text

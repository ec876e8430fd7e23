"""What nobody answered is told once each, the most frequent first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.rules.texts.unanswered import Unanswered, key_of, unanswered

AT = datetime(2026, 3, 2, tzinfo=UTC)


def test_the_same_words_are_one_question_the_most_frequent_first() -> None:
    said = [
        ("Vous vendez du thé ?", AT),
        ("réparez-vous les vélos", AT + timedelta(days=2)),
        ("bonjour, VOUS VENDEZ DU THE", AT + timedelta(days=1)),
        ("bonjour", AT),
        ("??", AT),
    ]
    assert unanswered(said) == [
        Unanswered("bonjour, VOUS VENDEZ DU THE", 2, AT + timedelta(days=1)),
        Unanswered("réparez-vous les vélos", 1, AT + timedelta(days=2)),
    ]
    assert unanswered([]) == []


def test_a_subject_is_named_by_its_words_in_whatever_order() -> None:
    assert key_of("Bonjour, reprenez-vous les machines ?") == key_of("LES MACHINES, REPRENEZ VOUS SVP")
    assert key_of("reprenez-vous les machines") != key_of("reprenez-vous les vélos")
    assert key_of("Bonjour !") == key_of("") == ""


def test_the_order_of_hearing_changes_nothing() -> None:
    said = [("a b", AT), ("b a", AT + timedelta(days=1)), ("c", AT)]
    assert unanswered(said) == unanswered(list(reversed(said)))

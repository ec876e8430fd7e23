"""Reasons in words: everything that our own code notes has French, whatever else stays as it is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot
from bot.channels.twilio.twilio_codes import VERDICTS
from bot.web.console.wording.reasons import reason_in_words

#: What ends a message says why in its first argument.
ENDS = frozenset({"Drop", "Refused", "Unknown"})


def _noted() -> Iterator[str]:
    """Every sentence that a channel, the dispatcher or the outbox gives as a reason; 12 and x stand for what is filled
    in."""
    root = Path(bot.__file__).parent
    for path in sorted([*root.glob("work/**/*.py"), *root.glob("channels/**/*.py"), *root.glob("store/messages/*.py")]):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or ast.unparse(node.func) not in ENDS or not node.args:
                continue
            match node.args[0]:
                case ast.Constant(value=str(text)):
                    yield text
                case ast.JoinedStr(values=parts):
                    yield "".join(one.value if isinstance(one, ast.Constant) else "12" for one in parts)


def test_each_reason_that_our_own_code_notes_has_french() -> None:
    noted = set(_noted())
    assert len(noted) > 8
    assert [text for text in noted if reason_in_words(text, "fr") == text] == []


@pytest.mark.parametrize("words", sorted({one.words for one in VERDICTS.values() if one.then == "refuse"}))
def test_each_refusal_of_the_provider_has_french(words: str) -> None:
    assert reason_in_words(words, "en") == words
    assert reason_in_words(words, "fr") != words


def test_a_code_stays_and_a_strange_reason_is_as_it_was_noted() -> None:
    assert reason_in_words("no such number (30005)", "fr") == "ce numéro n’existe pas (30005)"
    assert reason_in_words("Bad Request: chat not found", "fr") == "Bad Request: chat not found"
    assert reason_in_words("", "fr") == ""


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("ReadTimeout", "pas de réponse à temps (ReadTimeout)"),
        ("TelegramNetworkError from ServerTimeoutError", "pas de réponse à temps"),
        ("no connection: ClientConnectorError", "pas de connexion (ClientConnectorError)"),
        ("ServerDisconnectedError", "la connexion s’est coupée"),
        ("ServerFault: 502 Bad Gateway", "une panne chez l’opérateur (ServerFault)"),
        ("its outcome was not written down", "son issue n’a pas été notée"),
        ("looked at once more before sending: quiet hours", "revu juste avant l’envoi\u00a0: heures calmes"),
        ("no SMS to a number of no country: SMS_COUNTRIES names where they go", "pas de SMS vers un numéro d’aucun"),
        ("21 SMS to this number within a day; SMS_DAILY_CAP is 20", "21 SMS vers ce numéro en un jour"),
        ("99 SMS to MA within a day; SMS_COUNTRY_DAILY_CAP is 90", "99 SMS vers MA en un jour"),
    ],
)
def test_what_is_filled_in_is_said_with_it(noted: str, said: str) -> None:
    assert reason_in_words(noted, "fr").startswith(said)

"""Reasons in words: everything that our own code notes has French, whatever else stays as it is."""

from __future__ import annotations

import pytest

from bot.channels.twilio_codes import VERDICTS
from bot.web.console.wording.reasons import reason_in_words


@pytest.mark.parametrize("words", sorted({one.words for one in VERDICTS.values() if one.then == "refuse"}))
def test_each_refusal_of_the_provider_has_french(words: str) -> None:
    assert reason_in_words(words, "en") == words
    assert reason_in_words(words, "fr") != words


def test_a_code_stays_and_a_strange_reason_is_as_it_was_noted() -> None:
    assert reason_in_words("no such number (30005)", "fr") == "ce numéro n’existe pas (30005)"
    assert reason_in_words("looked at once more before sending: quiet hours", "fr").endswith("\u00a0: quiet hours")
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
    ],
)
def test_what_broke_down_is_said_with_its_name_behind_it(noted: str, said: str) -> None:
    assert reason_in_words(noted, "fr").startswith(said)

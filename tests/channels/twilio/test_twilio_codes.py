"""What Twilio's codes mean, wherever they come from."""

from __future__ import annotations

import pytest

from bot.channels.twilio.twilio_codes import BLOCKED, verdict_on


def test_whatsapps_window_is_named() -> None:
    assert "24 hours" in verdict_on(63016).words


def test_a_failure_without_a_code_is_a_refusal_without_a_reason() -> None:
    assert verdict_on(None).then == "refuse"
    assert not verdict_on(None).gone


def test_a_code_that_nobody_knows_is_a_refusal_that_names_it() -> None:
    assert verdict_on(99999).then == "refuse"
    assert "99999" in verdict_on(99999).words


def test_what_a_carrier_filters_is_blocked_and_a_phone_that_is_off_is_not() -> None:
    assert "30007" in BLOCKED
    assert "30003" not in BLOCKED


@pytest.mark.parametrize("code", [11751, 12300, 21620, 30019, 63019])
def test_a_picture_that_could_not_go_leaves_its_words(code: int) -> None:
    assert verdict_on(code).failure.without_media

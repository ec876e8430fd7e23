"""What the wiring hands over."""

from __future__ import annotations

from bot.web.doors import CLOSING, Doors


def test_what_is_derived_differs_by_purpose_and_by_part(doors: Doors) -> None:
    made = {
        doors.derive("web visitor", "a"),
        doors.derive("web button", "a"),
        doors.derive("web visitor", "b"),
        doors.derive("web visitor", "a", ""),
        doors.derive("web", "visitor", "a"),
    }
    assert len(made) == 5
    assert all(len(one) == 32 and int(one, 16) >= 0 for one in made)
    assert doors.derive("web visitor", "a") == doors.derive("web visitor", "a")


def test_no_secret_is_printed(doors: Doors) -> None:
    printed = repr(doors)
    assert doors.telegram is not None
    secrets = (doors.events_secret, doors.telegram.secret, *doors.twilio_tokens, doors.key.decode())
    assert not [secret for secret in secrets if secret and secret in printed]


async def test_closing_wakes_the_open_streams(doors: Doors) -> None:
    with doors.store.bell.listen(CLOSING) as listener:
        doors.close()
        assert await listener.rung(1)
    assert doors.closing.is_set()

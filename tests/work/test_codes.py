"""Codes: made again of their request, put in as the socket opens, and found again at the provider."""

from __future__ import annotations

import pytest

from bot.engine.identity.proving import MARK, proof_of
from bot.model.events import CustomersMerged
from bot.store.people.erasing import Keyed
from bot.work.codes import code_of, is_right
from tests.emulators.telegram import TelegramEmulator
from tests.emulators.twilio import TwilioEmulator
from tests.work.sending.sending_shop import Shop

KEYED = Keyed(b"k" * 32)
LEA = "+33612345678"


def test_a_code_is_six_digits_of_its_request_and_the_key() -> None:
    codes = {code_of(f"request {number}", KEYED) for number in range(500)}
    assert len(codes) > 490
    assert all(len(code) == len(MARK) and code.isdecimal() for code in codes)
    assert code_of("request 1", KEYED) == code_of("request 1", KEYED)
    assert code_of("request 1", KEYED) != code_of("request 1", Keyed(b"other" * 8))


def test_only_the_code_of_the_request_is_right_and_nothing_is_without_the_key() -> None:
    def typed(code: str) -> CustomersMerged:
        return CustomersMerged(id="m", how="code", link="r", proof=proof_of("r", code))

    code = code_of("r", KEYED)
    assert is_right(typed(code), KEYED)
    assert not is_right(typed(f"{(int(code) + 1) % 10**6:06d}"), KEYED)
    assert not is_right(typed(code), None)
    assert not is_right(CustomersMerged(id="m", how="code", link="r"), KEYED)


async def test_the_phone_shows_the_code_and_the_transcript_its_place(shop: Shop, telegram: TelegramEmulator) -> None:
    shop.keyed = KEYED
    await shop.knows("7")
    await shop.plans("7", f"Moka\n\n{MARK}", purpose="service", code="r")
    assert await shop.sends_all() == ["accepted"]
    assert telegram.ledger.texts(7) == [f"Moka\n\n{code_of('r', KEYED)}"]
    [line] = await shop.store.database.read("SELECT text, body FROM transcript")
    assert line[0] == f"Moka\n\n{MARK}"
    assert code_of("r", KEYED) not in line[1]


async def test_stars_in_any_other_message_stay_stars(shop: Shop, telegram: TelegramEmulator) -> None:
    shop.keyed = KEYED
    await shop.plans("7", MARK)
    await shop.sends_all()
    assert telegram.ledger.texts(7) == [MARK]


async def test_without_the_key_no_code_goes_out(shop: Shop, telegram: TelegramEmulator) -> None:
    await shop.knows("7")
    await shop.plans("7", MARK, purpose="service", code="r")
    await shop.sends_all(but=frozenset({"unknown"}))
    assert telegram.ledger.shown == []


@pytest.mark.parametrize("accepted", [True, False])
async def test_a_code_that_may_have_left_is_found_at_the_provider_by_its_words(
    shop: Shop, twilio: TwilioEmulator, accepted: bool
) -> None:
    shop.keyed = KEYED
    twilio.fail("reset", accepted=accepted)
    await shop.knows(LEA, channel="sms")
    await shop.plans(LEA, f"Moka {MARK}", channel="sms", purpose="service", code="r")
    assert await shop.sends_all(but=frozenset({"unknown"})) == ["unknown"]
    uncertain = shop.uncertain()
    for _ in range(3):
        shop.later(minutes=3)
        await uncertain.round()
    await shop.sends_all()
    assert [entry["text"] for entry in twilio.ledger.shown] == [f"Moka {code_of('r', KEYED)}"]

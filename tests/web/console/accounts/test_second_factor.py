"""Codes of a phone and codes on paper: the right one, once, and a secret that the database can't read."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest

from bot.store import Store
from bot.web.console.accounts import second_factor
from bot.web.doors import Doors
from tests.web.console.people import hired
from tests.web.doorway import NOW

#: RFC 6238, appendix B, SHA-1, the last six of its eight digits.
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
RFC = {59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037"}


@pytest.mark.parametrize(("seconds", "code"), RFC.items())
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    at = NOW + timedelta(seconds=seconds - int(NOW.timestamp()))
    assert second_factor.step_of(RFC_SECRET, code, at) == seconds // 30
    assert second_factor.step_of(RFC_SECRET, f" {code[:3]} {code[3:]} ", at) == seconds // 30


def test_a_clock_may_be_a_step_off_and_no_more() -> None:
    totp = pyotp.TOTP(RFC_SECRET)
    off = {step: totp.at(NOW + timedelta(seconds=30 * step)) for step in range(-2, 3)}
    fits = {step for step, code in off.items() if second_factor.step_of(RFC_SECRET, code, NOW) is not None}
    assert fits == {-1, 0, 1}
    assert second_factor.step_of(RFC_SECRET, "", NOW) is None


def test_a_secret_is_read_with_its_key_for_its_account_only(doors: Doors) -> None:
    secret = second_factor.new_secret(doors)
    kept = second_factor.sealed(doors, "camille", secret)
    assert secret not in kept
    assert second_factor.opened(doors, "camille", kept) == secret
    assert second_factor.opened(doors, "theo", kept) is None
    assert second_factor.opened(replace(doors, key=b"another key of 32 bytes, or more"), "camille", kept) is None
    assert second_factor.opened(doors, "camille", "AAAA") is None
    assert second_factor.opened(doors, "camille", "no base64 é") is None
    assert second_factor.sealed(doors, "camille", secret) != kept


async def test_while_the_clock_is_wrong_the_phones_time_is_the_providers(shop_store: Store, doors: Doors) -> None:
    staff = await hired(shop_store)
    secret = second_factor.new_secret(doors)
    await shop_store.staff.set_second_factor(staff.id, second_factor.sealed(doors, staff.id, secret), 0, [], "x", NOW)
    secrets = await shop_store.staff.secrets(staff.id)
    code = pyotp.TOTP(secret).at(doors.clock() - timedelta(hours=2))
    assert not await second_factor.fits(doors, staff.id, secrets, code)
    await shop_store.measures.set("clock_skew", 7200.0, "twilio")
    assert await second_factor.fits(doors, staff.id, secrets, code)
    assert not await second_factor.fits(doors, staff.id, secrets, code)


async def test_each_code_is_good_once(shop_store: Store, doors: Doors) -> None:
    staff = await hired(shop_store)
    secret = second_factor.new_secret(doors)
    codes = second_factor.recovery_codes(doors)
    digests = [second_factor.digest_of(doors, staff.id, code) for code in codes]
    sealed = second_factor.sealed(doors, staff.id, secret)
    await shop_store.staff.set_second_factor(staff.id, sealed, 0, digests, staff.id, NOW)
    secrets = await shop_store.staff.secrets(staff.id)
    now = pyotp.TOTP(secret).at(NOW)
    tried = [now, now, codes[0], codes[0].replace(" ", ""), codes[1], "", "000", "0000000000"]
    fits = [await second_factor.fits(doors, staff.id, secrets, code) for code in tried]
    assert fits == [True, False, True, False, True, False, False, False]


def test_codes_on_paper_are_ten_digits_and_differ(doors: Doors) -> None:
    codes = second_factor.recovery_codes(doors)
    assert len(set(codes)) == second_factor.RECOVERY_CODES
    assert all(len(second_factor.digits_of(code)) == 10 for code in codes)


def test_a_phone_reads_who_and_where() -> None:
    address = second_factor.address_of(RFC_SECRET, "camille@moka.example", "Maison Moka")
    assert pyotp.parse_uri(address).secret == RFC_SECRET
    assert "camille%40moka.example" in address
    assert "issuer=Maison%20Moka" in address

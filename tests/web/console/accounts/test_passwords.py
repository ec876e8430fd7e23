"""Passwords: long ones are taken, those that are guessed first are not; the hash is argon2id."""

from __future__ import annotations

import pytest

from bot.web.console.accounts.passwords import LEAST, MOST, Hasher, as_typed, fault_of

PHRASE = "le moulin tourne quand la buse siffle et que " * 6
EMAIL = "camille.roy@maison-moka.example"


@pytest.mark.parametrize(
    "password",
    [
        "trois grains et un moulin bleu",
        "correct horse battery staple",
        "ἀρχὴ ἥμισυ παντός",
        PHRASE[:256],
        "🦊 le café d’été à Lyon",
    ],
)
def test_a_long_one_is_taken(password: str) -> None:
    assert fault_of(password, EMAIL, "Camille Roy") is None


@pytest.mark.parametrize(
    "password",
    ["", "short", "x" * (LEAST - 1), PHRASE + "!", "aaaaaaaaaaaaaaaa", "password1234", "azertyuiop123",
     "qwertyuiop12",
     "123456789012", "motdepasse123", EMAIL, EMAIL.upper(), "camillecamille", "maison-moka12", "iloveyou1234"],
)  # fmt: skip
def test_one_that_is_guessed_first_is_not(password: str) -> None:
    assert fault_of(password, EMAIL, "Camille Roy") is not None


def test_the_limits_are_those_that_the_page_says() -> None:
    assert (LEAST, MOST) == (12, 256)


async def test_a_hash_fits_its_password_alone() -> None:
    hasher = Hasher()
    hashed = await hasher.hash("café au lait, sans sucre")
    assert hashed.startswith("$argon2id$v=19$m=47104,t=1,p=1$")
    assert await hasher.fits("café au lait, sans sucre", hashed)
    assert await hasher.fits(as_typed("cafe\u0301 au lait, sans sucre"), hashed)  # typed on another keyboard
    assert not await hasher.fits("cafe au lait, sans sucre", hashed)
    assert not await hasher.fits("", hashed)
    assert not await hasher.fits("x" * 5000, hashed)


async def test_without_a_hash_nothing_fits() -> None:
    hasher = Hasher()
    assert not await hasher.fits("a password that nobody has", None)
    assert not await hasher.fits("anything", "not a hash")

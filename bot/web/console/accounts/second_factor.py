"""The second factor: codes of six digits from a phone (TOTP, RFC 6238), and codes on paper for who lost it.

The secret is kept encrypted under a key that the database does not have (AES-GCM, bound to its account). A code is good
once: the time step whose code was used is written down (ASVS 5.0, 6.5.1). While our clock is known to be wrong a code
of the providers' time is good too: the phone goes by that.
"""

from __future__ import annotations

import base64
import hmac
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import pyotp

from bot.store.staff.staff import Secrets
from bot.web.doors import Doors
from bot.web.wrong_clock import times

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

STEP: Final = 30  # seconds
DIGITS: Final = 6
RECOVERY_CODES: Final = 8
RECOVERY_DIGITS: Final = 10
_NONCE: Final = 12  # bytes
#: Clocks of phones that are a step behind or ahead.
_AROUND: Final = (-1, 0, 1)


def new_secret(doors: Doors) -> str:
    """Return 160 random bits in base32, as RFC 4226 advises and phones read it."""
    return base64.b32encode(sha256(doors.new_token().encode()).digest()[:20]).decode()


def sealed(doors: Doors, staff: str, secret: str) -> str:
    """Return the secret encrypted, for this account alone."""
    nonce = sha256(doors.new_token().encode()).digest()[:_NONCE]
    return base64.b64encode(nonce + _cipher(doors).encrypt(nonce, secret.encode(), staff.encode())).decode()


def opened(doors: Doors, staff: str, kept: str) -> str | None:
    """Return the secret; None where it was made under another SECRET_KEY, or for another account."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - as below

    try:
        raw = base64.b64decode(kept)
        return _cipher(doors).decrypt(raw[:_NONCE], raw[_NONCE:], staff.encode()).decode()
    except (InvalidTag, ValueError):
        return None


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """Return the time step whose code this is; None for a wrong one."""
    at = int(now.timestamp()) // STEP
    totp = pyotp.TOTP(secret, digits=DIGITS, interval=STEP)
    steps = [at + around for around in _AROUND]
    right = [step for step in steps if hmac.compare_digest(totp.generate_otp(step), digits_of(code))]
    return right[-1] if right else None


async def fits(doors: Doors, staff: str, secrets: Secrets, code: str) -> bool:
    """Tell whether a code is the account's, and use it up: of the phone's now, or one on paper."""
    written = digits_of(code)
    if len(written) == RECOVERY_DIGITS:
        return await doors.store.staff.use_recovery_code(staff, digest_of(doors, staff, written), doors.clock())
    secret = opened(doors, staff, secrets.second_factor) if secrets.second_factor is not None else None
    if secret is None or len(written) != DIGITS:
        return False
    steps = [step_of(secret, written, time) for time in await times(doors)]
    step = next((step for step in steps if step is not None), None)
    return step is not None and await doors.store.staff.use_code(staff, step)


def address_of(secret: str, email: str, shop: str) -> str:
    """Return what a phone's camera reads: the account's address in the Key URI format."""
    return pyotp.TOTP(secret, digits=DIGITS, interval=STEP).provisioning_uri(name=email, issuer_name=shop)


def recovery_codes(doors: Doors) -> tuple[str, ...]:
    """Return new codes for paper, in two groups of five digits."""
    made = []
    for _ in range(RECOVERY_CODES):
        number = int.from_bytes(sha256(doors.new_token().encode()).digest()) % 10**RECOVERY_DIGITS
        digits = f"{number:0{RECOVERY_DIGITS}d}"
        made.append(f"{digits[:5]} {digits[5:]}")
    return tuple(made)


def digest_of(doors: Doors, staff: str, code: str) -> str:
    """Return what is kept of a recovery code: a keyed hash, for digits alone could be tried through."""
    return doors.derive("recovery code", staff, digits_of(code))


def digits_of(code: str) -> str:
    return "".join(sign for sign in code if sign.isascii() and sign.isdigit())


def _cipher(doors: Doors) -> AESGCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - it takes 6 MB, for a sign-in

    return AESGCM(hmac.digest(doors.key, b"second factor", "sha256"))

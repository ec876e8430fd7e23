"""What stands behind a button of the web chat: the question, the place of the choice, a proof that we put it there."""

from __future__ import annotations

import hmac

from bot.model.address import Address
from bot.model.message import Pressed
from bot.web.doors import Doors


def close(prompt: str, index: int, address: Address, doors: Doors) -> str:
    """Return what the button sends: `prompt.index.proof`."""
    return f"{prompt}.{index}.{_proof(prompt, index, address, doors)}"


def open_(sealed: str, address: Address, doors: Doors) -> Pressed | None:
    """Return what was pressed, or None where we did not put this behind a button of this visitor's."""
    prompt, _, rest = sealed.rpartition(".")[0].rpartition(".")
    proof = sealed.rpartition(".")[2]
    if not prompt or not rest.isascii() or not rest.isdigit() or len(rest) > 4:
        return None
    if not hmac.compare_digest(proof.encode(), _proof(prompt, int(rest), address, doors).encode()):
        return None
    return Pressed(prompt, int(rest))


def _proof(prompt: str, index: int, address: Address, doors: Doors) -> str:
    return doors.derive("web button", address.id, prompt, str(index))

import pytest

from bot.channels.telegram.telegram_seal import Seal
from bot.model.message import Pressed

SEAL = Seal(b"a secret of the shop")
PROMPT = "0123456789abcdef" * 2


@pytest.mark.parametrize("prompt", [PROMPT, "q", "p" * 30, "étape-1"])
@pytest.mark.parametrize("index", [0, 7, 255])
def test_what_is_sealed_opens_in_its_chat_and_fits_behind_a_button(prompt: str, index: int) -> None:
    data = SEAL.close(prompt, index, chat="42")
    assert len(data.encode()) <= 64
    assert SEAL.open(data, chat="42") == Pressed(prompt, index)


def test_the_data_tells_nothing_that_a_customer_could_read() -> None:
    assert PROMPT not in SEAL.close(PROMPT, 0, chat="42")


def test_it_does_not_open_in_another_chat_nor_with_another_key() -> None:
    data = SEAL.close(PROMPT, 1, chat="42")
    assert SEAL.open(data, chat="43") is None
    assert Seal(b"another secret").open(data, chat="42") is None


def test_not_one_changed_sign_goes_unnoticed() -> None:
    data = SEAL.close(PROMPT, 1, chat="42")
    alphabet = "AQgw"  # changes that survive base64's spare bits
    forged = [data[:at] + sign + data[at + 1 :] for at in range(len(data) - 1) for sign in alphabet if sign != data[at]]
    assert len(forged) > 100
    assert all(SEAL.open(one, chat="42") is None for one in forged)


@pytest.mark.parametrize("data", ["", "a", "é", "====", "x" * 64, "choice:1", "AAAA" * 16, "\x00"])
def test_nonsense_is_refused_without_a_fault(data: str) -> None:
    assert SEAL.open(data, chat="42") is None


@pytest.mark.parametrize(("prompt", "index"), [("p" * 31, 0), ("", 0), (PROMPT, 256)])
def test_what_does_not_fit_is_said_so(prompt: str, index: int) -> None:
    with pytest.raises(ValueError):
        SEAL.close(prompt, index, chat="42")

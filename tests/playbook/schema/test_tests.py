"""`tests/*.yaml`."""

from __future__ import annotations

import pytest

from tests.playbook.playbooks import assert_told, draft

FILE = "flows/tests/a.yaml"
WRONG = [
    ("▸test: a\n", "`steps` is missing"),
    ("test: a\nsteps: [{ customer: a, ▸bot: nothing }]\n", "`customer` and `bot` are two lines"),
    ("test: a\nsteps: [▸{ because: a }]\n", "a line of a test has one of customer, bot"),
    ("test: a\nsteps: [{ ▸custmer: a }]\n", "unknown key `custmer`; did you mean `customer`?"),
    ("test: a\nsteps: [{ bot: ▸quiet }]\n", "expected `nothing`, `anything`, or what the message is"),
    ("test: a\nsteps: [{ bot: { ▸contain: a } }]\n", "did you mean `contains`?"),
    ("test: a\nsteps: [{ after: ▸later }]\n", "is no duration"),
    ("test: a\nat: ▸22/03/2026\nsteps: [{ bot: nothing }]\n", "write it as `2026-03-02 10:00 Europe/Paris`"),
    ("test: a\nsteps: [{ at: ▸2026-02-30 10:00 }]\n", "is no time"),
    ("test: a\nsteps: [{ at: ▸2026-03-02 10:00 Europe/Pari }]\n", "did you mean `Europe/Paris`?"),
    ("test: a\nsteps: [{ event: ▸cart.abandned }]\n", "did you mean `cart.abandoned`?"),
    ("test: a\nsteps: [{ event: { ▸cart.abandned: { total: 1 } } }]\n", "did you mean `cart.abandoned`?"),
    ("test: a\ncustomer: { channel: ▸fax }\nsteps: [{ bot: nothing }]\n", "`fax` is not known here"),
    ("test: a\nchannels: [▸fax]\nsteps: [{ bot: nothing }]\n", "`fax` is not known here"),
    ("test: a\n▸channels: [sms, web, sms]\nsteps: [{ bot: nothing }]\n", "a channel stands here twice"),
    (
        "test: a\ncustomer: { channel: sms }\n▸channels: [sms, web]\nsteps: [{ bot: nothing }]\n",
        "stands instead of the customer's `channel`",
    ),
    ("test: a\ncustomer: { ▸langage: fr }\nsteps: [{ bot: nothing }]\n", "did you mean `language`?"),
]


@pytest.mark.parametrize(("snippet", "says"), WRONG)
def test_what_is_wrong_with_a_test_is_told(snippet: str, says: str) -> None:
    assert_told(FILE, snippet, says)


def test_a_file_holds_one_test_or_a_list_of_them() -> None:
    one = "test: a\nsteps: [{ bot: nothing, because: quiet hours }]\n"
    assert len(draft({FILE: one}).tests) == 1
    assert (
        len(draft({FILE: "- { test: a, steps: [{ bot: anything }] }\n- { test: b, steps: [{ give_back: }] }\n"}).tests)
        == 2
    )

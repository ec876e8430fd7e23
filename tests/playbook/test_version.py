"""The name of a playbook's content."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.playbook.version import fingerprint
from tests.playbook.playbooks import STORE, playbook

FILES = st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=4)


def test_it_is_twelve_hex_digits_and_the_playbooks_version() -> None:
    assert re.fullmatch("[0-9a-f]{12}", fingerprint({}))
    assert playbook({}).version == fingerprint({"flows/store.yaml": STORE})


@given(FILES)
def test_the_order_of_the_files_does_not_matter(files: dict[str, str]) -> None:
    assert fingerprint(dict(reversed(files.items()))) == fingerprint(files)


@given(FILES, FILES)
def test_other_files_have_another_version(one: dict[str, str], other: dict[str, str]) -> None:
    assert (fingerprint(one) == fingerprint(other)) == (one == other)


def test_a_text_that_moves_from_one_file_to_the_next_changes_the_version() -> None:
    assert fingerprint({"a": "bc"}) != fingerprint({"ab": "c"})

from importlib.resources import files

import pytest

from bot.store.database.dialect import for_sqlite_rows
from bot.store.database.statements import statements

SUBJECTS = sorted(file.name.removesuffix(".sql") for file in (files("bot.store") / "sql").iterdir())


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_statement_has_a_name_and_a_text(subject: str) -> None:
    found = statements(subject)
    assert found
    assert all(text and not text.endswith(";") for text in found.values())


def test_a_subject_that_is_not_there_is_a_fault_of_ours() -> None:
    with pytest.raises(FileNotFoundError):
        statements("no_such_subject")


def test_a_comment_above_a_statement_does_not_keep_its_rows_from_going_together() -> None:
    stand = statements("threads")["stand"]
    assert for_sqlite_rows(stand, 23, 2, apart=False) is not None
    assert all(not text.startswith("--") for subject in SUBJECTS for text in statements(subject).values())

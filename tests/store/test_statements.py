from importlib.resources import files

import pytest

from bot.store.statements import statements

SUBJECTS = sorted(file.name.removesuffix(".sql") for file in (files("bot.store") / "sql").iterdir())


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_statement_has_a_name_and_a_text(subject: str) -> None:
    found = statements(subject)
    assert found
    assert all(text and not text.endswith(";") for text in found.values())


def test_a_subject_that_is_not_there_is_a_fault_of_ours() -> None:
    with pytest.raises(FileNotFoundError):
        statements("no_such_subject")

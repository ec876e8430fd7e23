"""Every file to its model."""

from __future__ import annotations

import pytest

from bot.playbook.source.parsing import Readings, parse_all
from tests.playbook.playbooks import STORE, sources


def test_each_file_is_held_against_its_own_kind() -> None:
    parsed = parse_all(
        sources({"flows/policy.yaml": "idle: 3 hours\n", "flows/answers/a.txt": "x", "flows/README.md": "# x"})
    )
    assert {(file.path, file.kind.name) for file in parsed.files} == {
        ("flows/policy.yaml", "policy"),
        ("flows/store.yaml", "store"),
    }
    assert parsed.faults == ()


@pytest.mark.parametrize("text", ["", "# nothing but a note\n", "\n\n"])
def test_an_empty_file_is_told(text: str) -> None:
    (fault,) = parse_all(sources({"flows/policy.yaml": text})).faults
    assert fault.message == "this file is empty"


def test_a_text_beyond_the_limit_is_told_before_it_is_parsed() -> None:
    (fault,) = parse_all(sources({"flows/policy.yaml": "# x\n" * 100_000})).faults
    assert "split it into several" in fault.message


def test_catalogues_are_read_by_domain_and_language() -> None:
    po = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "a"\nmsgstr "b"\n'
    parsed = parse_all({"flows/store.yaml": STORE, "locales/pt_BR/LC_MESSAGES/flows.po": po})
    assert set(parsed.catalogues["flows"]) == {"pt-BR"}
    assert parsed.catalogues["bot"] == {}


def test_a_file_that_is_as_it_was_is_not_read_again_and_one_that_is_not_is() -> None:
    readings = Readings(most=2)
    before = sources({"flows/policy.yaml": "idle: 3 hours\n"})
    first, again = (parse_all(before, readings=readings) for _ in range(2))
    assert all(one is other for one, other in zip(first.files, again.files, strict=True))
    changed = parse_all({**before, "flows/policy.yaml": "idle: three\n"}, readings=readings)
    assert [one is other for one, other in zip(first.files, changed.files, strict=True)] == [False, True]
    assert changed.faults and not first.faults
    back = parse_all(before, readings=readings)  # of three files two are kept
    assert back.files[0].model == first.files[0].model and not back.faults

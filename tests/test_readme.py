"""What the README says is true: its settings, its commands, its example."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.cli.program import COMMANDS
from bot.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def settings_table() -> dict[str, str]:
    return dict(re.findall(r"^\| `([A-Z_]+)` \| .*? \| (.*) \|$", README, re.M))


def test_every_setting_is_documented_with_its_meaning() -> None:
    assert settings_table() == {name.upper(): field.description for name, field in Settings.model_fields.items()}


@pytest.mark.parametrize("command", sorted(set(re.findall(r"parcours ([a-z]+)\b", README))))
def test_every_command_that_is_named_exists(command: str) -> None:
    assert command in COMMANDS or command in {"is", "keeps"}


def test_the_example_flow_checks_clean() -> None:
    from bot.playbook import build

    [example] = re.findall(r"```yaml\n(flow: .*?)```", README, re.S)
    checked = build(
        {
            "flows/store.yaml": "store: Maison Moka\nlanguages: [fr]\n"
            "country: FR\ntimezone: Europe/Paris\ncurrency: EUR\n"
            "teams:\n  - { id: magasin, name: Magasin }\n",
            "flows/conversations/satisfaction.yaml": example,
        }
    )
    assert [str(fault) for fault in checked.faults if fault.severity == "error"] == []


@pytest.mark.parametrize("page", sorted({"README.md", "CHANGELOG.md", *re.findall(r"\]\((docs/\w+\.md)\)", README)}))
def test_pictures_and_pages_that_are_named_are_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"\]\((?!https?:|#)([^)\s]+)\)", text)
    assert [one for one in named if not (ROOT / page).parent.joinpath(one).exists()] == []

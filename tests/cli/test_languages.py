"""Sentences at a terminal, in its language; all that an import may say has its French."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.languages import of_terminal, said
from bot.playbook.fault_words import fault_in
from tests.cli.installation.test_operations import Says, says

__all__ = ["says"]

WEB = Path(__file__).resolve().parents[2] / "bot"
MODULES = [
    WEB / "web" / "imports" / name
    for name in (
        "product_cells.py",
        "product_exports.py",
        "product_languages.py",
        "product_translations.py",
        "product_rows.py",
        "customer_rows.py",
        "order_rows.py",
        "tables.py",
    )
]
COMMANDS = [WEB / "cli" / "customers" / f"importing{name}.py" for name in ("", "_orders", "_products")]
#: Sentences that end on one of a few words, each with its French: said below.
ENDINGS = {
    "the price `X` is X": ("the price `X` is below zero", "the price `X` is beyond belief"),
    "this line names no product; it needs a `name`X": ("this line names no product; it needs a `name`",),
    "X X is no X": (
        "email X is no e-mail address",
        "phone X is no telephone number",
        "telegram_id X is no Telegram id",
    ),
}
TELLING = {"Amiss", "BadCell", "BadLine", "Unusable", "Unreadable", "Told", "said", "tell"}


@pytest.mark.parametrize(
    ("names", "language"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LC_MESSAGES": "fr"}, "fr"),
        ({"LANG": "de_DE"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_is_the_terminals(monkeypatch: pytest.MonkeyPatch, names: dict[str, str], language: str) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in names.items():
        monkeypatch.setenv(name, value)
    assert of_terminal() == language
    assert said("this line has no handle") == fault_in(language, "this line has no handle")


def sentences(file: Path) -> Iterator[str]:
    """Yield what a module tells: the texts given to what tells, with an X for what differs."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TELLING:
            for given in node.args:
                if isinstance(given, ast.Constant) and isinstance(given.value, str):
                    yield given.value
                elif isinstance(given, ast.JoinedStr):
                    yield "".join(str(one.value) if isinstance(one, ast.Constant) else "X" for one in given.values)


@pytest.mark.parametrize("file", [*MODULES, *COMMANDS], ids=lambda file: file.stem)
def test_all_that_is_told_has_its_french(file: Path) -> None:
    told = [said for one in sentences(file) if one.strip("X.: ") for said in ENDINGS.get(one, (one,))]
    assert told
    assert [one for one in told if fault_in("fr", one) == one] == []


CSV = "id;name;price;stock.lyon\naroma-2;Aroma 2;349,00;4\nbrio;Brio;;2\npresto;Presto 15;419,00;-1\n"


def test_an_import_speaks_the_terminals_language(says: Says, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    says("migrate")
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    (tmp_path / "list.csv").write_text(CSV, "utf-8")
    _, told, _ = says("import", "products", "list.csv")
    assert "list.csv:3: `brio` n’a pas de prix\u202f; ligne laissée de côté" in told
    assert "list.csv:4: le stock -1 est négatif\u202f; compté pour zéro" in told
    assert "Produits nouveaux\u00a0: 2\u202f; changés\u00a0: 0\u202f; inchangés\u00a0: 0\u202f; 1 ligne" in told
    (tmp_path / "people.csv").write_text("id,email\n1,nowhere\n,\n", "utf-8")
    _, told, _ = says("import", "customers", "people.csv")
    assert "ligne 2\u00a0: email 'nowhere' n’est pas une adresse e-mail" in told
    assert says("import", "customers", "people.csv", "--replace")[2].count("vaut pour les produits") == 1

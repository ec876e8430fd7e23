"""The shape of the project: the one-way street, the size of files and functions, a test for every module."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(path for path in (ROOT / "bot").rglob("*.py") if "default_playbook" not in path.parts)

FILE_LINES = 350
FUNCTION_LINES = 60
MEDIAN_FILE_LINES = 160


@cache
def parsed(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


@cache
def functions(module: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(parsed(module)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body without its docstring."""
    body = function.body
    documented = isinstance(body[0], ast.Expr) and isinstance(getattr(body[0], "value", None), ast.Constant)
    first = body[1] if documented and len(body) > 1 else body[0]
    return (function.end_lineno or 0) - first.lineno + 1


def test_imports_go_one_way() -> None:
    linted = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_has_one_subject_and_fits_on_a_few_screens(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= FILE_LINES
    too_long = [
        f"{function.name}: {length(function)}" for function in functions(module) if length(function) > FUNCTION_LINES
    ]
    assert not too_long


def test_most_functions_are_short_and_most_files_too() -> None:
    lengths = sorted(length(function) for module in MODULES for function in functions(module))
    assert lengths[len(lengths) // 2] <= 10
    assert lengths[len(lengths) * 9 // 10] <= 35
    files = sorted(len(module.read_text(encoding="utf-8").splitlines()) for module in MODULES)
    assert files[len(files) // 2] <= MEDIAN_FILE_LINES


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_says_what_it_is_for(module: Path) -> None:
    assert ast.get_docstring(parsed(module)), "no docstring"


RECORDS = "records without a method; tests/model/test_events.py reads and writes every one"
#: Modules without a test module of their own, each with its reason.
WITHOUT_A_TEST_MODULE = {
    "model/address.py": RECORDS,
    "model/api_token.py": "a record; tests/rules/test_api_access.py makes it, store/staff/test_api_tokens.py keeps it",
    "model/arrivals.py": RECORDS,
    "model/backtest.py": "records; studio/test_backtest.py fills them, store/playbooks/test_backtests.py keeps them",
    "model/conversation.py": RECORDS,
    "model/customer.py": RECORDS,
    "model/draft.py": RECORDS,
    "model/effects.py": RECORDS,
    "model/feedback.py": RECORDS,
    "model/message.py": RECORDS,
    "model/parts.py": RECORDS,
    "model/selling.py": RECORDS,
    "model/staff.py": "records and names; tests/rules/test_access.py uses them all",
    "web/api/given.py": "records without a method; tests/web/api/test_openapi.py holds every answer against them",
    "web/api/shapes.py": "records without a method; tests/web/api/test_telling.py and test_schemathesis.py fill them",
    "understanding/questions/opt_out_weights.py": "numbers that test_opt_out_likeness.py beside it uses",
    "playbook/compiled.py": "the types that tests/playbook/compile/ fills",
    "playbook/compiled_follow_ups.py": "the types that tests/playbook/compile/ fills",
    "playbook/compiled_texts.py": "the types that tests/playbook/compile/ fills",
    "playbook/compiled_steps.py": "the types that tests/playbook/compile/ fills",
    "web/workbench.py": "records and a protocol; tests/wiring/test_workbench.py has what fulfils it",
}


@pytest.mark.parametrize(
    "module",
    [path for path in MODULES if path.name not in {"__init__.py", "__main__.py"}],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_every_module_has_its_test_module(module: Path) -> None:
    relative = module.relative_to(ROOT / "bot")
    if str(relative) in WITHOUT_A_TEST_MODULE:
        return
    expected = ROOT / "tests" / relative.with_name(f"test_{relative.name}")
    assert expected.exists(), f"{expected.relative_to(ROOT)} is missing"


def test_no_exemption_outlives_its_module() -> None:
    stale = [name for name in WITHOUT_A_TEST_MODULE if not (ROOT / "bot" / name).exists()]
    assert not stale


def test_the_lock_names_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "==" in lock
    assert "://" not in lock

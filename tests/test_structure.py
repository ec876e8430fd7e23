"""The shape of the project: the one-way street, the size of files and functions, a test for every module."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

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


def named(module: Path) -> str:
    return str(module.relative_to(ROOT))


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


def test_a_file_has_one_subject_and_fits_on_a_few_screens() -> None:
    lines = {module: len(module.read_text(encoding="utf-8").splitlines()) for module in MODULES}
    assert [f"{named(module)}: {count}" for module, count in lines.items() if count > FILE_LINES] == []
    assert sorted(lines.values())[len(lines) // 2] <= MEDIAN_FILE_LINES


def test_functions_are_short() -> None:
    lengths = [(length(one), f"{named(module)}: {one.name}") for module in MODULES for one in functions(module)]
    assert [(count, name) for count, name in lengths if count > FUNCTION_LINES] == []
    in_order = sorted(count for count, _ in lengths)
    assert in_order[len(in_order) // 2] <= 10
    assert in_order[len(in_order) * 9 // 10] <= 35


def test_a_module_says_what_it_is_for() -> None:
    assert [named(module) for module in MODULES if not ast.get_docstring(parsed(module))] == []


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


def test_every_module_has_its_test_module() -> None:
    own = [path.relative_to(ROOT / "bot") for path in MODULES if path.name not in {"__init__.py", "__main__.py"}]
    expected = [one.with_name(f"test_{one.name}") for one in own if str(one) not in WITHOUT_A_TEST_MODULE]
    assert [f"tests/{one} is missing" for one in expected if not (ROOT / "tests" / one).exists()] == []


def test_no_exemption_outlives_its_module() -> None:
    stale = [name for name in WITHOUT_A_TEST_MODULE if not (ROOT / "bot" / name).exists()]
    assert not stale


#: What takes a check away on a line: with its code, and what follows that.
_EXEMPTION = re.compile(r"# (?:type: ignore|noqa)(\[[^\]]+\]|: [A-Z0-9, ]+)?(.*)")


def test_an_exemption_has_its_code_and_its_reason() -> None:
    lines = [(named(module), line) for module in MODULES for line in module.read_text(encoding="utf-8").splitlines()]
    found = [(name, said) for name, line in lines if (said := _EXEMPTION.search(line)) is not None]
    assert len(found) > 50
    assert [f"{name}: {said[0]}" for name, said in found if not said[1] or len(said[2].strip(" #-")) < 5] == []


def test_the_lock_names_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "==" in lock
    assert "://" not in lock

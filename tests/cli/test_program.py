"""The command line: one line for what is wrong, the contract's exit codes, an example with every command."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import click
import pytest

from bot.cli.failure import Failure
from bot.cli.program import COMMANDS, main, program
from tests.cli.playbook_folders import parcours
from tests.crash.starting import LEARNT


def run(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=cwd,
        env={"PATH": "/usr/bin:/bin", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_exists_and_its_help_has_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([name, "--help"])
    assert left.value.code == 0
    assert f"parcours {name}" in capsys.readouterr().out.split("Example:")[1]


def test_help_lists_them_in_the_order_of_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    told = capsys.readouterr().out
    assert [told.index(f"  {name} ") for name in COMMANDS] == sorted(told.index(f"  {name} ") for name in COMMANDS)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "--nonsense"], "No such option '--nonsense'; parcours check --help shows how"),
        (["ask"], "QUESTION"),
        (["--nonsense"], "parcours --help shows how"),
        (["staff", "add"], "Missing argument 'EMAIL'; parcours staff add --help shows how"),
        (["staff", "lst"], "Did you mean 'list'; parcours staff --help shows how"),
    ],
)
def test_wrong_usage_is_one_line_and_2(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
    told = capsys.readouterr().err
    assert told.startswith("parcours: ")
    assert told.count("\n") == 1
    assert said in told
    assert "--help shows how" in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["chekc"], "there is no command `chekc`; did you mean `check`? parcours --help lists them"),
        (["nonsense"], "there is no command `nonsense`; parcours --help lists them"),
    ],
)
def test_a_command_of_a_later_version_and_a_slip_are_told_apart(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
    assert capsys.readouterr().err.startswith(f"parcours: {said}")


def test_the_bare_command_shows_its_help_as_it_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([])
    assert left.value.code == 2
    told = capsys.readouterr()
    assert "\n  check " in told.out
    assert told.err == ""


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (Failure("the shop is shut; open it", 1), 1, "parcours: the shop is shut; open it\n"),
        (
            PermissionError(13, "Permission denied", "shop.db"),
            2,
            "parcours: shop.db: permission denied; check the path",
        ),
        (RuntimeError("a fault\nof ours"), 1, "RuntimeError: a fault of ours"),
        (click.Abort(), 130, ""),
    ],
)
def test_whatever_goes_wrong_is_one_line_and_never_a_traceback(
    raised: BaseException, code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(**_: object) -> None:
        raise raised

    monkeypatch.setattr(program, "main", fail)
    with pytest.raises(SystemExit) as left:
        main(["run"])
    assert left.value.code == code
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") <= 1


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"PORT": "99999"}, "PORT is out of range: it should be less than or equal to 65535; set it right in"),
        ({"TWILIO_FROM": "+33644600001"}, "TWILIO_ACCOUNT_SID is missing, while other TWILIO_ settings are there; set"),
        (
            {"DATABASE_URL": "sqlite:///not/there/shop.db"},
            "DATABASE_URL names a folder that is not there, not/there; make",
        ),
    ],
)
def test_every_line_says_what_to_do(settings: dict[str, str], said: str, tmp_path: Path) -> None:
    done = parcours("run", at=tmp_path, **settings)
    assert done.returncode == 2
    assert f"parcours: {said}" in done.stderr
    assert all(line.startswith("parcours: ") and line.count("; ") == 1 for line in done.stderr.splitlines())


def test_a_port_that_is_taken_is_told_with_what_to_do_once(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("run", "--port", str(taken.getsockname()[1]), cwd=tmp_path, **LEARNT)
    said = [line for line in done.stderr.splitlines() if not line.startswith("{")]  # the log is beside it
    assert (done.returncode, len(said)) == (2, 1)
    assert said[0].endswith("; set HOST or PORT")


def test_debug_shows_the_traceback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(**_: object) -> None:
        raise Failure("no")

    monkeypatch.setattr(program, "main", fail)
    with pytest.raises(SystemExit):
        main(["run", "--debug"])
    assert "Traceback" in capsys.readouterr().err


def test_wrong_settings_are_listed_all_at_once_and_2(tmp_path: Path) -> None:
    done = run("run", cwd=tmp_path, PORT="eight", DATABASE_URL="mysql://x", TELEGRAM_TOKEN="nonsense")
    assert done.returncode == 2
    assert [line.split()[1] for line in done.stderr.splitlines()] == ["DATABASE_URL", "PORT", "TELEGRAM_TOKEN"]
    assert not list(tmp_path.iterdir()), "nothing is made where nothing can run"


@pytest.mark.parametrize("role", ["web", "worker", "clock"])
def test_split_processes_want_postgresql_and_say_so(role: str, tmp_path: Path) -> None:
    done = parcours(role, at=tmp_path)
    assert done.returncode == 2
    assert done.stderr == (
        "parcours: DATABASE_URL is SQLite's, which is for one process; use parcours run, or a postgresql:// address\n"
    )


@pytest.mark.parametrize(("said", "threads"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "2"}, "2")])
def test_numpy_computes_in_one_thread_unless_the_environment_says_more(said: dict[str, str], threads: str) -> None:
    """Looked at as numpy has been loaded by a module of ours: that is when its library reads it."""
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import os, bot.understanding.questions.lexical; print(os.environ['OPENBLAS_NUM_THREADS'])",
        ],
        env={"PATH": "/usr/bin:/bin", **said},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert told.stdout.strip() == threads

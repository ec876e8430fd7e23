"""`parcours test`: a playbook's own tests, with a virtual clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import click

from bot.cli.failure import Failure
from bot.cli.playbook.playbooks import checked_playbook, folder_of
from bot.cli.playbook.reading import reader_of
from bot.cli.writing import to_write
from bot.studio.playbook_tests.coverage import measure, watch
from bot.studio.playbook_tests.junit import junit
from bot.studio.playbook_tests.report import Tone, Toned, coverage_lines, result_lines, summary_lines
from bot.studio.playbook_tests.running import Result, run
from bot.studio.playbook_tests.scripts import Script, ScriptFault, read_scripts
from bot.wiring.clock import monotonic

_COLOURS: Final[dict[Tone, dict[str, object]]] = {
    "plain": {},
    "dim": {"dim": True},
    "good": {"fg": "green"},
    "bad": {"fg": "red"},
    "strong": {"bold": True},
}


@click.command("test", epilog="Example: parcours test -k panier --junit tests.xml")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("-k", "word", metavar="WORD", default="", help="Only the tests with this word in their name or file.")
@click.option("--junit", "report", metavar="FILE", type=click.Path(path_type=Path), help="Write JUnit XML, for a CI.")
@click.option("-v", "--verbose", is_flag=True, help="Show the transcript of every test, not only of those that fail.")
def test_command(folder: Path | None, word: str, report: Path | None, verbose: bool) -> int:
    """Run the tests of the playbook in DIR (which holds flows/): no network, no waiting.

    Offers are those of flows/catalog/ alone, whatever was imported into a database: a test says the same anywhere.

    Prints the transcript of each test that fails, and the steps and branches that no test reaches.
    Exit code 0 when all pass, 1 otherwise, 2 when there is no playbook.
    """
    to_write(report)
    playbook, sources = checked_playbook(folder_of(folder))
    there = read_tests(sources)
    scripts = tuple(_chosen(there, word))
    if there and not scripts:
        raise Failure(f"no test has “{word}” in its name or file; parcours test alone runs all {len(there)}", 1)
    watched, prints = watch(playbook)
    reader = reader_of(playbook)
    results: list[Result] = []
    seconds: list[float] = []
    for script in scripts:
        began = monotonic()
        results.append(run(script, watched, reader))
        seconds.append(monotonic() - began)
        say(result_lines(results[-1], in_full=verbose))
    say(summary_lines(results))
    if not word:
        say(coverage_lines(measure(playbook, prints)))
    if report is not None:
        report.write_bytes(junit(results, seconds))
    return 0 if all(result.passed for result in results) else 1


def say(lines: Iterable[Toned]) -> None:
    """Print lines in their tones; plain where the output is no terminal."""
    for tone, line in lines:
        click.echo(click.style(line, **_COLOURS[tone]))  # type: ignore[arg-type] # click's many options


def read_tests(sources: Mapping[str, str]) -> tuple[Script, ...]:
    """Return the tests of a playbook. Raises `Failure` for a line that means nothing."""
    try:
        return read_scripts(sources)
    except ScriptFault as fault:
        raise Failure(str(fault), 1) from None


def _chosen(scripts: Iterable[Script], word: str) -> Iterator[Script]:
    wanted = word.casefold()
    return (script for script in scripts if wanted in f"{script.name} {script.place.file}".casefold())

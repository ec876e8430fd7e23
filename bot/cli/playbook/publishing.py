"""`parcours publish`, `versions`, `rollback`: which playbook is in use."""

from __future__ import annotations

import asyncio
import getpass
from collections.abc import Mapping
from pathlib import Path

import click

from bot.cli.failure import Failure
from bot.cli.opening import opened
from bot.cli.playbook.playbooks import checked_playbook, folder_of
from bot.cli.playbook.reading import reader_of
from bot.cli.playbook.testing import read_tests, say
from bot.playbook.compiled import Playbook
from bot.settings import read_settings
from bot.store.playbooks.playbooks import Published
from bot.studio.playbook_tests.report import result_lines, summary_lines
from bot.studio.playbook_tests.running import run
from bot.studio.publishing import NoSuchVersion, Publication, publish, roll_back
from bot.wiring.clock import now


@click.command("publish", epilog='Example: parcours publish --note "softer reminder"')
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--note", default="", help="What changed, for `parcours versions`.")
def publish_command(folder: Path | None, note: str) -> int:
    """Publish the playbook in DIR, if it passes check and test. A program that runs takes it up by itself.

    Conversations under way finish on the version they started on.
    """
    playbook, sources = checked_playbook(folder_of(folder))
    _pass_tests(playbook, sources)
    _tell(asyncio.run(_publish(playbook.version, sources, note)), "Published")
    return 0


@click.command("versions", epilog="Example: parcours versions")
def versions_command() -> int:
    """List the published playbooks, the newest first, and how many customers talk on each."""
    versions = asyncio.run(_versions())
    if not versions:
        click.echo("Nothing was published yet; parcours publish does.")
    for each in versions:
        click.echo(_line(each))
    return 0


@click.command("rollback", epilog="Example: parcours rollback 9c1b")
@click.argument("version")
def rollback_command(version: str) -> int:
    """Go back to an earlier playbook: publish VERSION (or how it begins) again, as it was."""
    _tell(asyncio.run(_roll_back(version)), "Went back to")
    return 0


def _pass_tests(playbook: Playbook, sources: Mapping[str, str]) -> None:
    reader = reader_of(playbook)
    results = [run(script, playbook, reader) for script in read_tests(sources)]
    failed = [result for result in results if not result.passed]
    for result in failed:
        say(result_lines(result, in_full=False))
    if failed:
        fail, them = ("fails", "it") if len(failed) == 1 else ("fail", "them")
        raise Failure(f"{len(failed)} of {len(results)} tests {fail}, so nothing was published; mend {them} first", 1)
    say(summary_lines(results))


def _tell(publication: Publication, done: str) -> None:
    if not publication.changed:
        click.echo(f"{publication.version} is in use already; nothing changed.")
        return
    before = f", in place of {publication.before}" if publication.before else ""
    staying = [f"{_customers(count)} on {version} until they are done" for version, count in publication.staying]
    click.echo(f"{done} {publication.version}{before}." + (f" Talking on: {'; '.join(staying)}." if staying else ""))


def _line(each: Published) -> str:
    mark = "*" if each.current_since else " "
    return (
        f"{mark} {each.version}  {each.published_at:%Y-%m-%d %H:%M}Z  "
        f"{_customers(each.running):>13} talking, {each.ended:>5} conversations ended  {each.note}"
    ).rstrip()


def _customers(count: int) -> str:
    return f"{count} customer{'' if count == 1 else 's'}"


async def _publish(version: str, sources: Mapping[str, str], note: str) -> Publication:
    async with opened(read_settings(), made=True) as store:
        return await publish(store, version, sources, note=note, at=now(), by=_operator())


async def _versions() -> list[Published]:
    async with opened(read_settings(), made=True) as store:
        return await store.playbooks.list()


async def _roll_back(version: str) -> Publication:
    async with opened(read_settings(), made=True) as store:
        try:
            return await roll_back(store, version, at=now(), by=_operator())
        except NoSuchVersion as fault:
            raise Failure(str(fault), 1) from None


def _operator() -> str:
    return f"cli:{getpass.getuser()}"

"""`parcours chat`: talk to the bot in the terminal, with a clock that can be moved."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
import msgspec

from bot.cli.failure import Failure
from bot.cli.interruption import interruptible
from bot.cli.playbook.playbooks import checked_playbook, folder_to_show
from bot.cli.playbook.reading import reader_of
from bot.cli.writing import to_write
from bot.model.address import CHANNELS, Channel
from bot.model.offer import Offer
from bot.playbook.compiled import Playbook
from bot.studio.playbook_tests.recording import recorded
from bot.studio.rehearsals import instants
from bot.studio.rehearsals.persona import Persona
from bot.studio.rehearsals.talk import Answer, Note, Reply, Talk
from bot.understanding.shopping.sold_offers import SoldOffers
from bot.web.imports.product_file import Shop, read_file
from bot.web.imports.tables import lines_of, text_of
from bot.wiring.clock import now


@click.command("chat", epilog="Example: parcours chat --channel sms --record flows/tests/panier.yaml")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--lang", "language", metavar="LANG", help="The customer's language; else guessed from the words.")
@click.option("--channel", type=click.Choice(CHANNELS), default="telegram", show_default=True)
@click.option("--at", "at", metavar="TIME", help=f"When it begins, as {instants.EXAMPLE}; without it, now.")
@click.option("--name", "first_name", metavar="NAME", help="The customer's first name.")
@click.option("--record", metavar="FILE", type=click.Path(path_type=Path), help="Write the conversation as a test.")
@click.option(
    "--products",
    "lists",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Sell also what `parcours import products FILE` would bring in; repeatable.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")
def chat_command(
    folder: Path | None,
    language: str | None,
    channel: Channel,
    at: str | None,
    first_name: str | None,
    record: Path | None,
    lists: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Talk to the bot of the playbook in DIR as a customer; /help lists what else can be typed.

    Reads standard input line by line, so that it can be scripted. Nothing is sent or kept,
    and no database is read: offers are those of flows/catalog/ and of the --products that are named.
    """
    to_write(record)
    if record is not None and record.exists() and record.stat().st_size:
        raise Failure(f"{record} is there already, and a recording would take its place; name another file")
    playbook, _ = checked_playbook(folder_to_show(folder))
    if language is not None and language not in playbook.store.languages:
        raise Failure(f"the playbook speaks {', '.join(playbook.store.languages)}, not {language}; name one of them")
    began = _instant(at, ZoneInfo(playbook.store.timezone))
    persona = Persona(channel=channel, language=language, first_name=first_name)
    name = f"A conversation of {began:%Y-%m-%d %H:%M}"
    sold = _sold(playbook, lists, began.date()) if lists else None
    talk = Talk(playbook, at=began, name=name, persona=persona, reader=reader_of(playbook, sold), catalogue=sold)
    try:
        _converse(talk, as_json=as_json)
    finally:
        if record is not None:
            record.write_text(recorded(talk), encoding="utf-8")
    return 0


def _sold(playbook: Playbook, lists: Sequence[Path], today: date) -> SoldOffers:
    """Return what is sold once these lists are imported, one after the other."""
    shop = Shop(playbook.store.currency, playbook.store.languages, today)
    offers: dict[str, Offer] = {}
    for file in lists:
        lines = list(lines_of(text_of(file.read_bytes())))
        offers |= {one.id: one for one in read_file(file.name, lines, list(offers.values()), shop).offers}
    return SoldOffers(playbook.offers, offers.values(), playbook.criteria, playbook.offer_words)


def _instant(written: str | None, zone: ZoneInfo) -> datetime:
    if written is None:
        return now().astimezone(zone).replace(second=0, microsecond=0)
    try:
        found, _ = instants.parse(written, zone)
    except ValueError as fault:
        raise Failure(str(fault)) from None
    return found


def _converse(talk: Talk, *, as_json: bool) -> None:
    """Answer line after line until there are no more; Ctrl-C ends as the end of the input does."""
    person = sys.stdin.isatty() and not as_json
    if person:
        click.echo(click.style(f"{talk.told_time()}. /help lists what else can be typed.", dim=True))
    try:
        for line in _typed("> " if person else ""):
            for answer in talk.hear(line):
                click.echo(_as_json(answer, talk) if as_json else _as_text(answer, talk))
    except (KeyboardInterrupt, EOFError):
        if person:
            click.echo()


def _typed(prompt: str) -> Iterator[str]:
    while True:
        with interruptible():
            line = input(prompt)
        yield line


def _as_json(answer: Answer, talk: Talk) -> str:
    match answer:
        case Reply(said):
            at = said.at.astimezone(talk.zone).isoformat(timespec="seconds")
            found: object = {"bot": said.text, "choices": list(said.labels), "at": at}
        case Note(kind, text, data):
            found = {kind: text if data is None else data}
    return msgspec.json.encode(found).decode()


def _as_text(answer: Answer, talk: Talk) -> str:
    if isinstance(answer, Note):
        return click.style(answer.text, dim=answer.kind != "error", fg="red" if answer.kind == "error" else None)
    said = answer.said
    when = "" if said.at == talk.rehearsal.now else f"[{said.at.astimezone(talk.zone):%Y-%m-%d %H:%M}] "
    extras = [f"     ({media.kind}) {media.ref}" for media in said.content.media]
    extras += [f"     {link.label}: {link.url}" for link in said.content.links]
    choices = [f"  {number}. {label}" for number, label in enumerate(said.labels, 1)]
    head = click.style(f"{when}bot  ", fg="green")
    return head + "\n".join([said.text.replace("\n", "\n     "), *extras, *choices])

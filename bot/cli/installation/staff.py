"""Staff accounts from the terminal: whoever runs the installation can always let somebody in, or out."""

from __future__ import annotations

import asyncio
import getpass

import click
import msgspec

from bot.cli.failure import Failure
from bot.cli.installation.address import address
from bot.cli.opening import opened
from bot.model.staff import Role, Staff
from bot.playbook import load
from bot.settings import Settings, read_settings
from bot.store import Store
from bot.store.staff.staff import EmailTaken, LastOwner, as_kept
from bot.wiring.clock import new_token, now
from bot.wiring.playbooks import playbook_folder
from bot.wiring.staff import WELCOME

ROLE = click.Choice([role.value for role in Role])


@click.group("staff", epilog="Example: parcours staff add camille@moka.example --role agent")
def staff_command() -> None:
    """Say who works in the console. A password is set by its owner, behind a one-time link."""


@staff_command.command(
    "add",
    short_help="make an account and its one-time link",
    epilog="Example: parcours staff add camille@moka.example --role agent --at lyon",
)
@click.argument("email")
@click.option("--role", type=ROLE, required=True, help="What they may do.")
@click.option("--name", default="", help="Their name; the e-mail address without one.")
@click.option("--at", "points", multiple=True, metavar="ID", help="A point of sale they are kept to; several times.")
@click.option("--language", type=click.Choice(["fr", "en"]), default="fr", help="Until their browser says another.")
def add_command(email: str, role: str, name: str, points: tuple[str, ...], language: str) -> int:
    """Make an account, and print the one-time link that sets its password."""
    settings = read_settings()
    if "@" not in email.strip("@") or len(email) > 254 or any(sign.isspace() for sign in email.strip()):
        raise Failure(f"{email} is no e-mail address; give one such as camille@moka.example", 2)
    _refuse_unknown(settings, points)
    staff = Staff(
        id=new_token()[:22],
        email=as_kept(email),
        name=name.strip() or as_kept(email),
        role=Role(role),
        points_of_sale=points,
        language=language,
    )
    token = asyncio.run(_add(settings, staff))
    where = f", at {', '.join(points)}" if points else ""
    click.echo(f"{staff.email} is added as {role}{where}.")
    _say_link(settings, token)
    return 0


@staff_command.command("list", short_help="who has an account", epilog="Example: parcours staff list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_command(as_json: bool) -> int:
    """List who has an account, with role, points of sale, and what is missing."""
    for staff in asyncio.run(_list(read_settings())):
        if as_json:
            click.echo(msgspec.json.encode(staff))
        else:
            where = ", ".join(staff.points_of_sale) or "all points of sale"
            click.echo(f"{staff.email}  {staff.role.value}  {where}  {_state(staff)}  {staff.name}")
    return 0


@staff_command.command(
    "disable", short_help="close an account at once", epilog="Example: parcours staff disable camille@moka.example"
)
@click.argument("email")
def disable_command(email: str) -> int:
    """Close an account: whoever is signed in with it is out at once. What they did stays under their name."""
    asyncio.run(_disable(read_settings(), email))
    click.echo(f"{as_kept(email)} is disabled and signed out everywhere; parcours staff reset {email} opens it again.")
    return 0


@staff_command.command(
    "reset",
    short_help="a one-time link for a new password",
    epilog="Example: parcours staff reset camille@moka.example --second-factor",
)
@click.argument("email")
@click.option("--second-factor", is_flag=True, help="Forget the phone and the codes on paper too.")
def reset_command(email: str, second_factor: bool) -> int:
    """Print a one-time link that sets a new password; sign them out everywhere, and open a disabled account again."""
    settings = read_settings()
    token = asyncio.run(_reset(settings, email, second_factor))
    click.echo(f"{as_kept(email)} is signed out everywhere.")
    _say_link(settings, token)
    return 0


def _refuse_unknown(settings: Settings, points: tuple[str, ...]) -> None:
    """Raise `Failure` for a point of sale that the playbook does not have; it is read only where one is named."""
    shop = load(playbook_folder(settings)).playbook if points else None
    known = [point.id for point in shop.store.points_of_sale] if shop is not None else []
    for point in points:
        if point not in known:
            raise Failure(f"there is no point of sale {point}; there is {', '.join(known) or 'none'}", 2)


def _say_link(settings: Settings, token: str) -> None:
    click.echo(f"The password is set here, once, within a day: {address(settings)}{WELCOME}/{token}")


def _state(staff: Staff) -> str:
    if staff.disabled:
        return "disabled"
    if not staff.has_password:
        return "has set no password yet"
    return "password and code" if staff.has_second_factor else "password"


def _operator() -> str:
    return f"cli:{getpass.getuser()}"


async def _add(settings: Settings, staff: Staff) -> str:
    token = new_token()
    async with opened(settings, made=True) as store:
        try:
            await store.staff.add(staff, _operator(), now())
        except EmailTaken:
            raise Failure(f"{staff.email} has an account; parcours staff list shows them", 1) from None
        await store.staff_links.make(token, "password", staff.id, _operator(), now())
    return token


async def _list(settings: Settings) -> list[Staff]:
    async with opened(settings) as store:
        return await store.staff.all()


async def _disable(settings: Settings, email: str) -> None:
    async with opened(settings) as store:
        staff = await _found(store, email)
        try:
            await store.staff.disable(staff.id, _operator(), now())
        except LastOwner:
            raise Failure(f"{staff.email} is the last owner; make another one first", 1) from None


async def _reset(settings: Settings, email: str, second_factor: bool) -> str:
    token = new_token()
    async with opened(settings) as store:
        staff = await _found(store, email)
        if staff.disabled:
            await store.staff.enable(staff.id, _operator(), now())
        if second_factor:
            await store.staff.remove_second_factor(staff.id, _operator(), now())
        await store.sessions.close_others(staff.id, "", _operator(), now())
        await store.staff_links.make(token, "password", staff.id, _operator(), now())
    return token


async def _found(store: Store, email: str) -> Staff:
    staff = await store.staff.by_email(email)
    if staff is None:
        raise Failure(f"nobody has an account with {email}; parcours staff list shows who has", 1)
    return staff

"""Staff accounts at a terminal: who is let in, who is out, and what is said where it can't be."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path

import pytest

from bot.model.staff import Role, Staff
from bot.store import Store
from bot.store.staff.staff_links import Link
from bot.wiring.clock import now
from tests.cli.installation.test_operations import Says, says
from tests.web.console.people import session_at

__all__ = ["says"]


def link_in(told: str) -> str:
    found = re.search(r"http://localhost:8000/console/welcome/([\w-]{43})$", told, re.MULTILINE)
    assert found, told
    return found[1]


def kept(folder: Path, email: str) -> Staff | None:
    async def look() -> Staff | None:
        store = await Store.open(f"sqlite:///{folder / 'parcours.db'}")
        try:
            return await store.staff.by_email(email)
        finally:
            await store.close()

    return asyncio.run(look())


def test_somebody_is_added_before_the_first_start(says: Says, tmp_path: Path) -> None:
    code, told, _ = says("staff", "add", "Camille@Moka.example", "--role", "agent", "--name", "Camille", "--at", "lyon")
    assert (code, "camille@moka.example is added as agent, at lyon." in told) == (0, True)
    token = link_in(told)
    staff = kept(tmp_path, "camille@moka.example")
    assert staff is not None
    assert (staff.name, staff.role, staff.points_of_sale, staff.language) == ("Camille", Role.AGENT, ("lyon",), "fr")

    async def link() -> Link | None:
        store = await Store.open(f"sqlite:///{tmp_path / 'parcours.db'}")
        try:
            assert token not in str(await store.database.read("SELECT * FROM staff_links"))
            assert await store.audit.verify() is None
            return await store.staff_links.find(token, now())
        finally:
            await store.close()

    found = asyncio.run(link())
    assert found is not None
    assert (found.purpose, found.staff) == ("password", staff.id)


def test_who_is_there_is_listed(says: Says) -> None:
    says("staff", "add", "a@moka.example", "--role", "owner")
    says("staff", "add", "b@moka.example", "--role", "agent", "--name", "Théo")
    says("staff", "disable", "b@moka.example")
    code, told, _ = says("staff", "list")
    assert code == 0
    assert told.splitlines() == [
        "a@moka.example  owner  all points of sale  has set no password yet  a@moka.example",
        "b@moka.example  agent  all points of sale  disabled  Théo",
    ]
    rows = [json.loads(line) for line in says("staff", "list", "--json")[1].splitlines()]
    assert [(row["email"], row["role"], row["disabled"]) for row in rows] == [
        ("a@moka.example", "owner", False), ("b@moka.example", "agent", True)
    ]  # fmt: skip


def test_who_is_reset_is_out_and_gets_a_link(says: Says, tmp_path: Path) -> None:
    says("staff", "add", "a@moka.example", "--role", "admin")
    staff = kept(tmp_path, "a@moka.example")
    assert staff is not None

    async def signs_in_with_a_phone() -> None:
        store = await Store.open(f"sqlite:///{tmp_path / 'parcours.db'}")
        await store.staff.set_second_factor(staff.id, "sealed", 1, ["x"], staff.id, now())
        await store.sessions.open(staff.id, "token", session_at(now()))
        await store.close()

    async def is_signed_in() -> bool:
        store = await Store.open(f"sqlite:///{tmp_path / 'parcours.db'}")
        try:
            return await store.sessions.find("token", now()) is not None
        finally:
            await store.close()

    asyncio.run(signs_in_with_a_phone())
    assert asyncio.run(is_signed_in())
    code, told, _ = says("staff", "reset", "A@moka.example")
    assert code == 0
    assert link_in(told)
    assert not asyncio.run(is_signed_in())
    after = kept(tmp_path, "a@moka.example")
    assert after is not None
    assert after.has_second_factor  # a lost password is not a lost phone
    says("staff", "reset", "a@moka.example", "--second-factor")
    after = kept(tmp_path, "a@moka.example")
    assert after is not None
    assert not after.has_second_factor


def test_who_was_disabled_comes_back_by_a_reset(says: Says, tmp_path: Path) -> None:
    says("staff", "add", "a@moka.example", "--role", "agent")
    says("staff", "disable", "a@moka.example")
    assert says("staff", "reset", "a@moka.example")[0] == 0
    staff = kept(tmp_path, "a@moka.example")
    assert staff is not None
    assert not staff.disabled


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("add", "a@moka.example", "--role", "agent"), 1, "has an account"),
        (("add", "camille", "--role", "agent"), 2, "is no e-mail address"),
        (("add", "b@moka.example", "--role", "chief"), 2, "'chief' is not one of"),
        (
            ("add", "b@moka.example", "--role", "agent", "--at", "rome"),
            2,
            "there is no point of sale rome; there is lyon",
        ),
        (("add", "b@moka.example"), 2, "--role"),
        (("disable", "b@moka.example"), 1, "nobody has an account with b@moka.example"),
        (("disable", "a@moka.example"), 1, "is the last owner"),
        (("reset", "b@moka.example"), 1, "nobody has an account"),
    ],
)
def test_what_can_not_be_is_one_line(says: Says, words: tuple[str, ...], code: int, said: str) -> None:
    says("staff", "add", "a@moka.example", "--role", "owner")
    ended, _, told = says("staff", *words)
    assert ended == code
    assert said in told
    assert len(told.strip().splitlines()) == 1


def test_without_a_database_there_is_nobody_to_list(says: Says) -> None:
    assert says("staff", "list")[0] == 2


@pytest.mark.parametrize("command", ["add", "list", "disable", "reset"])
def test_help_has_an_example(says: Says, command: str) -> None:
    code, told, _ = says("staff", command, "--help")
    assert code == 0
    assert f"Example: parcours staff {command}" in told

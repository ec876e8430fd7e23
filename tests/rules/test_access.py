"""Who may do what: the table, held against what each role is for."""

from __future__ import annotations

import msgspec
import pytest

from bot.model.staff import Act, Role, Staff
from bot.rules.access import ACTS, NEED_SECOND_FACTOR, covers, may, may_manage, reaches, roles_given_by

TABLE = """
                viewer  agent  marketer  admin  owner
own_account        x      x       x        x      x
read_threads       x      x       x        x      x
read_reports       x      x       x        x      x
answer             .      x       .        x      x
resend             .      x       .        x      x
merge              .      x       .        x      x
edit_playbook      .      .       x        x      x
publish            .      .       x        x      x
export             .      .       .        x      x
erase              .      .       .        x      x
manage_staff       .      .       .        x      x
manage_tokens      .      .       .        x      x
read_audit         .      .       .        x      x
"""


def somebody(role: Role, **changes: object) -> Staff:
    return msgspec.structs.replace(Staff(id="s", email="e", name="n", role=role), **changes)


def test_each_role_has_the_acts_of_the_table() -> None:
    head, *lines = TABLE.strip().splitlines()
    roles = [Role(name) for name in head.split()]
    table = {
        (Act(name), role): mark == "x"
        for name, *marks in map(str.split, lines)
        for role, mark in zip(roles, marks, strict=True)
    }
    assert {(act, role): may(somebody(role), act) for act in Act for role in Role} == table
    assert set(ACTS) == set(Role)


@pytest.mark.parametrize("role", Role)
def test_a_disabled_account_may_nothing(role: Role) -> None:
    assert not any(may(somebody(role, disabled=True), act) for act in Act)


def test_a_scope_keeps_other_points_of_sale_away() -> None:
    lyon = somebody(Role.AGENT, points_of_sale=("lyon",))
    assert reaches(lyon, "lyon")
    assert reaches(lyon, None)
    assert not reaches(lyon, "paris")
    assert reaches(somebody(Role.AGENT), "paris")


def test_only_an_owner_makes_and_changes_owners() -> None:
    admin, owner = somebody(Role.ADMIN), somebody(Role.OWNER)
    assert not may_manage(admin, Role.OWNER)
    assert may_manage(owner, Role.OWNER)
    assert roles_given_by(admin) == (Role.VIEWER, Role.AGENT, Role.MARKETER, Role.ADMIN)
    assert roles_given_by(owner) == tuple(Role)
    assert roles_given_by(somebody(Role.MARKETER)) == ()


def test_nobody_looks_after_more_than_their_own_scope() -> None:
    everywhere, lyon = somebody(Role.ADMIN), somebody(Role.ADMIN, points_of_sale=("lyon", "nice"))
    assert covers(everywhere, ())
    assert covers(everywhere, ("paris",))
    assert covers(lyon, ("lyon",))
    assert not covers(lyon, ())
    assert not covers(lyon, ("lyon", "paris"))


def test_who_opens_other_accounts_needs_a_second_factor() -> None:
    assert {role for role in Role if may(somebody(role), Act.MANAGE_STAFF)} == NEED_SECOND_FACTOR

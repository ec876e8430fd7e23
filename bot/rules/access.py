"""Who may do what: one table, role by act, and the points of sale that narrow it.

OWASP ASVS 5.0, 8.2: access is by function (the act that a door asks for) and by data (the point of sale). Whatever is
not in the table is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from bot.model.staff import Act, Role, Staff

_READING: Final = frozenset({Act.OWN_ACCOUNT, Act.READ_THREADS, Act.READ_REPORTS})
_TALKING: Final = frozenset({Act.ANSWER, Act.RESEND, Act.MERGE})
_WRITING: Final = frozenset({Act.EDIT_PLAYBOOK, Act.PUBLISH})

#: Agents speak with customers, marketers write what the bot says; neither needs the other's part.
ACTS: Final[Mapping[Role, frozenset[Act]]] = {
    Role.VIEWER: _READING,
    Role.AGENT: _READING | _TALKING,
    Role.MARKETER: _READING | _WRITING,
    Role.ADMIN: frozenset(Act),
    Role.OWNER: frozenset(Act),
}

#: Roles that must have a second factor (ASVS 5.0, 6.3.3): theirs are the accounts that open all others.
NEED_SECOND_FACTOR: Final = frozenset({Role.ADMIN, Role.OWNER})


def may(staff: Staff, act: Act) -> bool:
    """Tell whether a person's role allows an act. Nothing is allowed to a disabled account."""
    return not staff.disabled and act in ACTS[staff.role]


def reaches(staff: Staff, point_of_sale: str | None) -> bool:
    """Tell whether what belongs to a point of sale is within a person's scope.

    What belongs to none yet is within everybody's: a stranger's first question must not wait for nobody.
    """
    return not staff.points_of_sale or point_of_sale is None or point_of_sale in staff.points_of_sale


def hears_of(staff: Staff, team: str, point_of_sale: str | None) -> bool:
    """Tell whether a person is told of what was handed to a team: it is theirs to answer, there and of that team.

    Who belongs to no team in particular belongs to all, and what was given to none is everybody's.
    """
    is_theirs = not staff.teams or not team or team in staff.teams
    return is_theirs and may(staff, Act.ANSWER) and reaches(staff, point_of_sale)


def may_manage(staff: Staff, role: Role) -> bool:
    """Tell whether a person may make, change, disable or reset accounts of this role: owners are owners' alone."""
    return may(staff, Act.MANAGE_STAFF) and (role is not Role.OWNER or staff.role is Role.OWNER)


def covers(staff: Staff, points_of_sale: Collection[str]) -> bool:
    """Tell whether a scope lies within a person's own: nobody gives, or looks after, more than they have themselves."""
    if not staff.points_of_sale:
        return True
    return bool(points_of_sale) and set(points_of_sale) <= set(staff.points_of_sale)


def roles_given_by(staff: Staff) -> tuple[Role, ...]:
    """Return the roles that a person may give, the smallest first."""
    return tuple(role for role in Role if may_manage(staff, role))

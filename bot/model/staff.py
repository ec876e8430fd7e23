"""Who works in the console: a person, their role, and what a role is made of."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from msgspec import Struct


class Role(StrEnum):
    """What somebody is in the shop; which acts that allows is a table in `rules.access`."""

    VIEWER = "viewer"
    AGENT = "agent"
    MARKETER = "marketer"
    ADMIN = "admin"
    OWNER = "owner"


class Act(StrEnum):
    """What may be done in the console or with a token of the API; a door names the one that it asks for."""

    OWN_ACCOUNT = "own_account"  # one's language, password, second factor, sessions
    READ_THREADS = "read_threads"  # customers, their conversations, why each message was sent
    ANSWER = "answer"  # take over, write, give back, notes, labels, assign, close
    RESEND = "resend"  # send an uncertain message once more
    MERGE = "merge"  # take two customers for one person, and undo it
    READ_REPORTS = "read_reports"  # figures without names, and their CSV
    EDIT_PLAYBOOK = "edit_playbook"  # drafts, tests, backtests: nothing that customers see
    PUBLISH = "publish"  # publish and roll back a playbook
    EXPORT = "export"  # any file that names customers, with a reason
    ERASE = "erase"  # erase a person
    MANAGE_STAFF = "manage_staff"
    MANAGE_TOKENS = "manage_tokens"  # tokens of the API, outgoing webhooks
    READ_AUDIT = "read_audit"


class Staff(Struct, frozen=True, kw_only=True):
    """A staff account. `points_of_sale` and `teams` are ids of the playbook's; empty means all of them.

    `has_second_factor`: a code is asked for at every sign-in. `theme` is `light`, `dark`, or None for the system's;
    `timezone` None for the shop's. `on_telegram`: a chat there is linked, for alerts.
    """

    id: str
    email: str
    name: str
    role: Role
    points_of_sale: tuple[str, ...] = ()
    language: str = "fr"
    theme: str | None = None
    timezone: str | None = None
    disabled: bool = False
    has_password: bool = False
    has_second_factor: bool = False
    shortcuts: bool = True
    teams: tuple[str, ...] = ()
    on_telegram: bool = False


#: What stands before a member of staff's id where the outbox names whose a message is.
_STAFF: Final = "staff:"


def as_addressee(staff: str) -> str:
    """Return how the outbox names a member of staff, who is no customer."""
    return f"{_STAFF}{staff}"


def is_staffs(addressee: str) -> bool:
    """Tell whether a message in the outbox is for staff, and no customer's."""
    return addressee.startswith(_STAFF)

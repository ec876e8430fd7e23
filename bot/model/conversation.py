"""A flow running with a customer: where it stands and what it has learnt."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct, field

from bot.model.draft import BookDraft, OrderDraft
from bot.model.message import Choice, Value


class Waiting(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What a conversation stands still for.

    `kind`: a reply to a question, a time, a shop event, what a fetch brings, the hours that are
    free, the conversation it called, or staff.
    `since` is when it began to wait; `set_by` the turn that did, which live timers carry; `prompt` names the question
    to the channel's buttons; `choices` are those shown, so that "the second" keeps its meaning. `until` is when the
    patience for a word is over.
    """

    kind: Literal["reply", "floor", "time", "event", "fetch", "agenda", "call", "staff"]
    since: datetime
    set_by: str
    prompt: str | None = None
    choices: tuple[Choice, ...] = ()
    tries: int = 0
    reminded: int = 0
    event: str | None = None
    until: datetime | None = None
    timers: tuple[str, ...] = ()


class Patience(Struct, frozen=True, gc=False, omit_defaults=True):
    """The timer that watches over a conversation which waits for a word; it may come before the patience is over."""

    timer: str
    due_at: datetime


class Answered(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A question that was answered, kept so that the customer can take the answer back."""

    step: str
    prompt: str
    saved: dict[str, Value] = field(default_factory=dict)
    choice: str | None = None


class Conversation(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """`step` is the step it stands on. `version` is the playbook's at its start, and stays.

    `follow_up` is the key of the follow-up that started it, where that is counted (`at_most`). `cause` says
    what started it.
    """

    id: str
    flow: str
    version: str
    step: str
    started_at: datetime
    purpose: Literal["reply", "service", "care", "marketing"]
    cause: str = ""
    follow_up: str = ""
    saved: dict[str, Value] = field(default_factory=dict)
    context: dict[str, Value] = field(default_factory=dict)  # the event, cart, order… it was started with
    waiting: Waiting | None = None
    answered: tuple[Answered, ...] = ()
    visits: dict[str, int] = field(default_factory=dict)
    caller: str | None = None  # id of the conversation that called it, or that it interrupted
    last_said: datetime | None = None
    patience: Patience | None = None
    draft: OrderDraft | BookDraft | None = None  # what a verb of several questions has settled so far


class Handover(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """The thread in staff's hands."""

    id: str
    team: str
    reason: str
    since: datetime
    priority: Literal["low", "normal", "high"] = "normal"
    staff: str | None = None
    touched: datetime | None = None  # when staff last wrote
    answered: bool = False  # nobody waits: staff have written since it was theirs, or took it of their own accord
    wrote: bool = False  # staff have written since it was theirs

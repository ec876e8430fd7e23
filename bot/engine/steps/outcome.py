"""What a step comes to: carry on, stand still, end, run another flow, hold, or fail."""

from __future__ import annotations

from msgspec import Struct

from bot.model.conversation import Conversation
from bot.rules.contact.contact_policy import Held, Refused


class Onward(Struct, frozen=True, gc=False):
    """Carry on at `to`; None is the end of the flow."""

    conversation: Conversation
    to: str | None


class Stands(Struct, frozen=True, gc=False):
    """It waits, as `conversation.waiting` says. `parked`: for a time or an event, and holds nobody's attention."""

    conversation: Conversation
    parked: bool = False


class Ends(Struct, frozen=True, gc=False):
    conversation: Conversation
    outcome: str


class Calls(Struct, frozen=True, gc=False):
    """Run `flow` above this conversation, then come back."""

    conversation: Conversation
    flow: str


class Silenced(Struct, frozen=True, gc=False):
    """It may not speak now (`Held`) or at all (`Refused`)."""

    verdict: Held | Refused


class Breaks(Struct, frozen=True, gc=False):
    """Our own or the playbook's fault: a person looks after the customer. `reason` is for staff."""

    conversation: Conversation
    reason: str


StepResult = Onward | Stands | Ends | Calls | Silenced | Breaks

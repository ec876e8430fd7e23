"""No offers any more: consent for what sells is withdrawn everywhere, and what was under way or planned of it ends."""

from __future__ import annotations

from bot.engine import stack
from bot.engine.contact.consent import Proof, record
from bot.engine.follow_ups.starts import call_off
from bot.engine.run import Run


def no_more_offers(run: Run, *, wording: str, source: str, evidence: str) -> None:
    """Nothing that sells any more, on any channel; what is under way or planned of it ends."""
    record(run, "marketing", "all", Proof(wording, source, evidence), granted=False)
    flows = run.shelf.current.flows
    call_off(run, lambda plan: plan.flow in flows and flows[plan.flow].purpose == "marketing", "wish")
    for conversation in (*run.customer.parked, *reversed(run.customer.conversations)):
        if conversation.purpose == "marketing" and stack.find(run, conversation.id) is not None:
            stack.lift(run, conversation)
            stack.close_all(run, conversation, "declined")

"""What the ends of conversations are called: the program's own, and the names that authors mostly give theirs."""

from __future__ import annotations

from typing import Final

from bot.engine.ledger.ledger import called
from bot.store.reports.flow_counts import CONVERTED
from bot.web.console.words import marked, words

_OUTCOMES: Final = {
    CONVERTED: marked("Converted"),
    "done": marked("Done to the end"),
    "expired": marked("No reply"),
    "left": marked("Left for another"),
    "replaced": marked("Replaced by another"),
    "restarted": marked("Begun anew"),
    "holdout": marked("Holdout, nothing sent"),
    # what authors name
    "advised": marked("Advice given"),
    "answered": marked("Question answered"),
    "booked": marked("Appointment made"),
    "cancelled": marked("Called off"),
    "changed": marked("Something changed"),
    "collected": marked("Order collected"),
    "coming": marked("They will come"),
    "declined": marked("Turned down"),
    "delivered": marked("Order received"),
    "dropped": marked("No longer wanted"),
    "fine": marked("All is well"),
    "found": marked("What they sought was found"),
    "full": marked("Nothing left"),
    "granted": marked("Agreed to"),
    "greeted": marked("Greeted only"),
    "handed_over": marked("Handed over to the team"),
    "heard": marked("Listened to"),
    "high": marked("Good rating"),
    "invited": marked("Invitation given"),
    "kept": marked("Left as it was"),
    "low": marked("Poor rating"),
    "middle": marked("Middling rating"),
    "no_score": marked("No rating given"),
    "none": marked("None of these"),
    "other": marked("Something else"),
    "postponed": marked("Put off"),
    "rebooked": marked("Appointment moved"),
    "refused": marked("Refused by them"),
    "reminded": marked("Reminder given"),
    "silent": marked("No reply to a question of ours"),
    "solved": marked("Problem solved"),
    "switched": marked("Took another product"),
    "thanked": marked("Thanks said"),
    "told": marked("The customer was told"),
    "visit": marked("Will visit the shop"),
    "withdrawn": marked("Taken back"),
}


def outcome_words(outcome: str, language: str) -> str:
    """Return what an outcome is called in words; one that is none of these as its author wrote it."""
    known = _OUTCOMES.get(outcome)
    if known is not None:
        return words(language).gettext(known)
    return str(called("outcome", outcome, language)).replace("_", " ").capitalize()

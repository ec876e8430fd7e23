"""Buttons, and the numbers and labels that stand for them: offers of ours, questions of now and of earlier."""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.contact import agreeing
from bot.engine.contact.consent import opt_out
from bot.engine.contact.opting_out import TOO_MANY, answer_of_too_many, ask_again_whether
from bot.engine.contact.preferences import change
from bot.engine.contact.wish_check import settle_wish
from bot.engine.handovers import to_a_person
from bot.engine.listening.corrections import take_back
from bot.engine.listening.heard import Heard
from bot.engine.listening.late_answers import presses_late
from bot.engine.listening.meanings import act_on
from bot.engine.listening.offering import DID_YOU_MEAN_ENDS, choices_of, note_what_was_meant, prompt_of
from bot.engine.offers.offers_pressed import presses_an_offer
from bot.engine.offers.product_answers import tell_of_an_offer
from bot.engine.order.order_opening import can_order
from bot.engine.resuming import asked_at, put_again, say_at_question, step_of
from bot.engine.run import Run
from bot.engine.values import local_now
from bot.model.conversation import Answered, Conversation
from bot.model.message import Candidate, Pressed
from bot.playbook.compiled import Ask, Compare, Rate, Recommend
from bot.rules.contact.wishes import undoubted
from bot.rules.order.feedback import SCALES
from bot.rules.texts.plain_text import plain
from bot.understanding.replies.outcome import SURE, Question, Understood
from bot.understanding.replies.replies import read_reply
from bot.understanding.replies.yes_no import accepts, read_yes_no
from bot.understanding.shopping.ordering_words import wants_to_have

_NAMES_IT: Final = re.compile(r"\b(?:confirm\w*|valid\w*|command\w*|order\w*|reserv\w*|book\w*|pour moi|for me)\b")
"""What says that the question which waits is answered, whatever else was asked since: "c'est bon pour moi"."""


def meets_offer(run: Run, heard: Heard) -> bool:
    """It takes an offer of ours, by button, number or label. Whatever it is, the offers are off the table after it."""
    offered = run.customer.offered
    if not offered or heard.is_pressed_here:
        return False
    taken = taken_offer(run, heard, offered)
    if taken is None:
        return _answers_what_was_meant(heard, offered) and _asks_the_first_again(run)
    if taken.startswith("offer:") and heard.event.pressed is None and wants_to_have(heard.text) and can_order(run):
        return False  # "I want to order the green one" says more than its button: it is read for what it names
    run.meant = run.customer.asking
    run.change(offered=(), asking="")
    note_what_was_meant(run, offered, taken)
    return _accept(run, heard, taken)


def taken_offer(run: Run, heard: Heard, offered: tuple[str, ...]) -> str | None:
    """Return the offer that a message takes, by button, number or label."""
    pressed = heard.event.pressed
    if pressed is not None:
        here = pressed.prompt == prompt_of(offered) and 0 <= pressed.index < len(offered)
        return offered[pressed.index] if here else None
    if not heard.text:
        return None
    store = run.shelf.current.store
    is_yes_no = len(offered) == 2 and offered[0].endswith(":yes") and offered[1].endswith(":no")
    asked = Question(
        as_="yes_no" if is_yes_no else "choice",
        choices=choices_of(run, offered),
        language=run.language,
        country=store.country,
        currency=store.currency,
    )
    reply = read_reply(asked, heard.text, now=local_now(run))
    if not isinstance(reply, Understood) or reply.certainty < SURE:
        return answer_of_too_many(heard.text) if offered == TOO_MANY else _only_offer(heard, offered)
    return offered[0 if reply.value is True else 1] if is_yes_no else str(reply.value)


def _asks_the_first_again(run: Run) -> bool:
    run.change(offered=(), asking="")
    return put_again(run, situation="resumed")


def _answers_what_was_meant(heard: Heard, offered: tuple[str, ...]) -> bool:
    """A bare yes after "did you mean …?" is no yes to the question that waits: nothing is ordered or booked by it."""
    is_yes = read_yes_no(heard.text) == Understood(True) and _NAMES_IT.search(plain(heard.text)) is None
    return heard.step is not None and DID_YOU_MEAN_ENDS in offered and is_yes


def _only_offer(heard: Heard, offered: tuple[str, ...]) -> str | None:
    """ "Oui, je veux bien" takes what alone was offered; while a question waits, it may as well answer that."""
    held_out = [one for one in offered if one != DID_YOU_MEAN_ENDS]
    if len(held_out) != 1 or (heard.step is not None and not _answers_what_was_meant(heard, offered)):
        return None
    said = read_yes_no(heard.text)
    a_person = held_out == ["person:"] and isinstance(said, Understood) and said.value is True and said.certainty == 1
    is_yes = a_person or accepts(heard.text) or heard.step is not None
    return held_out[0] if is_yes else None


def _accept(run: Run, heard: Heard, taken: str) -> bool:
    kind, _, name = taken.partition(":")
    match kind:
        case "answer":
            return act_on(run, Candidate("answer", name, 1.0))
        case "flow":
            return act_on(run, Candidate("flow", name, 1.0))
        case "person":
            to_a_person(run, reason="asked for", rule="person", conversation=run.top)
        case "opt_out":
            _settle_opt_out(run, heard, name)
        case "wish":
            settle_wish(run, heard, name)
        case "consent":
            agreeing.answered(run, wanted=name == "yes", evidence=heard.event.id, channel=heard.event.address.channel)
        case "offer" if tell_of_an_offer(run, name):
            pass
        case "preference":
            change(run, name, evidence=heard.event.id)
        case _:
            say_at_question(run, "nothing_to_answer")
    return True


def _settle_opt_out(run: Run, heard: Heard, name: str) -> None:
    if name == "again":  # "yes" to "fewer, or none at all?"
        ask_again_whether(run)
        return
    run.change(pauses=undoubted(run.customer.pauses))
    if name in ("yes", "all"):
        opt_out(run, evidence=heard.event.id, source="opt-out confirmed")
    else:
        say_at_question(run, "opt_out_kept")


def meets_button(run: Run, heard: Heard) -> bool:
    """A button of an earlier question corrects its answer; one of a question that is over is met with the current
    one.
    """
    pressed = heard.event.pressed
    if pressed is None:
        return False
    earlier = (_presses_interrupted, presses_an_offer, _presses_answered, presses_late)
    if any(meets(run, pressed) for meets in earlier):
        return True
    run.decide("ignored", "old_button", "button", index=pressed.index)
    say_at_question(run, "too_late")
    return True


def _presses_interrupted(run: Run, pressed: Pressed) -> bool:
    """A button of the question that something else came over: what came over it is left, and the question put again."""
    below = run.customer.conversations[:-1]
    found = next((c for c in below if c.waiting is not None and c.waiting.prompt == pressed.prompt), None)
    if found is None:
        return False
    stack.uncover(run, found)
    return put_again(run, situation="resumed")


def _presses_answered(run: Run, pressed: Pressed) -> bool:
    for conversation in reversed(run.customer.conversations):
        for answered in conversation.answered:
            if answered.prompt == pressed.prompt:
                return _choose_again(run, conversation, answered, pressed.index)
    return False


def _choose_again(run: Run, conversation: Conversation, answered: Answered, index: int) -> bool:
    at = replace(conversation, step=answered.step)
    if isinstance(step_of(run, at), Compare | Recommend):  # what stands there shows other offers than this button's
        return False
    step = asked_at(run, at)
    if not isinstance(step, Ask) or conversation is not run.top:
        return False
    if step.as_ == "choice" and 0 <= index < len(step.options):
        key = step.options[index].key
        take_back(run, conversation, answered, Understood(key, 1.0, index))
        return True
    if isinstance(step, Rate) and 0 <= index < len(SCALES[step.scale].scores):
        take_back(run, conversation, answered, Understood(SCALES[step.scale].scores[index], 1.0, index))
        return True
    if step.as_ == "yes_no" and index in (0, 1):
        take_back(run, conversation, answered, Understood(index == 0))
        return True
    return False

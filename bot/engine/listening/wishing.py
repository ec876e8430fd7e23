"""What a customer may wish whatever the question: a person, an end, a pause, another language, a fresh start."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.contact.preferences import show
from bot.engine.feedback.referring import comes_by
from bot.engine.follow_ups.holding import title_of
from bot.engine.handovers import to_a_person
from bot.engine.identity.linking import wants_telegram
from bot.engine.identity.proving import wants_to_be_known
from bot.engine.ledger.ledger import moment
from bot.engine.listening.greeting import greet, greet_back
from bot.engine.listening.heard import Heard
from bot.engine.listening.meanings import readable
from bot.engine.listening.open_floor import leave_floor
from bot.engine.questions import settle
from bot.engine.resuming import put_again, say_at_question
from bot.engine.run import Run
from bot.engine.slots import write_fact
from bot.engine.speaking import say_situation
from bot.engine.steps.outcome import Onward
from bot.engine.values import local_zone
from bot.engine.walking import follow
from bot.model.conversation import Waiting
from bot.playbook.compiled import Ask
from bot.rules.people.referral import code_in, code_told, is_mistyped
from bot.rules.texts.plain_text import plain
from bot.understanding.questions.bands import Answer, decide
from bot.understanding.replies.acknowledgements import thanks
from bot.understanding.replies.outcome import Unclear, Understood
from bot.understanding.wishes import Wish

LATER: Final = timedelta(days=1)
MUCH_LATER: Final = timedelta(days=365)


def commands(run: Run, heard: Heard) -> bool:
    """A slash command (`COMMANDS`); or a friend's code, as its link carries it, or in their own words where no question
    waits."""
    if _brings_a_code(run, heard):
        return True
    word, _, rest = heard.text.partition(" ")
    command = COMMANDS.get(word.lower().partition("@")[0])
    if command is not None:
        command(run, rest)
    return command is not None


def _brings_a_code(run: Run, heard: Heard) -> bool:
    code = code_in(heard.text)
    if code is not None:
        if not comes_by(run, code):
            greet(run)
        return True
    if heard.step is not None:
        return False
    told = code_told(heard.text)
    if told is None and is_mistyped(heard.text):
        run.decide("ignored", "referral_unknown", "referral")
        say_situation(run, "referral_mistyped")
        return True
    return told is not None and comes_by(run, told)


def wishes(run: Run, heard: Heard) -> bool:
    """A wish beyond doubt; or an end, said alone to a question that it does not answer, whatever else it is like."""
    wish = heard.wish
    if wish is None or _may_answer(heard, wish):
        return False
    at_once = wish.sure or _only_acknowledges(heard, wish) or _ends_what_is_asked(heard, wish)
    return at_once and _grant(run, heard, wish)


def _may_answer(heard: Heard, wish: Wish) -> bool:
    """ "No thanks" to a question is for the question to deal with; so is "ok" to one that is asked once and no more."""
    if wish.kind == "noted":
        return heard.step is not None
    is_asked_once = isinstance(heard.step, Ask) and heard.step.as_ == "text" and not heard.step.retries
    return wish.kind in ("thanks", "hesitating") and is_asked_once and isinstance(heard.reply, Unclear)


def _only_acknowledges(heard: Heard, wish: Wish) -> bool:
    return wish.whole and not isinstance(heard.reply, Understood)


def _ends_what_is_asked(heard: Heard, wish: Wish) -> bool:
    if wish.kind not in ("cancel", "stop") or heard.step is None:
        return False
    takes_any_words = isinstance(heard.step, Ask) and heard.step.as_ == "text"
    return takes_any_words or not isinstance(heard.reply, Understood)


def wishes_perhaps(run: Run, heard: Heard) -> bool:
    """A wish that might have been an answer, and was none."""
    wish = heard.wish
    return wish is not None and not wish.sure and not _may_answer(heard, wish) and _grant(run, heard, wish)


def _grant(run: Run, heard: Heard, wish: Wish) -> bool:  # noqa: C901 - one arm for each kind of wish
    run.decide("understood", "wish", "wish", wish=wish.kind)
    run.change(not_understood=0, offered=())
    match wish.kind:
        case "person":
            to_a_person(run, reason="asked for", rule="person", conversation=run.top)
        case "stop" | "cancel":
            _end(run)
        case "later":
            _postpone(run, wish.when)
        case "restart":
            _restart(run)
        case "language":
            return _goes_on_in(run, heard, wish)
        case "preferences":
            show(run)
        case "telegram":
            wants_telegram(run)
        case "known":
            wants_to_be_known(run, heard.text)
        case "help" | "robot":
            say_at_question(run, wish.kind)
        case "greeting":
            _greet_back(run, heard)
        case "hesitating":
            say_at_question(run, "take_your_time")
        case "thanks" | "goodbye" | "noted":
            _take_leave(run, heard, wish.kind)
    return True


def _end(run: Run) -> None:
    """End the conversation that is talked in, with those that wait for it; go back to the one that it came over."""
    top = run.top
    if top is None:
        say_situation(run, "nothing_to_end")
        return
    stack.lift(run, top)
    stack.close_all(run, top, "cancelled")
    say_at_question(run, "ended")


def _postpone(run: Run, when: datetime | None) -> None:
    """Put the conversation aside until then, to put its question again; the customer can write before."""
    top = run.top
    if top is None or top.waiting is None or top.waiting.kind not in ("reply", "floor"):
        say_situation(run, "take_your_time")
        return
    due = _pause_end(run, when)
    stack.lift(run, top)
    top = settle(run, top)
    timer = run.set_timer("wait", due, conversation=top.id, data={"to": top.step})
    stack.park(run, replace(top, waiting=Waiting(kind="time", since=run.at, set_by=run.event.id, timers=(timer,))))
    local = moment(due.astimezone(local_zone(run)), run.shelf.current.store.languages[0])
    run.decide("held", "postponed", "later", conversation=top, title=title_of(run, top), due=local)
    say_at_question(run, "postponed")


def _pause_end(run: Run, when: datetime | None) -> datetime:
    if when is None or when <= run.at:
        return run.at + LATER
    return min(when.astimezone(UTC), run.at + MUCH_LATER)


def _restart(run: Run) -> None:
    """From the beginning: the same conversation anew, or a greeting where there is none."""
    top = run.top
    if top is None:
        greet(run)
        return
    flow = run.book(top).flows.get(top.flow)
    stack.lift(run, top)
    stack.close_all(run, top, "restarted")
    if flow is None:
        greet(run)
        return
    again = stack.new_conversation(run, run.book(top), flow, cause="customer", context=top.context)
    follow(run, Onward(again, flow.first))


def _goes_on_in(run: Run, heard: Heard, wish: Wish) -> bool:
    """ "Do you speak English? How long does delivery take?" is told in English, and met as that question."""
    if heard.text.count("?") > 1 and takes_language(run, wish):
        return False
    _change_language(run, wish)
    return True


def _change_language(run: Run, wish: Wish) -> None:
    say_at_question(run, "language_changed" if takes_language(run, wish) else "language_unknown")


#: What is done at each slash command, with what was written after it.
COMMANDS: Final[Mapping[str, Callable[[Run, str], None]]] = {
    "/start": lambda run, _: greet(run),
    "/telegram": lambda run, _: wants_telegram(run),
    **dict.fromkeys(("/preferences", "/préférences", "/settings"), lambda run, _: show(run)),
    **dict.fromkeys(("/link", "/lier", "/relier"), wants_to_be_known),
    **dict.fromkeys(("/privacy", "/confidentialite"), lambda run, _: say_at_question(run, "privacy")),
    **dict.fromkeys(("/help", "/aide"), lambda run, _: say_at_question(run, "help")),
    **dict.fromkeys(
        ("/language", "/langue", "/lang"),
        lambda run, rest: _change_language(run, Wish("language", language=rest.strip().lower()[:2])),
    ),
}


def takes_language(run: Run, wish: Wish) -> bool:
    """Be in the language they ask for from now on, whoever has the thread; False where the store does not speak it."""
    if wish.language not in run.shelf.current.store.languages:
        return False
    write_fact(run, "language", wish.language)
    run.decide("understood", "language_chosen", "language", language=wish.language)
    return True


def _greet_back(run: Run, heard: Heard) -> None:
    """Greet in return: with the flow that the playbook has for it, or a sentence, or the question that waits."""
    reading = readable(run, heard)
    decision = decide(reading, run.shelf.current.policy.understanding) if reading else None
    flow = decision.candidate.id if isinstance(decision, Answer) and decision.candidate.kind == "flow" else None
    greet_back(run, flow, heard.text)


def _take_leave(run: Run, heard: Heard, kind: str) -> None:
    """Thanks, a no or a goodbye: on an open floor the customer is done; before a question, the question still stands,
    and is not put again to who is leaving. Who begins with a smile is greeted: there is nothing to thank for yet.
    """
    if kind == "thanks" and run.customer.last_out is None and not plain(heard.text):
        greet(run)
        return
    top = run.top
    if top is not None and leave_floor(run, top):
        return
    if kind == "thanks" and not thanks(heard.text) and put_again(run, situation="still_waiting", tries=_tries(heard)):
        return  # "ok" answers nothing: what is asked stands
    if kind == "thanks":
        say_at_question(run, "welcome")
    elif kind == "noted":
        say_at_question(run, "noted")
    else:
        say_situation(run, "goodbye")


def _tries(heard: Heard) -> int | None:
    """Asked for words, whoever says "cool" twice may mean it: their firm has a name like that."""
    waiting = heard.conversation.waiting if heard.conversation is not None else None
    takes_any_words = isinstance(heard.step, Ask) and heard.step.as_ == "text"
    return waiting.tries + 1 if takes_any_words and waiting is not None else None

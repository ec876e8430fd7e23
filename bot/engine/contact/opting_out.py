"""Words about being written to at all: STOP, START, HELP. They come before anything else in a message is looked at."""

from __future__ import annotations

from typing import Final

from bot.engine.contact.consent import opt_in, opt_out
from bot.engine.listening.heard import Heard
from bot.engine.listening.offering import offer
from bot.engine.resuming import say_at_question
from bot.engine.run import Run
from bot.engine.speaking import say_situation
from bot.model.message import Reading
from bot.rules.contact.wishes import doubted
from bot.rules.order.fulfilment import AT_A_COUNTER
from bot.rules.texts.plain_text import phrases, plain
from bot.understanding.contact.contact_less import complains_of_too_many
from bot.understanding.life_words import tells_of_a_death
from bot.understanding.questions.opt_out_likeness import speaks_of_messages
from bot.understanding.replies.courtesies import without_courtesies
from bot.understanding.replies.outcome import Understood
from bot.understanding.replies.yes_no import read_yes_no

ASKED: Final = ("opt_out:yes", "opt_out:no")
TOO_MANY: Final = ("wish:fewer", "opt_out:all", "opt_out:keep")
"""Who finds that there are too many messages may want fewer, and is asked; until they say, none goes out by itself."""
_NONE_AT_ALL: Final = phrases(
    "plus du tout, du tout, plus rien, rien, rien du tout, aucun, aucun message, plus aucun, none, none at all,"
    "nothing, not at all, nothing at all, no more, no more at all, no messages"
)
QUESTIONS: Final = (ASKED, TOO_MANY)
#: Of a reading's likeness to an opt-out (`understanding.questions.opt_out_likeness` puts its bar there).
WORTH_ASKING: Final = 0.5
#: Of chit-chat, and of what is said while a question waits and is mostly about that ("no opinion on this").
WORTH_ASKING_BESIDE: Final = 0.85
#: Of what an answer surely says: "je veux arrêter mon abonnement" ends the coffee, not the messages. Opt-outs that
#: rules miss and an answer of the example store takes, "j'arrête les messages", are more like one than that.
WORTH_ASKING_ANSWERED: Final = 0.68
SURELY_ANSWERED: Final = 0.95  # an answer's score


def opts_out(run: Run, heard: Heard) -> bool:
    word = heard.word
    if word is None or not word.sure or _cancels_a_conversation(heard):
        return False
    match word.kind:
        case "stop":
            if tells_of_a_death(heard.text):
                say_situation(run, "condolences_alone")
            opt_out(run, evidence=heard.text[:200], source=f"opt-out {word.by}")
            return True
        case "start":
            return _opts_in(run, heard)
        case "help":
            return _wants_help(run, heard)


def _cancels_a_conversation(heard: Heard) -> bool:
    """Whether "cancel" is said to what is being asked, and so means that and not all messages.

    Not by SMS: there Twilio takes the word for an opt-out by itself, and nothing that we send would arrive. Not to
    marketing, where the word ends the messages.
    """
    conversation = heard.conversation
    waiting = conversation.waiting if conversation is not None else None
    if conversation is None or waiting is None or waiting.kind not in ("reply", "floor"):
        return False
    flow = heard.run.book(conversation).flows.get(conversation.flow)
    if heard.event.address.channel == "sms" or flow is None or flow.purpose == "marketing":
        return False
    return heard.wish is not None and heard.wish.kind == "cancel"


def _opts_in(run: Run, heard: Heard) -> bool:
    """START undoes an opt-out; from anybody who has not opted out it is a word like another."""
    if run.customer.opted_out_at is None:
        return False
    opt_in(run, evidence=heard.text[:200], source="opt-in word")
    return True


def _wants_help(run: Run, heard: Heard) -> bool:
    if run.customer.handover is not None or heard.exact is not None:
        return False
    run.decide("understood", "wish", "help", wish="help")
    say_at_question(run, "help")
    return True


def opts_out_perhaps(run: Run, heard: Heard) -> bool:
    """It may mean that they want no more messages: they are asked, nothing is withdrawn silently, and what would go
    out by itself waits for the answer."""
    if run.customer.opted_out_at is not None:
        return False
    by = "opt-out" if _is_doubtful(run, heard) else "opt-out likeness" if _is_like_one(run, heard) else None
    if by is None:
        return False
    run.decide("understood", "opt_out_asked", by)
    ask_whether(run, heard.text)
    return True


def ask_whether(run: Run, said: str) -> None:
    """Ask whether they want no more messages, of whoever complains of too many whether they want fewer; meanwhile what
    would go out by itself waits."""
    run.change(pauses=doubted(run.customer.pauses, run.at))
    if complains_of_too_many(plain(said)):
        offer(run, "too_many_check", TOO_MANY)
    else:
        offer(run, "opt_out_check", ASKED)


def ask_again_whether(run: Run) -> None:
    """Ask again: a bare yes to "fewer, or none at all?" does not say which."""
    offer(run, "too_many_check", TOO_MANY)


def answer_of_too_many(text: str) -> str | None:
    """Return what of `TOO_MANY` a text means that is none of its labels; None where it means something else."""
    if plain(text) in _NONE_AT_ALL:
        return "opt_out:all"
    said = read_yes_no(text)
    if not isinstance(said, Understood):
        return None
    return "opt_out:again" if said.value is True else "opt_out:keep"


def _is_doubtful(run: Run, heard: Heard) -> bool:
    """Return whether the rules take it for an opt-out that is not sure."""
    word = heard.word
    return word is not None and not word.sure and word.kind == "stop" and not _is_a_way(run, heard)


def _is_a_way(run: Run, heard: Heard) -> bool:
    """ "Retrait" is how something is to be had, where what is ordered can be picked up."""
    if " ".join(without_courtesies(plain(heard.text).split())) != "retrait":
        return False
    return any(one.way in AT_A_COUNTER for one in run.shelf.current.store.delivery)


def _is_surely_answered(reading: Reading) -> bool:
    return any(one.kind == "answer" and one.score >= SURELY_ANSWERED for one in reading.candidates[:1])


def _is_like_one(run: Run, heard: Heard) -> bool:
    """The rules say nothing, but it reads like an opt-out, and the question is not on the table already: whoever
    answers that with something else is not asked again. Who has never been written to unasked, nor agreed to be, has
    nothing to refuse: there only words of messages make a text like one ("no, I live alone" is none).
    """
    reading = heard.event.reading
    if heard.word is not None or reading is None:
        return False
    is_written_to = bool(run.customer.sent or run.customer.grants)
    if not is_written_to and not speaks_of_messages(heard.text):
        return False
    about_something = reading.small_talk or heard.step is not None or not is_written_to
    answered = WORTH_ASKING_ANSWERED if _is_surely_answered(reading) else WORTH_ASKING
    if reading.opt_out < (WORTH_ASKING_BESIDE if about_something else answered):
        return False
    return run.customer.offered not in QUESTIONS

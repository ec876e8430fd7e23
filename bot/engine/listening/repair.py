"""When nobody understood: one rewording with the choices, then "did you mean?", then the flow's way out or a person.

Only misses of the same thing come to a person at once. Where the words may mean something that was not offered just
before, the subject has changed: it is offered, twice more at most, and a person is offered before one is called. A
question's own way out is taken after its tries all the same.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.handovers import NOT_UNDERSTOOD, to_a_person
from bot.engine.listening.heard import Heard
from bot.engine.listening.late_answers import only_agrees
from bot.engine.listening.meanings import readable
from bot.engine.listening.offering import DID_YOU_MEAN_ENDS, PERSON, extras_for, offer
from bot.engine.listening.opening_words import KEPT, words_of
from bot.engine.offers.not_sold import asks_for_the_unknown
from bot.engine.phrases import phrase, ready
from bot.engine.questions import settle
from bot.engine.resuming import put_again
from bot.engine.run import Run
from bot.engine.speaking import say_situation, speak
from bot.engine.steps.outcome import Onward
from bot.engine.walking import follow
from bot.playbook.compiled import Ask, ConsentStep
from bot.playbook.offer_facts import facts_of
from bot.rules.loops import note
from bot.rules.texts.plain_text import plain
from bot.understanding.questions.bands import worth_offering
from bot.understanding.replies.courtesies import asks_how_we_are, is_courteous
from bot.understanding.replies.free_text import is_asking, wants_the_least
from bot.understanding.replies.outcome import SURE, Unclear, Understood
from bot.understanding.replies.yes_no import read_yes_no
from bot.understanding.shopping.picking_words import leaves_it_to_us

ALBUM: Final = timedelta(seconds=10)
"""Pictures that come together are thanked for once."""
_LONGEST_MARK: Final = 40  # characters
USUAL_RETRIES: Final = 2
MORE_OFFERS: Final = 2
"""Offers made over changing subjects before it is plain that they help nobody."""
WORTH_OFFERING: Final = 0.17
"""Half of what `bands` asks for in `balanced`: keys hit at random stay below it, and are asked to be said otherwise."""


SAID: Final = "said"
"""What the conversation keeps of the words that took a question's own way out, for that branch to look at."""


def brings_more_of_an_album(run: Run, heard: Heard) -> bool:
    """The first file of an album is met as any file is; the others, each a message of its own, come without a word."""
    album = heard.event.album
    if album is None:
        return False
    mark = f"album:{album}"[:_LONGEST_MARK]
    if heard.text or not any(one.digest == mark for one in run.customer.heard):
        run.change(heard=note(run.customer.heard, mark, run.at))
        return False
    run.decide("repaired", "media_kept", "media", kinds=[media.kind for media in heard.event.media])
    return True


def brings_media(run: Run, heard: Heard) -> bool:
    """A photo, a voice note, a sticker, a place, a contact and not a word: it is kept, and the question stays."""
    event = heard.event
    if heard.text or not (event.media or event.location or event.contact):
        return False
    run.decide("repaired", "media_kept", "media", kinds=[media.kind for media in event.media])
    mark = "voice" if _is_spoken(heard) else "media"  # who sent a photo a moment ago is told that nobody listens here
    if _said_lately(run, mark):
        return True
    run.change(heard=note(run.customer.heard, mark, run.at))
    if put_again(run, situation=_media_situation(heard)):
        return True
    if not any(media.kind == "sticker" for media in event.media):
        say_situation(run, "voice_kept" if _is_spoken(heard) else "media_alone")
    return True


def brings_signs(run: Run, heard: Heard) -> bool:
    """Not a letter and not a figure, only signs: a word is asked for, and nobody is called because of a smile. To a
    question it is no answer, and counts as one not understood.
    """
    if heard.step is not None or not heard.text or plain(heard.text):
        return False
    run.decide("repaired", "clarify", "signs", candidates=[])
    say_situation(run, "signs_only")
    return True


def _said_lately(run: Run, mark: str) -> bool:
    return any(one.digest == mark and run.at - one.at <= ALBUM for one in run.customer.heard)


def _media_situation(heard: Heard) -> str:
    sticker = any(media.kind == "sticker" for media in heard.event.media)
    return _retry(heard) if sticker else "voice_kept" if _is_spoken(heard) else "media_kept"


def _is_spoken(heard: Heard) -> bool:
    """It is a voice message, which nobody here listens to."""
    return any(media.kind in ("voice", "audio") for media in heard.event.media)


def not_understood(run: Run, heard: Heard) -> bool:
    """Meet whatever no other rule has dealt with."""
    step = heard.step
    if step is None:
        _lost_on_the_floor(run, heard)
    else:
        _lost_in_a_question(run, heard, step)
    return True


def _lost_in_a_question(run: Run, heard: Heard, step: Ask | ConsentStep) -> None:
    conversation = heard.conversation
    if conversation is None or conversation.waiting is None:
        return
    tries = conversation.waiting.tries + 1
    run.decide("not_understood", "not_understood", str(step.place), conversation=conversation, tries=tries)
    if _is_foreign_money(heard) and tries == 1:
        put_again(run, situation="retry_currency", tries=tries)
        return
    # Who has no idea, or would rather not say, is not asked again.
    has_none = leaves_it_to_us(heard.text) or (_asked(heard) == "money" and wants_the_least(heard.text))
    if (has_none or _declines(heard)) and isinstance(step, Ask) and step.has_otherwise:
        _give_up(run, heard, step)
        return
    last = step.retries if isinstance(step, Ask) else USUAL_RETRIES
    has_way_out = isinstance(step, Ask) and step.has_otherwise
    patience = last if has_way_out else last + MORE_OFFERS
    if (1 < tries <= patience or _asks(heard)) and _offer_meanings(run, heard):
        _count_try(run, tries)
        return
    if tries > last:
        _give_up(run, heard, step)
        return
    again = _retry(heard) if tries == 1 else _retry_again(heard)
    put_again(run, situation=again, tries=tries, instead=again == "did_you_mean")


def _is_foreign_money(heard: Heard) -> bool:
    """ "40 quid", where prices are in euros: an amount, and never converted."""
    return isinstance(heard.reply, Unclear) and heard.reply.reason == "currency"


def _declines(heard: Heard) -> bool:
    """ "Non merci" to a question that no would not answer. "Non" alone may answer "are you happy with it?"."""
    said = read_yes_no(heard.text)
    if _asked(heard) == "rating" and not is_courteous(heard.text):
        return False
    return _asked(heard) != "yes_no" and isinstance(said, Understood) and said.value is False and said.certainty >= SURE


def _retry_again(heard: Heard) -> str:
    """The second time round, a choice is one of these or nothing we know."""
    return "retry_choice" if _asked(heard) == "choice" and not _only_agrees(heard) else _retry(heard)


def _retry(heard: Heard) -> str:
    """Return how the question is put another way: after what kind of answer it wants."""
    if _only_agrees(heard):
        return "yes_which"
    if _asked(heard) == "rating" and isinstance(read_yes_no(heard.text), Understood):
        return "rating_in_figures"
    if isinstance(heard.reply, Unclear):
        return f"retry_{_asked(heard)}"
    is_no_try = _asked(heard) == "choice" or _asks(heard)  # who asks something has written no e-mail badly
    return "not_understood" if is_no_try else f"retry_{_asked(heard)}"


def _asks(heard: Heard) -> bool:
    """It asks something, in words: "??" does not."""
    return is_asking(heard.text) and bool(plain(heard.text))


def _only_agrees(heard: Heard) -> bool:
    """ "Yes please" to "which one?"."""
    return _asked(heard) == "choice" and read_yes_no(heard.text) == Understood(True)


def _asked(heard: Heard) -> str:
    return heard.step.as_ if isinstance(heard.step, Ask) else "yes_no"


def _count_try(run: Run, tries: int) -> None:
    top = run.top
    if top is not None and top.waiting is not None:
        stack.put_back(run, replace(top, waiting=replace(top.waiting, tries=tries)))


def _offer_meanings(run: Run, heard: Heard) -> bool:
    """Ask "did you mean…?" with what it may mean at all; return whether there was anything new to offer."""
    reading = readable(run, heard)
    likely = tuple(one for one in worth_offering(reading) if one.score >= WORTH_OFFERING) if reading else ()
    if reading is None or reading.small_talk or not likely:
        return False
    offered = tuple(f"{one.kind}:{one.id}" for one in likely)
    if set(offered) <= set(run.customer.offered):
        return False
    run.decide("repaired", "clarify", "did you mean", candidates=list(offered))
    offer(run, "did_you_mean", (*offered, DID_YOU_MEAN_ENDS), asking=words_of(run))
    return True


def _give_up(run: Run, heard: Heard, step: Ask | ConsentStep) -> None:
    """Take the question's own way out; without one, a person."""
    conversation = heard.conversation
    if conversation is not None and isinstance(step, Ask) and step.has_otherwise:
        stack.lift(run, conversation)
        conversation = settle(run, conversation)
        kept = {**conversation.saved, SAID: plain(heard.text, KEPT)} if heard.text else conversation.saved
        follow(run, Onward(replace(conversation, saved=kept), step.otherwise or step.next))
        return
    to_a_person(run, reason=NOT_UNDERSTOOD, rule=str(step.place), conversation=conversation)


def _lost_on_the_floor(run: Run, heard: Heard) -> None:
    """No question is on the table: offer what it may mean, then a person; who is lost again gets one. Talk for its own
    sake is met in kind, and nobody is called because of it.
    """
    if only_agrees(heard.text):
        run.decide("understood", "agreed_to_nothing", "late answer")
        say_situation(run, "yes_to_nothing")
        return
    if read_yes_no(heard.text) == Understood(False):  # a no to what was only told
        run.decide("understood", "wish", "wish", wish="noted")
        say_situation(run, "noted")
        return
    if heard.event.reading is not None and heard.event.reading.small_talk:
        run.decide("understood", "wish", "small talk", wish="small_talk")
        if asks_how_we_are(heard.text):
            say_situation(run, "how_are_you")
        else:
            offer(run, "small_talk", PERSON)
        return
    if asks_for_the_unknown(run, heard):
        return
    tries = run.customer.not_understood + 1
    run.decide("not_understood", "not_understood", "understanding", tries=tries)
    person_was_offered = run.customer.offered == PERSON and tries > 1
    run.change(not_understood=tries)
    if tries <= MORE_OFFERS and _offer_meanings(run, heard):
        return
    if person_was_offered:
        to_a_person(run, reason=NOT_UNDERSTOOD, rule="understanding", say="no_idea", conversation=run.top)
        return
    _offer_a_person(run, heard)


def _offer_a_person(run: Run, heard: Heard) -> None:
    """Say what it is that we do not know, and offer somebody who may."""
    reading = heard.event.reading
    named = [id_ for one in reading.named for id_ in one.offers] if reading is not None else []
    about = run.offers.get(named[0]) if len(named) == 1 and _asks(heard) else None
    if about is None:
        offer(run, "nothing_to_answer", PERSON)
        return
    said = ready(phrase(run, None, "offer_not_told", offer=facts_of(about)))
    speak(run, None, said, rule="repair/offer_not_told", extras=extras_for(run, PERSON))

"""What the customer says of buying again, in that conversation or at any other moment, and what comes of it.

Where they have something that is bought again, "j'en ai encore" or "I switched brands" puts it off or ends it; we say
what we understood, with the name and the day, so that they can set it right.
"""

from __future__ import annotations

from datetime import date

from bot.engine import stack
from bot.engine.contact.wish_words import day
from bot.engine.follow_ups.lapsing import keep_question
from bot.engine.listening.heard import Heard
from bot.engine.listening.late_answers import late_question
from bot.engine.renewal.purchases import bought
from bot.engine.renewal.renewal_said import HAPPENS, family_talked_of, say_of_renewal
from bot.engine.renewal.renewal_values import again
from bot.engine.renewal.renewing import DUE
from bot.engine.run import Run
from bot.engine.speaking import situation_wording, speak
from bot.engine.values import local_now
from bot.model.conversation import Conversation
from bot.model.renewal import Renewal, RenewalWord
from bot.playbook.compiled import Ask
from bot.rules.texts.plain_text import plain
from bot.understanding.replies.outcome import SURE, NotAnAnswer, Understood
from bot.understanding.replies.yes_no import read_yes_no
from bot.understanding.shopping.agreeing import so_many, takes_half
from bot.understanding.shopping.renewal_words import RenewalReply, read_renewal


def says_why_not_now(run: Run, heard: Heard) -> bool:
    """Asked whether they want it again, they say why not now: that says more than the button it is like. "Pas encore
    fini le paquet" is no "no", "je prends chez un autre maintenant" no "yes".
    """
    if not (_is_about(heard.conversation) and isinstance(heard.step, Ask) and heard.step.as_ == "choice"):
        return False
    chosen = heard.reply.certainty if isinstance(heard.reply, Understood) else 0
    said = None if chosen >= 1 or not heard.text else _read(run, heard)
    if said is None or (said.until is None and chosen >= SURE and isinstance(read_yes_no(heard.text), NotAnAnswer)):
        return False  # the words of a button, not taken for it because of a yes or a no in them
    if said.word == "switched" and not said.sure and heard.is_unread:
        return False  # whose brand it is, is known once it is read
    return speaks_of_renewal(run, heard)


def speaks_of_renewal(run: Run, heard: Heard) -> bool:
    """They have some left, are away, buy elsewhere now: of what is being proposed, or of what they are known to buy."""
    inside = heard.conversation if _is_about(heard.conversation) else None
    if not heard.text or heard.event.pressed is not None or (inside is None and not run.customer.renewals):
        return False
    if inside is None and heard.step is not None:
        return False
    said = _read(run, heard)
    if said is None or (said.word == "switched" and _is_sold_here(heard)):
        return False
    if not (said.sure or inside is not None or _sets_right(run, said)):
        return False
    family = family_talked_of(inside) if inside is not None else _meant(run, heard.text, said.word)
    if family is None:
        return False
    known = say_of_renewal(run, family, said.word, said.until)
    run.change(not_understood=0, offered=())
    if inside is not None:
        stack.lift(run, inside)
        stack.close_all(run, inside, HAPPENS[said.word][1])
        keep_question(run, inside)
    _confirm(run, known, said)
    return True


def _read(run: Run, heard: Heard) -> RenewalReply | None:
    """Return what they say of it: of one bag that is proposed, "la moitié" is what they have left."""
    said = read_renewal(heard.text, run.language, local_now(run))
    if (
        said is None
        and heard.proposes_again
        and takes_half(heard.text)
        and so_many(heard.text, _pieces(run), "") is None
    ):
        return RenewalReply("still_some")
    return said


def _is_sold_here(heard: Heard) -> bool:
    """ "Je prends du Yirga maintenant" names one of ours."""
    reading = heard.event.reading
    return reading is not None and any(one.offers for one in reading.named)


def _pieces(run: Run) -> int:
    """Return how many of the only thing that they buy again are proposed."""
    found = again(run)
    return found.lines[0][1] if found is not None and len(found.lines) == 1 else 1


def _sets_right(run: Run, said: RenewalReply) -> bool:
    """Tell whether a day alone ("in two months") is another day than the one that we have just noted, or comes late to
    the question."""
    late = late_question(run)
    asked_last = late is not None and _is_about(late[0])
    return said.word == "not_before" and (asked_last or _just_spoken_of(run) is not None)


def _just_spoken_of(run: Run) -> Renewal | None:
    """Return what they put off a moment ago, and may be speaking of still."""
    patience = run.shelf.current.policy.idle
    spoken = [one for one in run.customer.renewals if one.due and one.said and run.at - one.said[-1].at <= patience]
    return max(spoken, key=lambda one: one.said[-1].at, default=None)


def _is_about(conversation: Conversation | None) -> bool:
    return conversation is not None and conversation.cause == DUE


def _meant(run: Run, text: str, word: RenewalWord) -> str | None:
    """Return the family that they speak of: the one they name, else the one that they spoke of a moment ago, else the
    only one, else the one proposed last.

    Of several, none of which was proposed, a word that only puts off is of the one that is due first; one that ends it
    is of none, before we end the wrong one.
    """
    known = run.words
    live = [one for one in run.customer.renewals if one.due is not None]
    named = [one for one in live if _words(known.known_as(one.family)) & _words(text)]
    if len(named) == 1:
        return named[0].family
    spoken = _just_spoken_of(run)
    if spoken is not None and not named:
        return spoken.family
    told = [one for one in live if one.told is not None]
    if told:
        return max(told, key=lambda one: one.told or date.min).family
    if len(live) > 1 and word in ("switched", "no_need"):
        return None
    return min(live, key=lambda one: one.due or date.max).family if live else None


def _words(text: str) -> set[str]:
    return {word.rstrip("s") for word in plain(text).split()}


def _confirm(run: Run, known: Renewal, said: RenewalReply) -> None:
    """Say what was understood: the day from which it may be spoken of again, or that it is over."""
    situation = "renewal_later" if known.due is not None else f"renewal_{said.word}"
    situation = "renewal_by_another" if said.by_another else situation
    wording = situation_wording(run, situation)
    if wording is None:
        return
    last = run.offers.get(_bought_last(run, known.family))
    more = {
        "offer": {"id": last.id, "name": last.name} if last is not None else {},
        "event": {"day": day(known.due, "fr" if run.language.startswith("fr") else "en")},
    }
    speak(run, None, wording, rule=f"repair/{situation}", more=more)


def _bought_last(run: Run, family: str) -> str:
    made = bought(run).get(family)
    return made[-1].lines[0].offer if made else ""

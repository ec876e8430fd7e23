"""Acting on what a free text means: the store's answer, the conversation that is wanted, or "did you mean?".

What a text may mean has been read before the turn (`understanding.questions`); here it is acted on. Like those of
`listening`, its rules are asked in turn (`RULES`), and the first that knows what to do with the text ends the matter.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from bot.engine.listening.answering import give_answers
from bot.engine.listening.heard import Heard
from bot.engine.listening.kept_ahead import said_to
from bot.engine.listening.model_requests import wants_ranking
from bot.engine.listening.offering import DID_YOU_MEAN_ENDS, offer
from bot.engine.listening.opening_words import words_of
from bot.engine.listening.wanting import want
from bot.engine.offers.offer_answers import told_lately
from bot.engine.offers.shown import note_found
from bot.engine.order.order_wished import orders_what_is_named, says_more_than_it_is_like
from bot.engine.resuming import step_of
from bot.engine.run import Run
from bot.engine.values import local_now
from bot.model.message import Candidate, Reading, Value
from bot.playbook.compiled import Ask, Comment, Floor
from bot.understanding.questions.bands import Answer, Clarify, Decision, Unsure, decide
from bot.understanding.replies.free_text import has_no_idea, is_asking, wants_the_least
from bot.understanding.replies.outcome import Unclear
from bot.understanding.shopping.taking_words import pieces_pointed
from bot.understanding.values.dates import days_in
from bot.understanding.values.numbers import only_numbers

MOST_OFFERED: Final = 3


class Meaning(Struct, frozen=True):
    """A text with what it most likely means: as a whole, and each of the questions in it by itself."""

    heard: Heard
    reading: Reading
    whole: Decision
    parts: tuple[Decision, ...]

    @property
    def interrupts(self) -> bool:
        """A question of ours stands on the table, so that less is guessed at."""
        return self.heard.step is not None

    @property
    def sure(self) -> Candidate | None:
        """What the whole surely means; where that may be two things, the one that each of its parts surely means."""
        if isinstance(self.whole, Answer):
            return self.whole.candidate
        alike = {one.id: one for one in self.sure_parts}
        is_one = isinstance(self.whole, Clarify) and len(alike) == 1 and len(self.sure_parts) == len(self.parts)
        return alike.get(self.whole.candidates[0].id) if is_one and isinstance(self.whole, Clarify) else None

    @property
    def sure_parts(self) -> list[Candidate]:
        return [one.candidate for one in self.parts if isinstance(one, Answer)]


Rule = Callable[[Run, Meaning], bool]


def answers_each(run: Run, meaning: Meaning) -> bool:
    """It asks two or three things, each of which surely has an answer of its own: all are given, in order."""
    sure = [one for one in meaning.sure_parts if one.kind == "answer"]
    named = {one.id for one in sure}
    if len(sure) < 2 or len(sure) < len(meaning.parts) or len(named) < len(sure):
        return False
    if meaning.sure is not None and meaning.sure.id not in named:  # cut where it should not be
        return False
    give_answers(run, [(run.shelf.current.answers[one.id], one.score) for one in sure])
    return True


def answers_a_part(run: Run, meaning: Meaning) -> bool:
    """Of two or three things it surely asks one that has an answer: that is given, then what else was wanted is begun,
    or asked about. What the whole surely means goes before what its parts may.
    """
    if meaning.interrupts or not is_asking(meaning.heard.text):
        return False
    answers = [one for one in meaning.sure_parts if one.kind == "answer"]
    flows = {one.id: one for one in reversed(meaning.sure_parts) if one.kind == "flow"}
    if len(answers) != 1 or len(flows) > 1:
        return False
    if meaning.sure is not None and (not flows or meaning.sure.id not in {answers[0].id, *flows}):
        return False
    open_ones = [one for one in meaning.parts if isinstance(one, Clarify)]
    if not flows and len(meaning.parts) > 1 + len(open_ones):
        return False  # a part that says nothing known: the whole is asked about
    act_on(run, answers[0])
    if flows:
        act_on(run, *flows.values())
    elif open_ones:
        clarify(run, open_ones[0].candidates)
    return True


def orders_several(run: Run, meaning: Meaning) -> bool:
    """It wants to have what it names, and nothing is surely nearer: names of offers are in no example of the
    playbook's, so that they make a text less like any; several goods are like no one question.
    """
    sure = meaning.sure
    if meaning.interrupts or (sure is not None and not says_more_than_it_is_like(run, meaning.heard, sure)):
        return False
    return orders_what_is_named(run, meaning.heard)


def does_what_is_sure(run: Run, meaning: Meaning) -> bool:
    """It surely asks something that has an answer, or for a conversation."""
    return meaning.sure is not None and act_on(run, meaning.sure)


def begins_what_it_answers(run: Run, meaning: Meaning) -> bool:
    """It may well want a conversation, and answers one of its questions: "I only drink white coffee"."""
    if meaning.interrupts or not isinstance(meaning.whole, Clarify):
        return False
    likeliest = meaning.whole.candidates[0]
    flow = run.shelf.current.flows.get(likeliest.id) if likeliest.kind == "flow" else None
    if flow is None or all(said_to(run, one, meaning.heard.text) is None for one in flow.hearing):
        return False
    return want(run, flow, likeliest.score)


def asks_which(run: Run, meaning: Meaning) -> bool:
    """It may be one of two or three things: the customer says which, or the language model where it may."""
    if meaning.interrupts or not isinstance(meaning.whole, Clarify):
        return False
    named = [id_ for one in meaning.reading.named for id_ in one.offers]
    if len(named) == 1:  # "elle coûte combien ?" is of it
        note_found(run, "", (), run.offers.all_of(named))
    if goes_on_with(run, meaning.whole.candidates):
        return True
    if not wants_ranking(run, meaning.whole.candidates):
        clarify(run, meaning.whole.candidates)
    return True


def goes_on_with(run: Run, candidates: tuple[Candidate, ...]) -> bool:
    """Of what it may be, one is on the subject of the answer before it, and no other: "combien par mois ?" right after
    the office's machines is no question of a machine at home. Or it is of a day, and the likeliest tells that day's
    hours."""
    told = told_lately(run)
    entry = run.shelf.current.answers.get(told.answer) if told is not None else None
    subject = set(entry.tags[:1]) if entry is not None else set[str]()
    tags = {one.id: run.shelf.current.answers[one.id].tags for one in candidates if one.kind == "answer"}
    alike = [one for one in candidates if one.kind == "answer" and subject & set(tags[one.id])]
    if _is_of_the_day(run, candidates[0]):
        return act_on(run, candidates[0])
    if len(alike) != 1 or alike[0].id == (entry.id if entry is not None else ""):
        return False
    return act_on(run, alike[0])


RULES: Final[tuple[Rule, ...]] = (
    answers_each,
    answers_a_part,
    orders_several,
    does_what_is_sure,
    begins_what_it_answers,
    asks_which,
)


def _is_of_the_day(run: Run, likeliest: Candidate) -> bool:
    """A day is named, and the likeliest answer tells the hours of the day that is."""
    entry = run.shelf.current.answers.get(likeliest.id) if likeliest.kind == "answer" else None
    tells = entry is not None and "answer.opening" in entry.wording.text.source
    return tells and bool(days_in(words_of(run), run.language, local_now(run)))


def asks_or_wants(run: Run, heard: Heard) -> bool:
    """It surely asks something that has an answer, or for a conversation; or it may be one of two or three things."""
    meaning = meaning_of(run, heard)
    if meaning is None or (meaning.interrupts and _only_answers(run, heard)):
        return False
    return any(rule(run, meaning) for rule in RULES)


def asks_what_we_may_know(run: Run, heard: Heard) -> bool:
    """Asked for words, such as a company's name, they ask something that the playbook may well know: the first time, it
    is no name."""
    waiting = heard.conversation.waiting if heard.conversation is not None else None
    is_asked = isinstance(heard.step, Ask) and heard.step.as_ == "text" and not isinstance(heard.step, Comment)
    if not is_asked or waiting is None or waiting.tries or not is_asking(heard.text):
        return False
    meaning = meaning_of(run, heard)
    return meaning is not None and not isinstance(meaning.whole, Unsure)


def answers_surely(run: Run, heard: Heard) -> bool:
    """It surely asks something that has an answer, which is given; nothing else comes of it."""
    meaning = meaning_of(run, heard)
    if meaning is None:
        return False
    is_answer = meaning.sure is not None and meaning.sure.kind == "answer"
    return answers_each(run, meaning) or (is_answer and does_what_is_sure(run, meaning))


def meaning_of(run: Run, heard: Heard) -> Meaning | None:
    """Return what a text most likely means in the store's taste, or None where nothing of it is known."""
    reading = readable(run, heard)
    if reading is None:
        return None
    taste = run.shelf.current.policy.understanding
    parts = tuple(decide(replace(reading, candidates=part), taste) for part in reading.questions)
    return Meaning(heard, reading, decide(reading, taste), parts)


def _only_answers(run: Run, heard: Heard) -> bool:
    """ "3 ou quatre" and "j'en veux 3", said to a question, ask for no instalments; nor does "le moins possible", said
    to how much it may cost, ask whether it is cheaper elsewhere, or "je sais pas trop" for advice."""
    if has_no_idea(heard.text) or _takes_any_words(heard):
        return True
    if isinstance(heard.step, Ask) and heard.step.as_ == "money":
        is_amount = isinstance(heard.reply, Unclear) and not is_asking(heard.text)  # "400 quid" asks for no discount
        if is_amount or wants_the_least(heard.text):
            return True
    return only_numbers(heard.text) or pieces_pointed(heard.text, run.language) is not None


def _takes_any_words(heard: Heard) -> bool:
    """Asked for a photo that need not be, "sans photo" and "je préfère un échange" begin nothing else."""
    step = heard.step
    is_optional = isinstance(step, Ask) and step.as_ == "photo" and step.has_otherwise and not step.retries
    return is_optional and not is_asking(heard.text)


def readable(run: Run, heard: Heard) -> Reading | None:
    """Return what was read of a message, as far as the playbook still has it and the open floor allows it."""
    reading = heard.event.reading
    if reading is None or not reading.candidates:
        return None
    tags = _floor_tags(run)
    kept = tuple(one for one in reading.candidates if _is_known(run, one, tags))
    parts = tuple(tuple(one for one in part if _is_known(run, one, tags)) for part in reading.questions)
    return replace(reading, candidates=kept, questions=parts) if kept else None


def _floor_tags(run: Run) -> tuple[str, ...]:
    top = run.top
    step = step_of(run, top) if top is not None else None
    return step.tags if isinstance(step, Floor) else ()


def _is_known(run: Run, candidate: Candidate, tags: tuple[str, ...]) -> bool:
    if candidate.kind == "flow":
        return candidate.id in run.shelf.current.flows
    entry = run.shelf.current.answers.get(candidate.id)
    return entry is not None and (not tags or any(tag in tags for tag in entry.tags))


def clarify(run: Run, candidates: tuple[Candidate, ...]) -> None:
    """Ask which of these was meant."""
    offered = tuple(f"{one.kind}:{one.id}" for one in candidates[:MOST_OFFERED])
    scores: dict[str, Value] = {one.id: round(one.score, 2) for one in candidates[:MOST_OFFERED]}
    run.decide("understood", "clarify", "understanding", candidates=scores)
    offer(run, "did_you_mean", (*offered, DID_YOU_MEAN_ENDS), asking=words_of(run))


def act_on(run: Run, candidate: Candidate) -> bool:
    """Give the answer or begin the conversation; return whether the playbook has it."""
    if candidate.kind == "flow":
        flow = run.shelf.current.flows.get(candidate.id)
        return flow is not None and want(run, flow, candidate.score)
    entry = run.shelf.current.answers.get(candidate.id)
    if entry is None:
        return False
    give_answers(run, [(entry, candidate.score)])
    return True

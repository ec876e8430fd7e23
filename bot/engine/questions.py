"""Questions: putting one, putting it again, and taking the answer.

A question on the table is a conversation waiting for a `reply`; `prompt` names this putting of it to the buttons, and
stays when the same question is put again, so that every button of it still works; where the buttons mean something else
by now (another order, another offer), it is another prompt. Its reminder and its patience count from the last time it
was put.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.feedback.rating import keep_rating, shown_scores, take_comment, take_rating
from bot.engine.follow_ups.patience import watch
from bot.engine.offers.shown import keys_of, names_the_same, note_shown
from bot.engine.order.proposing import with_proposal
from bot.engine.run import Run
from bot.engine.slots import write
from bot.engine.speaking import Extras, label, speak
from bot.engine.steps.outcome import Breaks, Onward, Stands, StepResult
from bot.engine.values import values
from bot.model.conversation import Answered, Conversation, Waiting
from bot.model.message import Choice
from bot.playbook.compiled import Ask, Comment, ConsentStep, MissingValue, Option, Rate, Values, Wording
from bot.understanding.replies.outcome import SURE, Question, Understood
from bot.understanding.replies.yes_no import is_yes

MOST_ANSWERS: Final = 20
"""Answers of one conversation that can be taken back."""
MOST_OF_A_QUESTION: Final = 3
"""Of them, to one question: a flow that goes round keeps the customer's document as short as one that does not."""
BUTTON_FOR: Final[dict[str, Literal["location", "contact"]]] = {"location": "location", "phone": "contact"}


def put(
    run: Run,
    conversation: Conversation,
    step: Ask | ConsentStep,
    wording: Wording,
    *,
    before: tuple[Wording, ...] = (),
    tries: int = 0,
) -> StepResult:
    """Put a question, for the first time or again, and wait for the reply."""
    previous = conversation.waiting if conversation.waiting and conversation.waiting.prompt else None
    if isinstance(step, Ask) and step.offer is not None:
        conversation = with_proposal(run, conversation, step)
    choices = shown_choices(run, conversation, step)
    prompt = _prompt_of(run, previous, step, choices)
    if run.customer.offered and run.customer.offered[0].startswith("preference:"):
        run.change(offered=())  # a number now answers this question, not the preference centre
    extras = Extras(choices=choices, prompt=prompt if choices else None, asks=_asks(step), before=before)
    failed = speak(run, conversation, wording, rule=str(step.place), extras=extras)
    if failed is not None:
        return Breaks(conversation, failed)
    if isinstance(step, Ask) and step.sells is not None:
        note_shown(run, conversation, step, prompt, choices)
    if previous:
        run.drop_timers(previous.timers)
    until = run.at + run.book(conversation).flows[conversation.flow].expires
    waiting = Waiting(
        kind="reply",
        since=run.at,
        set_by=run.event.id,
        prompt=prompt,
        choices=choices,
        tries=tries,
        until=until,
        timers=_reminder(run, conversation, step),
    )
    patience = watch(run, conversation, until)
    return Stands(replace(conversation, step=step.id, waiting=waiting, last_said=run.at, patience=patience))


def _prompt_of(run: Run, previous: Waiting | None, step: Ask | ConsentStep, choices: tuple[Choice, ...]) -> str:
    """Name this putting of a question: as the last one, while every button means what it meant then."""
    if previous is None or previous.prompt is None or keys_of(previous.choices) != keys_of(choices):
        return run.token()
    is_same = not isinstance(step, Ask) or step.sells is None or names_the_same(run, previous.prompt, step)
    return previous.prompt if is_same else run.token()


def _reminder(run: Run, conversation: Conversation, step: Ask | ConsentStep) -> tuple[str, ...]:
    if isinstance(step, Ask) and step.remind is not None and step.remind.times > 0:
        return (run.set_timer("remind", run.at + step.remind.after, conversation=conversation.id),)
    return ()


def _asks(step: Ask | ConsentStep) -> Literal["location", "contact"] | None:
    return BUTTON_FOR.get(step.as_) if isinstance(step, Ask) else None


def shown_choices(run: Run, conversation: Conversation, step: Ask | ConsentStep) -> tuple[Choice, ...]:
    """Return the choices as the customer sees them, in their language, in the author's order."""
    if isinstance(step, Rate):
        return shown_scores(step)
    if isinstance(step, Ask) and step.as_ == "choice":
        written = step.choices.get(run.language)
        if written is not None:
            return written
        known = values(run, conversation)
        return tuple(Choice(option.key, _label(option, known, run.language)) for option in step.options)
    if (isinstance(step, ConsentStep) or step.as_ == "yes_no") and _has_buttons(run):
        return Choice("yes", label(run, "label_yes")), Choice("no", label(run, "label_no"))
    return ()


def _has_buttons(run: Run) -> bool:
    """On SMS and WhatsApp a numbered list of yes and no reads like a form: the question alone is plainer."""
    address = run.customer.last_address
    return address is None or address.channel in ("telegram", "web")


def _label(option: Option, known: Values, language: str) -> str:
    try:
        return option.label.render(known, language)
    except MissingValue:
        return option.label.source


def as_question(run: Run, step: Ask | ConsentStep, choices: tuple[Choice, ...]) -> Question:
    """Return the question on the table as `understanding` reads replies to it."""
    store = run.shelf.current.store
    spoken = {option.key: option.spoken for option in step.options if option.spoken} if isinstance(step, Ask) else {}
    if spoken:
        choices = tuple(Choice(choice.key, spoken.get(choice.key, choice.label)) for choice in choices)
    return Question(
        as_=step.as_ if isinstance(step, Ask) else "yes_no",
        scale=step.scale if isinstance(step, Rate) else "csat",
        choices=choices,
        language=run.language,
        country=run.country,
        currency=store.currency,
        numbered=not _has_buttons(run),
    )


def in_other_languages(run: Run, step: Ask | ConsentStep, question: Question) -> Iterator[Question]:
    """Go through the same question with its choices as the store's other languages call them, where they differ: who is
    spoken to in English may have the French name before their eyes, on the bag or in the window.
    """
    book = run.shelf.current
    sold = ((one.key, run.offers.get(one.key)) for one in question.choices)
    names = {key: offer.name for key, offer in sold if offer is not None}
    for language in book.store.languages:
        written = {one.key: one.label for one in step.choices.get(language, ())} if isinstance(step, Ask) else {}
        named = {id_: run.words.called(name, language) for id_, name in names.items()}
        called = written | named
        choices = tuple(Choice(one.key, called.get(one.key, one.label)) for one in question.choices)
        if language != run.language and choices != question.choices:
            yield replace(question, choices=choices)


def yes_of(run: Run, conversation: Conversation, step: Ask) -> Understood | None:
    """Return the only choice whose label is a yes, in any language of the store."""
    waiting = conversation.waiting
    question = as_question(run, step, waiting.choices if waiting is not None else ())
    for one in (question, *in_other_languages(run, step, question)):
        places = [place for place, choice in enumerate(one.choices) if is_yes(choice.label)]
        if len(places) == 1:
            return Understood(one.choices[places[0]].key, SURE, places[0])
    return None


def _kept(answers: tuple[Answered, ...], step: str) -> tuple[Answered, ...]:
    """Return the earlier answers that stay when a question is answered once more."""
    if len(answers) < MOST_OF_A_QUESTION:
        return answers
    same = [place for place, answer in enumerate(answers) if answer.step == step]
    if len(same) >= MOST_OF_A_QUESTION:
        gone = same[: 1 - MOST_OF_A_QUESTION]
        answers = tuple(answer for place, answer in enumerate(answers) if place not in gone)
    return answers[1 - MOST_ANSWERS :]


def take(run: Run, conversation: Conversation, step: Ask, understood: Understood) -> StepResult:
    """Keep the answer, where the flow says, and carry on with its branch."""
    prompt = conversation.waiting.prompt or "" if conversation.waiting is not None else ""
    conversation = settle(run, conversation)
    if isinstance(step, Rate):
        return take_rating(run, conversation, step, understood, prompt)
    if isinstance(step, Comment):
        return take_comment(run, conversation, step, str(understood.value), prompt)
    option = _option(step, understood)
    name = f"{step.save.owner}.{step.save.name}" if step.save else ""
    answered = Answered(
        step=step.id,
        prompt=prompt,
        saved={name: understood.value} if name else {},
        choice=option.key if option else None,
    )
    answers = (*_kept(conversation.answered, step.id), answered)
    conversation = replace(conversation, answered=answers)
    run.decide(
        "understood",
        "answered",
        str(step.place),
        conversation=conversation,
        named=_named(run, option),
        value=understood.value,
        asked=step.as_,
    )
    if step.save is not None:
        conversation = write(run, conversation, step.save, understood.value)
    run.taken = step.id, understood.value
    return Onward(conversation, option.target if option and option.target else step.next)


def settle(run: Run, conversation: Conversation) -> Conversation:
    """Take the question off the table: its timers are dropped, and the conversation waits for nothing."""
    if conversation.waiting is None:
        return conversation
    run.drop_timers(conversation.waiting.timers)
    return replace(conversation, waiting=None)


def take_up(run: Run, conversation: Conversation) -> Conversation:
    """Lift a conversation from its question, to go on with what the customer said: it was understood."""
    run.change(not_understood=0, offered=())
    stack.lift(run, conversation)
    return settle(run, conversation)


def _named(run: Run, option: Option | None) -> dict[str, str]:
    """Return the choice that was made as staff read it, in the store's first language."""
    language = run.shelf.current.store.languages[0]
    try:
        return {"value": option.label.render(values(run), language)} if option is not None else {}
    except MissingValue:
        return {}


def _option(step: Ask, understood: Understood) -> Option | None:
    return next((option for option in step.options if option.key == understood.value), None)


def keep(run: Run, conversation: Conversation, step: Ask, answered: Answered) -> StepResult:
    """Take an answer given before a correction as given again: nothing is asked, nothing is said."""
    if isinstance(step, Rate):
        return keep_rating(conversation, step, answered)
    conversation = replace(conversation, answered=(*conversation.answered, answered))
    if step.save is not None and answered.saved:
        conversation = write(run, conversation, step.save, next(iter(answered.saved.values())))
    target = next((option.target for option in step.options if option.key == answered.choice), None)
    return Onward(conversation, target or step.next)

"""The question under a recommendation: a card with a picture where the channel shows one, lines within the segments of
an SMS, and the choices to go on with.
"""

from __future__ import annotations

from typing import Final

from bot.engine.offers.recommendation_words import AdviceWords, labels
from bot.engine.offers.recommendations import State, advice_of, deadline, state_of
from bot.engine.phrases import Ready
from bot.engine.run import Run
from bot.engine.speaking import label
from bot.engine.values import channel_of, values
from bot.model.conversation import Conversation
from bot.playbook.compiled import Ask, MissingValue, Option, Picture, Recommend, Wording
from bot.rules.offers.recommendation import Advice, Bound

TAKE: Final = "take_it"
ANOTHER: Final = "another"
CHEAPER: Final = "cheaper"
NO_THANKS: Final = "no_thanks"
#: What the keys of the author's own choices begin with.
OWN: Final = "own:"


def as_question(run: Run, conversation: Conversation, step: Recommend, *, again: bool = False) -> Ask | None:
    """Return the question that a recommendation puts now, as any other question; None where none stands. `again`: in a
    few words, for who has just read all of it.
    """
    state = state_of(conversation, step)
    made = advice_of(run, conversation, step, state) if state is not None and state.offer else None
    if made is None or state is None:
        return None
    words = AdviceWords(run, conversation, made, by=deadline(run, conversation, step))
    shown = choices(run, conversation, step, state, made)
    segments = run.book(conversation).policy.sms_segments
    is_sms = channel_of(run) == "sms"
    short = words.short([text for _, text in shown], segments) if is_sms else ""
    picture = made.offer.picture if not (is_sms or again) else ""
    return Ask(
        id=step.id,
        place=step.place,
        next=step.id,  # the verb goes on with what was answered
        wording=Wording(
            text=Ready(words.again if again else short or words.text),
            media=(Picture("photo", Ready(picture)),) if picture else (),
        ),
        as_="choice",
        sells={TAKE: (made.offer.id, made.offer.name)},
        options=tuple(Option(key=key, label=Ready(text)) for key, text in shown),
        remind=step.remind,
        silent=step.silent,
        has_silent=step.has_silent,
    )


def choices(run: Run, conversation: Conversation, step: Recommend, state: State, made: Advice) -> list[tuple[str, str]]:
    """Return the choices by key: taking it, the author's own, another and a cheaper one where there are such, none."""
    own = [(option.key, _label(run, conversation, option)) for option in step.options]
    if step.advised.offers is None:
        return [*labels(run, (TAKE,)), *own, *labels(run, (NO_THANKS,))]
    more = []
    following = State(step.id, passed=(*state.passed, made.offer.id), bounds=state.bounds, budget=state.budget)
    if advice_of(run, conversation, step, following) is not None:
        more.append(ANOTHER)
        price = made.offer.price
        bounds = (*state.bounds, Bound("price", float(price), "lower")) if price is not None else ()
        cheaper = State(step.id, passed=following.passed, bounds=bounds, budget=state.budget)
        if price is not None and advice_of(run, conversation, step, cheaper) is not None:
            more.append(CHEAPER)
    return [*labels(run, (TAKE,)), *own, *labels(run, (*more, NO_THANKS))]


def _label(run: Run, conversation: Conversation, option: Option) -> str:
    try:
        return option.label.render(values(run, conversation), run.language)
    except MissingValue:
        return label(run, option.key)

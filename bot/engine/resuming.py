"""Coming back to a question that something else came over."""

from __future__ import annotations

from bot.engine import stack
from bot.engine.contact.consent import wording_of
from bot.engine.dialogues import question_of
from bot.engine.offers import recommended
from bot.engine.offers.comparisons import as_question
from bot.engine.offers.shown import gone_wording, is_gone, last_shown, names_the_same
from bot.engine.questions import put
from bot.engine.run import Run
from bot.engine.speaking import say_situation, situation_wording
from bot.engine.steps.outcome import Stands
from bot.model.conversation import Conversation
from bot.playbook.compiled import AnyStep, Ask, Compare, ConsentStep, Recommend, Wording
from bot.rules.offers.comparison import FEWEST


def step_of(run: Run, conversation: Conversation) -> AnyStep | None:
    """Return the step a conversation stands on, or None where its version or step has gone."""
    book = run.shelf.at(conversation.version)
    flow = book.flows.get(conversation.flow) if book else None
    return flow.steps.get(conversation.step) if flow else None


def question_step(run: Run, conversation: Conversation) -> Ask | ConsentStep | None:
    """Return the question a conversation waits for a reply to."""
    if conversation.waiting is None or conversation.waiting.kind != "reply":
        return None
    return question_of(run, conversation, asked_at(run, conversation))


def asked_at(run: Run, conversation: Conversation) -> AnyStep | None:
    """Return the step a conversation stands on, a comparison or a recommendation as the question that it puts now."""
    step = step_of(run, conversation)
    match step:
        case Compare():
            return as_question(run, conversation, step)
        case Recommend():
            return recommended.as_question(run, conversation, step)
        case _:
            return step


def question_wording(run: Run, step: Ask | ConsentStep) -> Wording | None:
    if isinstance(step, Ask):
        return step.wording
    text = wording_of(run, step)
    return Wording(text=text) if text else None


def put_again(
    run: Run, *, situation: str, tries: int | None = None, wording: Wording | None = None, instead: bool = False
) -> bool:
    """Put the question on the table again, after the words for the situation; return whether there was one.

    Only while the customer is there: a follow-up that ends over a question leaves it standing without a word.
    `tries` replaces the count of replies not understood; `wording` the words of the situation, which stand `instead`
    of the question's own where it was put a moment ago.
    """
    conversation = run.top
    if conversation is None or not run.answering or run.customer.handover is not None:
        return False
    step = question_step(run, conversation)
    question = question_wording(run, step) if step else None
    if step is None or question is None or conversation.waiting is None:
        return False
    before = wording or situation_wording(run, situation, conversation)
    gone = _has_gone(run, conversation)
    if tries is None and gone is None and isinstance(step, Ask):
        question = _in_a_few_words(run, conversation, step) or question
    if instead and before is not None:
        question, before = before, None
    again = put(
        run,
        conversation,
        step,
        question,
        before=tuple(said for said in (before, gone) if said),
        tries=conversation.waiting.tries if tries is None else tries,
    )
    if isinstance(again, Stands):
        stack.put_back(run, again.conversation)
        return True
    return False


def say_at_question(run: Run, situation: str) -> None:
    """Say the words for a situation: with the question on the table, which is put again, or alone where none is."""
    if not put_again(run, situation=situation):
        say_situation(run, situation)


def _in_a_few_words(run: Run, conversation: Conversation, step: Ask) -> Wording | None:
    """Return how the same offers are put again to who has just read all of it; None where it is no such question."""
    waiting, at = conversation.waiting, step_of(run, conversation)
    if waiting is None or waiting.prompt is None or not step.sells or not names_the_same(run, waiting.prompt, step):
        return None
    match at:
        case Compare():
            brief = as_question(run, conversation, at, again=True)
        case Recommend():
            brief = recommended.as_question(run, conversation, at, again=True)
        case _:
            return None
    return brief.wording if brief is not None else None


def _has_gone(run: Run, conversation: Conversation) -> Wording | None:
    """Return the words for the offers that were shown last and have gone: of a recommendation, where another is
    proposed now; of a comparison, where others are left."""
    shown = last_shown(run, conversation, conversation.step)
    if shown is None:
        return None
    gone = [id_ for id_, _ in shown.offers.values() if is_gone(run, id_)]
    is_something_left = recommended.TAKE in shown.offers or len(shown.offers) - len(gone) >= FEWEST
    return gone_wording(run, *gone, is_something_left=is_something_left) if gone else None

"""`set`, `choose`, `split` and `go`: the verbs that decide where a conversation goes."""

from __future__ import annotations

from hashlib import blake2b

from bot.engine.contact.permission import permission
from bot.engine.run import Run
from bot.engine.slots import write
from bot.engine.steps.outcome import Breaks, Ends, Onward, Silenced, StepResult
from bot.engine.values import data_values, values
from bot.model.conversation import Conversation
from bot.playbook.compiled import Arm, Choose, Go, MissingValue, Set, Split
from bot.rules.contact.contact_policy import Allowed


def assign(run: Run, conversation: Conversation, step: Set) -> StepResult:
    """Write the facts one after another: a later one sees those before it."""
    for slot, expression in step.assignments:
        try:
            value = expression.evaluate(data_values(run, conversation), run.language)
        except MissingValue as missing:
            return Breaks(conversation, f"missing value: {missing}")
        conversation = write(run, conversation, slot, value)
    return Onward(conversation, step.next)


def choose(run: Run, conversation: Conversation, step: Choose) -> StepResult:
    known = values(run, conversation)
    for case in step.cases:
        if case.condition is None or case.condition.holds(known):
            return Onward(conversation, case.target or step.next)
    return Onward(conversation, step.next)


def split(run: Run, conversation: Conversation, step: Split) -> StepResult:
    """Take the customer's arm: always the same one for the same customer and the same split's name."""
    arm = arm_of(run.customer.id, step)
    if arm is None:
        return Onward(conversation, step.next)
    run.decide("understood", "split", str(step.place), conversation=conversation, split=step.name, arm=arm.name)
    if arm.holdout:
        verdict = permission(run, conversation)
        if not isinstance(verdict, Allowed):  # who is written nothing in any arm is not compared with those who are
            return Silenced(verdict)
        run.decide("not_sent", "holdout", str(step.place), conversation=conversation, split=step.name)
        return Ends(conversation, "holdout")
    return Onward(conversation, arm.target or step.next)


def arm_of(customer: str, step: Split) -> Arm | None:
    """Return the arm that a hash of the customer and the split's name falls in; the weights are per cent."""
    digest = blake2b(f"{customer}/{step.name}".encode(), digest_size=8).digest()
    point = int.from_bytes(digest, "big") / 2**64 * sum(arm.weight for arm in step.arms)
    for arm in step.arms:
        point -= arm.weight
        if point < 0:
            return arm
    return step.arms[-1] if step.arms else None


def go(run: Run, conversation: Conversation, step: Go) -> StepResult:  # noqa: ARG001 - every verb has this shape
    return Onward(conversation, step.target)

"""Splits: the same arm for the same customer, in the shares that were asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from bot.engine.steps.deciding import arm_of
from bot.playbook.compiled import Arm, Place, Split
from tests.engine.chat import Chat, playbook

SPLIT = Split(
    id="s",
    place=Place("f.yaml", 1, 1),
    name="tone",
    arms=(Arm(name="hold", weight=5, holdout=True), Arm(name="a", weight=50), Arm(name="b", weight=45)),
)


def test_the_arm_depends_on_the_customer_and_the_splits_name_alone() -> None:
    assert [arm_of("lea", SPLIT) for _ in range(3)] == [arm_of("lea", SPLIT)] * 3
    other = Split(id="s", place=SPLIT.place, name="hour", arms=SPLIT.arms)
    assert any(arm_of(str(n), SPLIT) != arm_of(str(n), other) for n in range(20))


def test_the_shares_are_those_that_were_asked_for() -> None:
    found = Counter(arm.name for n in range(20_000) if (arm := arm_of(f"customer {n}", SPLIT)))
    assert abs(found["hold"] / 20_000 - 0.05) < 0.01
    assert abs(found["a"] / 20_000 - 0.50) < 0.02
    assert abs(found["b"] / 20_000 - 0.45) < 0.02


def test_a_split_without_arms_carries_on() -> None:
    assert arm_of("lea", Split(id="s", place=SPLIT.place, name="none", arms=())) is None


PROMOTED = """
flow: promoted
title: Une promotion
purpose: marketing
starts: [{ event: x.offer }]
steps:
  - split: { name: tone, holdout: 99 %, branches: [{ weight: 1, do: { go: a } }] }
  - id: a
    say: Une offre
"""


def test_who_may_not_be_written_to_is_not_in_the_holdout(chat: Callable[..., Chat]) -> None:
    lea = (
        chat(playbook(PROMOTED))
        .says("bonjour")
        .ignores_what_was_said()
        .waits(days=2)
        .shop("x.offer")
        .hears_nothing(because="consent")
    )
    assert not any("témoin" in row.words for row in lea.ledger)
    agreed = chat(playbook(PROMOTED), consent=("marketing",)).says("bonjour").ignores_what_was_said()
    agreed.waits(days=2).shop("x.offer").hears_nothing(because="témoin")
    agreed.ends("holdout")

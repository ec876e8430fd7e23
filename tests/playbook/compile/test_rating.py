"""A rating and its open questions as steps."""

from __future__ import annotations

from bot.playbook.compiled import Comment, Flow, Rate
from tests.engine.chat import playbook

FLOW = """
flow: opinion
title: Avis
purpose: service
starts: [{{ event: chat.opened }}]
steps:
  - id: score
    rate:
      scale: nps
      ask: Votre note ?
      {why}
      low: [{{ say: Désolé }}, {{ stop: low }}]
      high: {{ go: thanks }}
  - say: Merci
  - stop: middle
  - id: thanks
    say: Bravo
"""


def compiled(why: str) -> tuple[Flow, Rate]:
    flow = playbook(FLOW.format(why=why)).flows["opinion"]
    rate = flow.steps["score"]
    assert isinstance(rate, Rate)
    return flow, rate


def test_one_question_for_all_levels_leads_each_to_its_branch() -> None:
    flow, rate = compiled("why: Pourquoi ?")
    assert {level: arm.why for level, arm in rate.arms.items()} == {
        "low": "score.why_low",
        "middle": "score.why_middle",
        "high": "score.why_high",
    }
    whys = [flow.steps[f"score.why_{level}"] for level in ("low", "middle", "high")]
    assert [why.next for why in whys] == ["score.low.1", "2", "thanks"]
    assert [isinstance(why, Comment) and why.has_silent for why in whys] == [True, False, False]


def test_a_level_without_a_question_goes_on_at_once() -> None:
    flow, rate = compiled("why: { low: Qu’est-il arrivé ? }")
    assert rate.arms["high"].why is None
    assert rate.arms["high"].target == "thanks"
    assert rate.arms["middle"].target is None
    assert "score.why_high" not in flow.steps


def test_texts_of_both_questions_are_extracted_once_each() -> None:
    flow, _ = compiled('why: { low: "Qu’est-il arrivé ?", high: "Qu’aimez-vous ?" }')
    texts = [step.wording.text.source for step in flow.steps.values() if isinstance(step, Comment | Rate)]
    assert sorted(texts) == ["Qu’aimez-vous ?", "Qu’est-il arrivé ?", "Votre note ?"]

"""Ratings: taking one, its why, and a change of mind.

A rating is kept three times: on the conversation, so that a text says `feedback.score` of this one; on the customer, as
the last one; and as a row (`RecordFeedback`), whose key is made when the question is answered first. A change of mind
within the conversation rewrites all three, and is told once more only where the level is another now.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from bot.engine.feedback.troubles import tells_trouble, with_words
from bot.engine.run import Run
from bot.engine.slots import write
from bot.engine.steps.outcome import Onward, StepResult
from bot.engine.values import channel_of
from bot.model.conversation import Answered, Conversation
from bot.model.feedback import RecordFeedback
from bot.model.message import Choice, Value
from bot.playbook.compiled import Comment, Rate
from bot.rules.order.feedback import LEVELS, RECOVERY, SCALES, Level, scale_named
from bot.understanding.replies.outcome import Understood
from bot.understanding.replies.trouble_words import is_settled

GIVEN: Final = "feedback.given"
SHOP: Final = "shop"
CHAT: Final = "chat"
OVER: Final = "over"  # in the rating of a conversation that was over when they said it otherwise
MOVED: Final = "moved"  # in the customer's last rating: the journeys that it moved, each with both stages
LONGEST: Final = 2_000  # characters of a comment
_RATED: Final = "rated"  # in a conversation's context: the row and the buttons of each question rated, by step


def shown_scores(step: Rate) -> tuple[Choice, ...]:
    """Return a button for each score."""
    return tuple(Choice(str(score), str(score)) for score in SCALES[step.scale].scores)


def take_rating(run: Run, conversation: Conversation, step: Rate, understood: Understood, prompt: str) -> StepResult:
    """Keep a rating and go on: to the open question of its level, or past it where the why came along."""
    score, comment = _said(understood.value)
    level = SCALES[step.scale].level(score)
    before = _of_this(conversation, step) if run.correcting else None
    key, prompt = _key(run, conversation, step, prompt)
    comment, is_new = comment or str((before or {}).get("comment", "")), bool(comment)
    given: dict[str, Value] = {
        "id": key,
        "step": step.id,
        "scale": step.scale,
        "about": step.about,
        "score": score,
        "level": level,
        "source": CHAT,
        "channel": channel_of(run) or "",
        "flow": conversation.flow,
    }
    if comment:
        given["comment"] = comment[:LONGEST]
        stays = bool((before or {}).get("trouble")) and not (is_new and is_settled(comment))
        if stays or (is_new and tells_trouble(run)):
            given["trouble"] = True
            conversation = replace(conversation, context=with_words(conversation.context, comment))
    if step.about == RECOVERY and (recovers := _recovers(run, before)):
        given["recovers"] = recovers
    conversation = _remember(conversation, step, given, prompt)
    slot = f"{step.save.owner}.{step.save.name}" if step.save else "feedback.score"
    answered = Answered(step=step.id, prompt=prompt, saved={slot: score, "feedback.level": level}, choice=level)
    conversation = replace(conversation, answered=(*conversation.answered[-19:], answered))
    run.decide("understood", "answered", str(step.place), conversation=conversation, value=score, asked="rating")
    if run.correcting:
        run.rewritten |= {"feedback.score", "feedback.level"}
    if step.save is not None:
        conversation = write(run, conversation, step.save, score)
    keep_feedback(run, given, conversation)
    if before is None or before.get("level") != level:
        run.given.append((given, before))
    return Onward(conversation, _next(step, level, told=_told_why(comment, level, before, is_new=is_new)))


def _told_why(comment: str, level: Level, before: Mapping[str, Value] | None, *, is_new: bool) -> bool:
    """Whether the reason is known: what pleased in a five is no reason for a two; and of a talk that was over already,
    only what went wrong is asked.
    """
    known = bool(comment) or bool(before and before.get(OVER))
    turned = before is not None and level == "low" != before.get("level")
    return is_new or (known and not turned)


def keep_rating(conversation: Conversation, step: Rate, answered: Answered) -> StepResult:
    """Take a rating given before a correction of something else as given again."""
    level: Level = next((one for one in LEVELS if one == answered.choice), "middle")
    given = _of_this(conversation, step) or {}
    conversation = replace(conversation, answered=(*conversation.answered, answered))
    return Onward(conversation, _next(step, level, told=bool(given.get("comment"))))


def take_comment(run: Run, conversation: Conversation, step: Comment, text: str, prompt: str) -> StepResult:
    """Keep why."""
    given = conversation.context.get("feedback")
    if isinstance(given, dict):
        given, context = {**given, "comment": text[:LONGEST]}, conversation.context
        if tells_trouble(run):
            given, context = {**given, "trouble": True}, with_words(context, text)
        conversation = replace(conversation, context={**context, "feedback": given})
        keep_feedback(run, given, conversation)
    answered = Answered(step=step.id, prompt=prompt, saved={"feedback.comment": text[:LONGEST]})
    run.decide("understood", "answered", str(step.place), conversation=conversation, value=text, asked="text")
    return Onward(replace(conversation, answered=(*conversation.answered[-19:], answered)), step.next)


def reported(run: Run, data: Mapping[str, Value]) -> dict[str, Value]:
    """Return what the shop's systems say that a customer gave, with its level, and keep it. What has no score is
    told on as it is.
    """
    given: dict[str, Value] = {"about": "", **data, "source": SHOP}
    score, scale = data.get("score"), scale_named(data.get("scale", "csat"))
    if scale is None or isinstance(score, bool) or not isinstance(score, int) or score not in scale.scores:
        run.change(feedback=given)
        return given
    given |= {"id": run.event.id, "scale": scale.name, "level": data.get("level") or scale.level(score)}
    keep_feedback(run, given, None)
    return given


def _recovers(run: Run, before: Mapping[str, Value] | None) -> str:
    """Return the low rating that this one asks after."""
    waiting = (run.customer.feedback or {}).get("recovering", "")
    return str((before or {}).get("recovers") or waiting)


def _said(value: Value) -> tuple[int, str]:
    if isinstance(value, dict):
        return int(str(value.get("score"))), str(value.get("comment", ""))
    return int(str(value)), ""


def _next(step: Rate, level: Level, *, told: bool) -> str | None:
    arm = step.arms[level]
    return (None if told else arm.why) or arm.target or step.next


def _of_this(conversation: Conversation, step: Rate) -> dict[str, Value] | None:
    given = conversation.context.get("feedback")
    return given if isinstance(given, dict) and given.get("step") == step.id else None


def _key(run: Run, conversation: Conversation, step: Rate, prompt: str) -> tuple[str, str]:
    """Return the row of this rating and its buttons' prompt: of a change of mind, those of the first answer."""
    rated = conversation.context.get(_RATED)
    known = rated.get(step.id) if run.correcting and isinstance(rated, dict) else None
    if isinstance(known, list) and len(known) == 2:
        return str(known[0]), prompt or str(known[1])
    return run.effect_id(), prompt


def _remember(conversation: Conversation, step: Rate, given: dict[str, Value], prompt: str) -> Conversation:
    rated = conversation.context.get(_RATED)
    known: dict[str, Value] = {**(rated if isinstance(rated, dict) else {}), step.id: [given["id"], prompt]}
    return replace(conversation, context={**conversation.context, "feedback": given, _RATED: known})


def keep_feedback(run: Run, given: dict[str, Value], conversation: Conversation | None) -> None:
    """Write the row, and what the customer's document knows: the last rating, and which low one waits to be made
    good.
    """
    last = run.customer.feedback or {}
    waiting = _waiting_after(given, str(last.get("recovering", "")))
    kept: dict[str, Value] = {"recovering": waiting} if waiting else {}
    if last.get("id") == given["id"] and MOVED in last:
        kept[MOVED] = last[MOVED]
    run.change(feedback={**given, **kept})
    run.ask_for(
        RecordFeedback(
            id=run.effect_id(),
            key=str(given["id"]),
            scale=str(given["scale"]),
            about=str(given["about"]),
            score=int(str(given["score"])),
            level=str(given["level"]),
            comment=str(given.get("comment", "")),
            source=str(given["source"]),
            channel=str(given.get("channel", "")),
            conversation=conversation.id if conversation else None,
            flow=conversation.flow if conversation else None,
            step=conversation.step if conversation else None,
            version=conversation.version if conversation else run.shelf.current.version,
            recovers=str(given.get("recovers", "")),
        )
    )


def _waiting_after(given: Mapping[str, Value], waiting: str) -> str:
    """Return which low rating waits to be made good once this one is given."""
    recovers = str(given.get("recovers", ""))
    if recovers:
        return recovers if given["level"] == "low" else ""
    if given["level"] == "low":
        return str(given["id"])
    return "" if waiting == given["id"] else waiting

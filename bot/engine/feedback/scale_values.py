"""The ends of the scale that is asked for, for our own sentences: `rating.least` and `rating.most`."""

from __future__ import annotations

from collections.abc import Mapping

from bot.engine.run import Run
from bot.model.conversation import Conversation
from bot.playbook.compiled import Rate
from bot.rules.order.feedback import SCALES


def scale_shown(run: Run, conversation: Conversation | None) -> Mapping[str, object]:
    """Return the ends of the scale of the rating that a conversation stands at; nothing anywhere else."""
    flow = run.book(conversation).flows.get(conversation.flow) if conversation else None
    step = flow.steps.get(conversation.step) if flow and conversation else None
    if not isinstance(step, Rate):
        return {}
    scale = SCALES[step.scale]
    return {"least": scale.least, "most": scale.most}

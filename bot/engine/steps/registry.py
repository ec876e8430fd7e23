"""Which function runs which verb. A verb that is not here does not exist; the tests hold a table of cases for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.engine.steps import booking, comparing, deciding, leaving, ordering, recommending, saying, telling, waiting
from bot.engine.steps.outcome import StepResult
from bot.playbook import compiled

#: Each takes the turn, the conversation and its own kind of step.
Verb = Callable[..., StepResult]

VERBS: Final[Mapping[type[Any], Verb]] = {
    compiled.Say: saying.say,
    compiled.Ask: saying.ask,
    compiled.Floor: saying.floor,
    compiled.OrderStep: ordering.order,
    compiled.BookStep: booking.book,
    compiled.Rate: saying.ask,
    compiled.Comment: saying.ask,
    compiled.Set: deciding.assign,
    compiled.Choose: deciding.choose,
    compiled.Split: deciding.split,
    compiled.Go: deciding.go,
    compiled.Wait: waiting.wait,
    compiled.FetchStep: waiting.fetch,
    compiled.Call: leaving.call,
    compiled.Stop: leaving.stop,
    compiled.HandOver: leaving.hand_over,
    compiled.Move: telling.move,
    compiled.EmitStep: telling.emit,
    compiled.ConsentStep: telling.consent,
    compiled.Compare: comparing.compare,
    compiled.Recommend: recommending.recommend,
}

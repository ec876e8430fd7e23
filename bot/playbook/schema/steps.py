"""The steps of a conversation: a mapping with exactly one verb, `id`, `if`, and what belongs to the verb.

`VERBS` is the one table of verbs: adding a verb is adding its model here (and its compilation in `compile`). `LATER`
are verbs that the language knows and this version does not run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final, Union

from pydantic import Discriminator, Tag
from typing_extensions import TypeAliasType

from bot.playbook.faults import suggestion
from bot.playbook.schema import acting, asking, booking, branches, offering, rating, recommending, selling
from bot.playbook.schema.acting import (
    CallSource,
    ChooseSource,
    ConsentSource,
    EmitSource,
    FetchSource,
    GoSource,
    HandOverSource,
    MoveSource,
    SetSource,
    SplitSource,
    StopSource,
    WaitSource,
)
from bot.playbook.schema.asking import AskSource, OpenFloorSource, SaySource
from bot.playbook.schema.booking import BookSource
from bot.playbook.schema.branches import StepSource
from bot.playbook.schema.offering import CompareSource
from bot.playbook.schema.rating import RateSource
from bot.playbook.schema.recommending import RecommendSource
from bot.playbook.schema.selling import OrderSource
from bot.playbook.schema.written import Rewrites, Written, named, refuse
from bot.playbook.source.nodes import Fields, Word

LATER: Final[frozenset[str]] = frozenset()

VERBS: Final[dict[str, type[StepSource]]] = {
    "say": SaySource,
    "ask": AskSource,
    "answer": OpenFloorSource,
    "order": OrderSource,
    "book": BookSource,
    "rate": RateSource,
    "compare": CompareSource,
    "recommend": RecommendSource,
    "set": SetSource,
    "choose": ChooseSource,
    "split": SplitSource,
    "wait": WaitSource,
    "call": CallSource,
    "go": GoSource,
    "move": MoveSource,
    "emit": EmitSource,
    "fetch": FetchSource,
    "consent": ConsentSource,
    "hand_over": HandOverSource,
    "stop": StopSource,
}


def _one_verb(node: Any) -> Any:
    """Refuse what has no verb, or two: pydantic's union would only say that nothing fits."""
    if not isinstance(node, Fields):
        raise refuse(f"expected a step (a mapping such as `say: …`), found {named(node)}")
    verbs = [word for word in node if word in VERBS or word in LATER]
    if len(verbs) == 1 and verbs[0] in VERBS:
        return node
    raise _no_verb(node, verbs)


def _no_verb(node: Fields, verbs: list[Word]) -> Exception:
    later = next((verb for verb in verbs if verb in LATER), None)
    if later is not None:
        return refuse(f"`{later}` is not available in this version", later)
    if len(verbs) > 1:
        return refuse(f"`{verbs[0]}` and `{verbs[1]}` are two steps; begin each with `- `", verbs[1])
    other = next((word for word in node if word not in {"id", "if"}), None)
    if other is None:
        return refuse("this step has no verb, such as `say` or `ask`")
    return refuse(f"`{other}` is no verb{suggestion(other, VERBS, most=len(VERBS))}", other)


def _tag(node: Fields) -> str:
    return next(str(verb) for verb in node if verb in VERBS)


AnyStepSource = (
    SaySource
    | AskSource
    | OpenFloorSource
    | OrderSource
    | BookSource
    | RateSource
    | CompareSource
    | RecommendSource
    | SetSource
    | ChooseSource
    | SplitSource
    | WaitSource
    | CallSource
    | GoSource
    | MoveSource
    | EmitSource
    | FetchSource
    | ConsentSource
    | HandOverSource
    | StopSource
)
if TYPE_CHECKING:
    Step = AnyStepSource
else:
    Step = TypeAliasType(
        "Step",
        Annotated[
            Union[tuple(Annotated[model, Tag(verb)] for verb, model in VERBS.items())],  # noqa: UP007 - made of a table
            Discriminator(_tag),
            Rewrites(_one_verb, lambda union, _: union),
        ],
    )
    branches.Step = Step
    for _module in (asking, acting, offering, recommending, selling, rating, booking):
        for _model in list(vars(_module).values()):
            if isinstance(_model, type) and issubclass(_model, Written):
                _model.model_rebuild()

"""What all steps share, and the branch: one step, or a list of steps.

The step itself is `steps.Step`, which stands on the verbs, which have branches: so it is named here, filled in there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field
from typing_extensions import TypeAliasType

from bot.playbook.schema.values import Condition, Id
from bot.playbook.schema.written import JsonSchema, Rewrites, Written, listed, named, refuse
from bot.playbook.source.nodes import Fields, Items

if TYPE_CHECKING:
    from bot.playbook.schema.steps import AnyStepSource


def _branch_list(node: Any) -> Any:
    """A branch is one step or a list of steps; an empty list carries on."""
    if isinstance(node, Fields):
        return listed(node, [node])
    if not isinstance(node, Items):
        raise refuse(f"expected a branch (`{{ go: id }}`, a step, or a list of steps), found {named(node)}")
    return node


def _branch_json(steps: JsonSchema, _: JsonSchema) -> JsonSchema:
    return {"anyOf": [steps["items"], steps]}


if TYPE_CHECKING:
    Branch = list["AnyStepSource"]
else:
    Branch = TypeAliasType("Branch", Annotated[list["Step"], Rewrites(_branch_list, _branch_json)])  # noqa: F821 - filled in by `steps`


class StepSource(Written):
    """What every step may have."""

    id: Id | None = None
    if_: Condition | None = Field(None, alias="if")


def exactly_one(fields: Written, *names: str) -> None:
    there = [name for name in names if name in fields.node]
    if len(there) != 1:
        found = " and ".join(f"`{name}`" for name in there) or "none"
        raise refuse(f"expected exactly one of {', '.join(f'`{name}`' for name in names)}, found {found}")

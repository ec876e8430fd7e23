"""The segments that a customer is in, looked at one by one: what no condition asks for is not worked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import overload

from bot.playbook.compiled import Segment


class Segments(Sequence[str]):
    """The ids of those whose condition holds, in the order of the playbook. `contains` looks at one of them."""

    __slots__ = ("_all", "_known")

    def __init__(self, segments: Sequence[Segment], known: Mapping[str, object]) -> None:
        self._all = segments
        self._known = known

    def __contains__(self, name: object) -> bool:
        return any(one.id == name and one.condition.holds(self._known) for one in self._all)

    def __iter__(self) -> Iterator[str]:
        return (one.id for one in self._all if one.condition.holds(self._known))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        return list(self)[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment] # as a list has none

    def __repr__(self) -> str:
        return repr(list(self))

"""How a check is shown to work: a snippet that it refuses, at a marked place, and the same snippet mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.playbook.check import Check
from bot.playbook.compiled import Place
from tests.playbook.playbooks import FLOW, draft, marked


@dataclass(frozen=True)
class Case:
    """`broken` has a mark where `check` tells a fault that says `says`; of `mended` it says nothing."""

    check: Check
    broken: str
    says: str
    mended: str
    file: str = FLOW
    severity: str = "error"
    others: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.check.__name__}: {self.says}"


def prove(case: Case) -> None:
    """The check tells the broken snippet at its mark, and leaves the mended one alone."""
    text, line, column = marked(case.broken)
    told = list(case.check(draft({**case.others, case.file: text})))
    assert [(fault.place, fault.severity) for fault in told] == [(Place(case.file, line, column), case.severity)], told
    assert case.says in told[0].message
    left = list(case.check(draft({**case.others, case.file: case.mended})))
    assert not left, [str(fault) for fault in left]

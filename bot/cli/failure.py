"""How a command ends badly: one line for a person, and the exit code of the contract."""

from __future__ import annotations


class Failure(Exception):
    """What is wrong and what to do, in one line. `code`: 1 the work found faults, 2 wrong usage or settings."""

    def __init__(self, message: str, code: int = 2) -> None:
        super().__init__(message)
        self.code = code

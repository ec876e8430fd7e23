"""Comparisons that never raise: a number against a text, or anything against an absent value, is false.

The library raises for `1 < "a"`, which would throw away the rest of the condition with it. The checker names such a
comparison before a customer meets it; this is for values that only turn out at run time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from liquid import RenderContext
from liquid.builtin.expressions.logical import (
    BooleanExpression,
    ContainsExpression,
    EqExpression,
    GeExpression,
    GtExpression,
    LeExpression,
    LogicalAndExpression,
    LogicalNotExpression,
    LogicalOrExpression,
    LtExpression,
    NeExpression,
)
from liquid.builtin.expressions.primitive import Blank, Empty
from liquid.expression import Expression
from liquid.undefined import Undefined

_NUMBERS: Final = (int, float)  # and not bool


def less(left: object, right: object) -> bool:
    """Return whether `left < right`, for two numbers, two texts or two instants; false for anything else."""
    if type(left) in _NUMBERS and type(right) in _NUMBERS:
        return left < right  # type: ignore[no-any-return, operator] # both are numbers
    if isinstance(left, str) and isinstance(right, str):
        return left < right
    if isinstance(left, datetime) and isinstance(right, datetime):
        return (left.tzinfo is None) == (right.tzinfo is None) and left < right
    return False


def same(left: object, right: object) -> bool:
    """Return whether both are equal; nil and absent are, 1 and true are not."""
    if isinstance(left, Undefined) or isinstance(right, Undefined):
        return _nil(left) and _nil(right)
    if isinstance(right, Empty | Blank):
        left, right = right, left
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    return bool(left == right)


def _nil(value: object) -> bool:
    return value is None or isinstance(value, Undefined | Blank)


def holds_within(left: object, right: object) -> bool:
    """Return whether a text or a list contains `right`."""
    if isinstance(left, str):
        return isinstance(right, str | int | float) and not isinstance(right, bool) and str(right) in left
    if isinstance(left, Sequence | dict):
        return not isinstance(right, list | dict | Undefined) and right in left
    return False


def _at_most(left: object, right: object) -> bool:
    return less(left, right) or (_ordered(left) and _ordered(right) and same(left, right))


def _ordered(value: object) -> bool:
    return type(value) in _NUMBERS or isinstance(value, str | datetime)


_TESTS: Final[dict[type[Expression], Callable[[object, object], bool]]] = {
    LtExpression: less,
    GtExpression: lambda left, right: less(right, left),
    LeExpression: _at_most,
    GeExpression: lambda left, right: _at_most(right, left),
    EqExpression: same,
    NeExpression: lambda left, right: not same(left, right),
    ContainsExpression: holds_within,
}
SIGNS: Final[dict[type[Expression], str]] = {
    LtExpression: "<",
    GtExpression: ">",
    LeExpression: "<=",
    GeExpression: ">=",
    EqExpression: "==",
    NeExpression: "!=",
    ContainsExpression: "contains",
}


class Comparison(Expression):
    """Two values held against each other by one of the signs."""

    __slots__ = ("left", "right", "sign", "test")

    def __init__(self, written: Expression, left: Expression, right: Expression) -> None:
        super().__init__(written.token)
        self.left = left
        self.right = right
        self.sign = SIGNS[type(written)]
        self.test = _TESTS[type(written)]

    def evaluate(self, context: RenderContext) -> bool:
        return self.test(self.left.evaluate(context), self.right.evaluate(context))

    def children(self) -> list[Expression]:
        return [self.left, self.right]


def gentle(expression: Expression) -> Expression:
    """Return the expression with every comparison in it replaced by one that never raises."""
    match expression:
        case LogicalAndExpression() | LogicalOrExpression():
            expression.left = gentle(expression.left)
            expression.right = gentle(expression.right)
        case LogicalNotExpression():
            expression.right = gentle(expression.right)
        case BooleanExpression():
            expression.expression = gentle(expression.expression)
        case _ if type(expression) in SIGNS:
            return Comparison(expression, gentle(expression.left), gentle(expression.right))  # type: ignore[attr-defined] # each has both
    return expression

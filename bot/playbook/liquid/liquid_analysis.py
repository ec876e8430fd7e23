"""What a text or a condition uses, for the checker: every value with its place, and every comparison with a literal.

Places are lines and columns, from 1, in the source given. What is a fault (an unknown name, a value that may be absent,
a number against a text) is the checker's to say: it knows which values exist.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

from liquid import Token
from liquid.ast import ConditionalBlockNode, Node
from liquid.builtin.expressions import BooleanExpression, FilteredExpression, Path, tokenize
from liquid.builtin.expressions.logical import LogicalAndExpression, LogicalOrExpression
from liquid.builtin.expressions.primitive import Blank, Empty, Nil
from liquid.builtin.expressions.primitive import Literal as Written
from liquid.builtin.output import OutputNode
from liquid.builtin.tags.assign_tag import AssignNode
from liquid.builtin.tags.for_tag import ForNode
from liquid.builtin.tags.if_tag import IfNode
from liquid.expression import Expression
from liquid.token import TOKEN_AND, TOKEN_EXPRESSION, TOKEN_LPAREN, TOKEN_OR, TOKEN_RPAREN
from msgspec import Struct

from bot.playbook.liquid.liquid_comparisons import Comparison as Compared
from bot.playbook.liquid.liquid_grammar import grammar, position
from bot.playbook.liquid.liquid_texts import MARKS

Role = Literal["shown", "tested", "looped"]
Name = tuple[str, ...]
_TURNED: Final = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_TESTING_TAG: Final = re.compile(r"{%-?\s*(?:if|elsif|unless)\s(?P<test>.*?)-?%}", re.DOTALL)


class Use(Struct, frozen=True, kw_only=True):
    """A value that is used. `path` is `("customer", "first_name")`; `*` stands for a key that is itself a value.

    `role`: shown to the customer (or worked with on the way), tested in a condition, or looped over. `safe` says that
    its absence is provided for: by `default:`, or by an `if` around it that tests it.
    """

    path: Name
    line: int
    column: int
    role: Role
    safe: bool = False
    filters: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return ".".join(self.path)


class Comparison(Struct, frozen=True, kw_only=True):
    """A value held against a literal: `customer.age > "12"`. `sign` reads as if the value stood on the left."""

    path: Name
    sign: str
    literal: bool | int | float | str
    line: int
    column: int


class Analysis(Struct, frozen=True):
    """All that is used, in the order of the source.

    `mixed` is where an `and` and an `or` stand side by side without brackets, which Liquid reads from the right:
    `a and b or c` is `a and (b or c)`.
    """

    uses: tuple[Use, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    mixed: tuple[int, int] | None = None


def of_text(source: str) -> Analysis:
    """Return what a text uses. Raises `LiquidFault`."""
    if not any(mark in source for mark in MARKS):
        return Analysis()
    reader = _Reader(source)
    reader.nodes(grammar().text(source).nodes, frozenset())
    tests = ((test["test"], test.start("test")) for test in _TESTING_TAG.finditer(source))
    return reader.analysis(next((found for test, start in tests if (found := _mixed(test, source, start))), None))


def of_condition(source: str) -> Analysis:
    """Return what a bare condition uses. Raises `LiquidFault`."""
    reader = _Reader(source)
    reader.tested(grammar().condition(source))
    return reader.analysis(_mixed(source, source, 0))


def placeholders(source: str) -> frozenset[str]:
    """Return the names of all values that a text uses. Raises `LiquidFault`."""
    return frozenset(use.name for use in of_text(source).uses)


def proven(source: str) -> frozenset[Name]:
    """Return the values that are surely there where a bare condition holds. Raises `LiquidFault`."""
    return _proven(grammar().condition(source))


class _Reader:
    """Walks one source. `_local` are the names that the text itself makes: `assign`, `capture`, `for`."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._local: set[str] = set()
        self._uses: list[Use] = []
        self._comparisons: list[Comparison] = []

    def analysis(self, mixed: tuple[int, int] | None) -> Analysis:
        return Analysis(tuple(self._uses), tuple(self._comparisons), mixed)

    def nodes(self, nodes: Iterable[Node], proven: frozenset[Name]) -> None:
        for node in nodes:
            self._node(node, proven)

    def _node(self, node: Node, proven: frozenset[Name]) -> None:
        match node:
            case OutputNode() | AssignNode():
                for expression in node.expressions():
                    self._shown(expression, proven)
            case IfNode():
                self.tested(node.condition)
                self._node(node.consequence, proven | _proven(node.condition))
                self.nodes([*node.alternatives, *([node.default] if node.default else [])], proven)
                return
            case ConditionalBlockNode():
                self.tested(node.expression)
                proven |= _proven(node.expression)
            case ForNode():
                self._looped(node.expression)
            case _:
                for expression in node.expressions():
                    self.tested(expression)
        self._local.update(str(name) for name in (*node.template_scope(), *node.block_scope()))
        self.nodes(node.children(None, include_partials=False), proven)  # type: ignore[arg-type] # no partials here

    def _shown(self, expression: Expression, proven: frozenset[Name]) -> None:
        if isinstance(expression, FilteredExpression):
            names = tuple(call.name for call in expression.filters or [])
            self._use(expression.left, "shown", names, safe="default" in names, proven=proven)
            for call in expression.filters or []:
                for argument in call.children():
                    self._shown(argument, proven)
        else:
            self._use(expression, "shown", proven=proven)

    def _looped(self, expression: Expression) -> None:
        for child in expression.children():
            self._use(child, "looped", safe=True)

    def tested(self, expression: Expression) -> None:
        """Note all that a condition, or the subject of a `case`, looks at."""
        if isinstance(expression, Path):
            self._use(expression, "tested", safe=True)
            return
        if isinstance(expression, Compared):
            self._compared(expression)
        for child in expression.children():
            self.tested(child)

    def _compared(self, compared: Compared) -> None:
        match compared.left, compared.right:
            case Path() as path, Written() as literal:
                sign = compared.sign
            case Written() as literal, Path() as path:
                sign = _TURNED.get(compared.sign, compared.sign)
            case _:
                return
        line, column = self._position(path)
        self._comparisons.append(
            Comparison(path=_name(path), sign=sign, literal=literal.value, line=line, column=column)
        )

    def _use(
        self,
        expression: Expression,
        role: Role,
        filters: tuple[str, ...] = (),
        *,
        safe: bool = False,
        proven: frozenset[Name] = frozenset(),
    ) -> None:
        for child in expression.children():
            self._use(child, role, proven=proven)
        if not isinstance(expression, Path):
            return
        path = _name(expression)
        if path[0] not in self._local:
            line, column = self._position(expression)
            safe = safe or path in proven
            self._uses.append(Use(path=path, line=line, column=column, role=role, safe=safe, filters=filters))

    def _position(self, expression: Expression) -> tuple[int, int]:
        return position(self._source, expression.token.start_index)


def _name(path: Path) -> Name:
    return tuple("*" if isinstance(key, Path) else str(key) for key in path.path)


def _proven(condition: Expression) -> frozenset[Name]:
    """Return the values that are surely there where the condition holds."""
    match condition:
        case BooleanExpression():
            return _proven(condition.expression)
        case LogicalAndExpression():
            return _proven(condition.left) | _proven(condition.right)
        case LogicalOrExpression():
            return _proven(condition.left) & _proven(condition.right)
        case Path():
            return frozenset({_name(condition)})
        case Compared() if isinstance(condition.left, Path):
            about_nothing = isinstance(condition.right, Nil | Blank | Empty)
            return frozenset({_name(condition.left)}) if (condition.sign == "!=") == about_nothing else frozenset()
    return frozenset()


def _mixed(test: str, source: str, start: int) -> tuple[int, int] | None:
    """Return where `and` meets `or` at the same depth of brackets, or None."""
    seen: list[set[str]] = [set()]
    for token in tokenize(test, Token(TOKEN_EXPRESSION, test, start, source)):
        if token.kind == TOKEN_LPAREN:
            seen.append(set())
        elif token.kind == TOKEN_RPAREN and len(seen) > 1:
            seen.pop()
        elif token.kind in (TOKEN_AND, TOKEN_OR):
            seen[-1].add(token.kind)
            if len(seen[-1]) > 1:
                return position(source, token.start_index)
    return None

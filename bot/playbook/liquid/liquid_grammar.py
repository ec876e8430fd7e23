"""What may be written in a text: python-liquid, narrowed, with its faults in an author's words.

Only `if unless case for break continue assign capture comment echo` and output; nothing that includes, renders or
reads a file. Loops nest two deep at most. Filters are known and take what they are given, or it is a fault here and not
in front of a customer. Comparisons never raise: a number and a text compare as false.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from liquid import BoundTemplate, Environment, Mode, RenderContext, Token
from liquid.ast import Node
from liquid.builtin.expressions import BooleanExpression, FilteredExpression, StringLiteral, tokenize
from liquid.builtin.expressions.arguments import KeywordArgument
from liquid.builtin.expressions.filtered import Filter as FilterCall
from liquid.builtin.output import OutputNode
from liquid.builtin.tags.for_tag import ForNode
from liquid.exceptions import LiquidError
from liquid.expression import Expression
from liquid.stream import TokenStream
from liquid.token import TOKEN_EOF, TOKEN_EXPRESSION

from bot.playbook.compiled import MissingValue
from bot.playbook.faults import suggestion
from bot.playbook.liquid.filters import all_filters, misuse
from bot.playbook.liquid.filters_dates import cldr_pattern
from bot.playbook.liquid.liquid_comparisons import gentle
from bot.playbook.liquid.liquid_scene import Absent, Filter

LONGEST_SOURCE: Final = 4_096  # characters
DEEPEST_LOOP: Final = 2
_TAGS: Final = ("if", "unless", "case", "for", "break", "continue", "assign", "capture", "comment", "echo", "#")
_PSEUDO_TAGS: Final = ("output", "content", "illegal")
_BLOCKS: Final = re.compile(r"{%-?\s*(end)?(if|unless|case|for|capture|comment)\b")


class LiquidFault(ValueError):
    """A text, condition or expression that can't be used. `line` and `column` count from 1 in the source."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


class Grammar:
    """The parser, with the filters it knows. Stateless once made: `grammar()` gives the one."""

    def __init__(self) -> None:
        self.filters: dict[str, Filter] = all_filters()
        self.env = Environment(strict_filters=True, undefined=Absent)
        self.env.logical_parentheses = True
        self.env.logical_not_operator = True
        self.env.filters = dict(self.filters)
        self.env.tags = {name: tag for name, tag in self.env.tags.items() if name in _TAGS + _PSEUDO_TAGS}
        for name in ("if", "unless", "case"):
            self.env.tags[name].mode = Mode.STRICT  # type: ignore[attr-defined] # these have it
        self.env.tags["output"].node_class = _ShownNode  # type: ignore[attr-defined] # as above
        self.env.tags["echo"].node_class = _ShownNode  # type: ignore[attr-defined] # as above
        # Compiling a text, analysing it and counting its SMS segments follow each other.
        self._lately = lru_cache(maxsize=16)(self._parsed)

    def text(self, source: str) -> BoundTemplate:
        """Return a text, parsed and checked. Raises `LiquidFault`."""
        return self._lately(source)

    def _parsed(self, source: str) -> BoundTemplate:
        if len(source) > LONGEST_SOURCE:
            raise LiquidFault(f"the text is longer than {LONGEST_SOURCE} characters; cut it into two messages")
        try:
            template = self.env.from_string(source)
        except LiquidError as fault:
            raise _located(fault, source) from None
        self._check(template.nodes, source)
        return template

    def condition(self, source: str) -> BooleanExpression:
        """Return a bare boolean expression. Raises `LiquidFault`."""
        if "{{" in source or "{%" in source:
            raise LiquidFault("write the condition without {{ }} and {% %}", *position(source, source.index("{")))
        if not source.strip() or len(source) > LONGEST_SOURCE:
            raise LiquidFault("a condition is expected, such as `customer.orders_count > 0`")
        try:
            token = Token(TOKEN_EXPRESSION, source, 0, source)
            found = BooleanExpression.parse(self.env, TokenStream(tokenize(source, token)))
        except (LiquidError, RecursionError) as fault:
            raise _located(fault, source) from None
        found.expression = gentle(found.expression)
        return found

    def _check(self, nodes: list[Node], source: str) -> None:
        for node, loops in walk(nodes):
            if loops > DEEPEST_LOOP:
                raise LiquidFault("loops nest two deep at most", *position(source, node.token.start_index))
            for expression in node.expressions():
                self._check_expression(expression, source)

    def _check_expression(self, expression: Expression, source: str) -> None:
        if isinstance(expression, BooleanExpression):
            expression.expression = gentle(expression.expression)
        if isinstance(expression, FilteredExpression):
            for call in expression.filters or []:
                self._check_call(call, expression, source)
        for child in expression.children():
            self._check_expression(child, source)

    def _check_call(self, call: FilterCall, expression: FilteredExpression, source: str) -> None:
        where = position(source, call.token.start_index)
        if call.name not in self.filters:
            raise LiquidFault(f"no filter is called `{call.name}`{suggestion(call.name, self.filters, 0)}", *where)
        named = [each.name for each in call.args if isinstance(each, KeywordArgument)]
        if wrong := misuse(self.filters[call.name], len(call.args) - len(named), named):
            raise LiquidFault(f"the filter `{call.name}` is used wrongly: {wrong}", *where)
        if call.name == "date":
            _check_date(call, expression, where)


@cache
def grammar() -> Grammar:
    """Return the grammar; making it costs some milliseconds, once."""
    return Grammar()


class _ShownNode(OutputNode):
    """`{{ value }}`: says plain values, and refuses to say what is absent or has no words."""

    __slots__ = ()

    def render_to_output(self, context: RenderContext, buffer: object) -> int:
        return buffer.write(shown(self.expression.evaluate(context)))  # type: ignore[attr-defined, no-any-return] # a TextIO


def shown(value: object) -> str:
    """Return a plain value as text: a whole number without `.0`, several in a row. Raises `MissingValue`."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case Absent():
            raise MissingValue(value.name)
        case None | dict():
            raise MissingValue("a group of values, or none, where a text belongs")
        case list() | tuple():
            return "".join(shown(each) for each in value)
    return str(value)


def walk(nodes: list[Node], loops: int = 0) -> Iterator[tuple[Node, int]]:
    """Yield every node with the number of loops around it, itself included."""
    for node in nodes:
        depth = loops + isinstance(node, ForNode)
        yield node, depth
        yield from walk(list(node.children(None)), depth)  # type: ignore[arg-type]  # static: no partials here


def position(source: str, index: int) -> tuple[int, int]:
    """Return line and column, from 1, of an index into `source`."""
    before = source[: max(index, 0)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _check_date(call: FilterCall, expression: FilteredExpression, where: tuple[int, int]) -> None:
    if isinstance(expression.left, StringLiteral) and expression.left.value in ("now", "today"):
        raise LiquidFault(f'write `now | date` without quotes: "{expression.left.value}" is a text', *where)
    form = call.args[0].value if call.args else None
    if isinstance(form, StringLiteral):
        try:
            cldr_pattern(form.value)
        except ValueError as fault:
            raise LiquidFault(str(fault), *where) from None


def _located(fault: BaseException, source: str) -> LiquidFault:
    token = getattr(fault, "token", None)
    message = str(getattr(fault, "message", None) or "this is nested too deeply")
    if token is None or token.kind == TOKEN_EOF:
        return _unclosed(message, source)
    if token.value == "=":
        return LiquidFault("`=` is no comparison; use `==`", *position(source, token.start_index))
    met = re.sub(r"found '?\S+'?$", lambda _: f"found `{token.value}`", message)
    return LiquidFault(_in_words(met), *position(source, token.start_index))


def _unclosed(message: str, source: str) -> LiquidFault:
    """Blame what was opened and never closed, for a source that ends too early."""
    opened: list[re.Match[str]] = []
    for block in _BLOCKS.finditer(source):
        if block[1] and opened:
            opened.pop()
        elif not block[1]:
            opened.append(block)
    if opened and "tag" in message:
        last = opened[-1]
        return LiquidFault(
            f"`{{% {last[2]} %}}` is never closed with `{{% end{last[2]} %}}`", *position(source, last.start())
        )
    start = max(source.rfind("{{"), source.rfind("{%"), 0)
    return LiquidFault(_in_words(message), *position(source, start))


_WORDS: Final = (
    (r"expected '}}', found end of file", "`{{` is never closed with `}}`"),
    (r"missing tag name or closing delimiter", "`{%` is never closed with `%}`"),
    (r"unexpected tag '(end\w+|else|elsif|when)'", r"`{% \1 %}` closes nothing that is open"),
    (r"unexpected tag '(.*)'", r"`{% \1 %}` can't be used here; there are if, unless, case, for, assign, capture"),
    (r"unexpected '[‘’“”«»]'", "a quotation mark is `'` or `\"` here, no typographic one"),
    (r"""unexpected (?:'"'|"'")""", "a quote opened here is never closed"),
    (r"unexpected '(.*)'", r"`\1` has no meaning here"),
    (r"expected a primitive expression, found (.*)", r"a value is missing: found \1"),
    (r"expected end of expression, found pipe", "a condition takes no filters"),
    (r"expected end of expression, found (.*)", r"something is left over: \1"),
    (r"expected eof, found (.*)", r"something is left over: \1"),
    (r"(.*) end of expression", r"\1 nothing more"),
    (r"unknown operator '(.*)'", r"`\1` is no comparison; use == != > < >= <= contains"),
)


def _in_words(message: str) -> str:
    for pattern, words in _WORDS:
        if re.fullmatch(pattern, message):
            return re.sub(pattern, words, message)
    return message

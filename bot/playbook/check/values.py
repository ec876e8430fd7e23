"""Names in texts and conditions that nothing can have set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from bot.playbook.check.vocabulary import NAMESPACES, PLAIN, Namespace
from bot.playbook.compiled import Place
from bot.playbook.draft import Draft, Spot, Used
from bot.playbook.faults import Fault, error, nearest, suggestion
from bot.playbook.liquid.liquid_analysis import Use

#: Where a namespace has no meaning, with the reason.
_NOT_THERE: Mapping[str, Mapping[str, str]] = {
    "answer": {
        "conversation": "an answer may be given in any conversation",
        "event": "an answer is given when the customer asks, not when something happens",
    },
    "segment": dict.fromkeys(("conversation", "event", "answer", "offer"), "a segment looks at the customer"),
    "policy": dict.fromkeys(NAMESPACES.keys() - {"store"}, "this sentence is kept as a proof, the same for everybody"),
    "repair": dict.fromkeys(NAMESPACES.keys() - {"store", "customer"}, "these words may be needed in any conversation"),
}


#: Names that only one kind of file may look into.
_THEIR_OWN: Final[Mapping[str, frozenset[str]]] = {
    "journey": frozenset({"handover"}),
    "repair": frozenset({"compared", "advised"}),
}


class Known:
    """All names that a draft knows, by namespace; `conversation` by flow."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._kept: dict[tuple[str, str], set[str]] = defaultdict(set)
        for one in draft.kept:
            self._kept[one.owner, one.flow if one.owner == "conversation" else ""].add(one.name)

    def names(self, namespace: str, spot: Spot) -> frozenset[str]:
        """Return the names that `namespace` may hold at a spot."""
        own = self._kept[namespace, spot.owner if namespace == "conversation" else ""]
        if namespace == "customer":
            own = own | self._draft.facts.keys()
        elif namespace == "store":
            own = own | set(self._draft.store.facts)
        elif namespace == "offers":
            own = own | self._draft.offers.keys()
        return frozenset(NAMESPACES[namespace].names) | own

    def knows(self, use: Use, spot: Spot) -> bool:
        """Whether something may set what is used; a namespace that others fill holds any name."""
        head, *rest = use.path
        namespace = NAMESPACES.get(head)
        return namespace is None or namespace.open_ or not rest or rest[0] in self.names(head, spot)

    def may_be(self, name: str) -> bool:
        """Whether a name stands where a file could not be read, so that it may be set there."""
        return name in self._draft.lost or (name == "outcome" and bool(self._draft.damaged))  # a lost `call`'s

    def there(self, spot: Spot) -> frozenset[str]:
        """Return the namespaces and plain values that a spot may look into."""
        own = _THEIR_OWN.get(spot.kind, frozenset())
        return frozenset(NAMESPACES.keys() - _NOT_THERE.get(spot.kind, {}).keys()) | PLAIN | own


def unknown_values(draft: Draft) -> Iterator[Fault]:
    """A name that no step, import or event can have set."""
    known = Known(draft)
    for used in draft.used:
        for use in used.analysis.uses:
            message = _message(use, used.spot, known)
            if message is not None:
                yield error(place_of_use(draft, used, use.line, use.column), message)


def place_of_use(draft: Draft, used: Used, line: int, column: int) -> Place:
    """Return where in the file a part of a text stands."""
    return draft.places.within(used.word, used.spot.file, line, column)


def _message(use: Use, spot: Spot, known: Known) -> str | None:
    head, *rest = use.path
    there = known.there(spot)
    if head not in there:
        reason = _NOT_THERE.get(spot.kind, {}).get(head)
        if reason is not None:
            return f"`{use.name}` can't be known here: {reason}"
        return _unknown_head(use, head, spot, known)
    if spot.kind == "segment" and use.path[:2] == ("customer", "segments"):
        return "a segment can't look at segments; write out what the other one asks"
    if head in PLAIN or not rest or rest[0] in {"*", "size", "first", "last"} or known.may_be(rest[0]):
        return None
    return _unknown_name(head, rest[0], NAMESPACES.get(head), known.names(head, spot) if head in NAMESPACES else None)


def _unknown_head(use: Use, head: str, spot: Spot, known: Known) -> str:
    if len(use.path) == 1:
        for owner in ("conversation", "customer", "journey"):
            if owner in known.there(spot) and head in known.names(owner, spot):
                return f"`{head}` has no owner; did you mean `{owner}.{head}`?"
    return f"nothing is called `{head}`{suggestion(head, known.there(spot))}"


def _unknown_name(head: str, name: str, namespace: Namespace | None, names: frozenset[str] | None) -> str | None:
    if namespace is None or names is None or name in names:
        return None
    if namespace.open_:
        near = nearest(name, names, at_least=0.75)
        return f"`{head}.{name}` is not known; did you mean `{head}.{near}`?" if near else None
    who = "no step of this flow keeps" if head == "conversation" else "nothing can have set"
    near = nearest(name, names)
    hint = f"; did you mean `{head}.{near}`?" if near else _remedy(head)
    return f"{who} `{head}.{name}`{hint}"


def _remedy(head: str) -> str:
    if head == "customer":
        return "; a fact that an import brings is listed in store.yaml as `customer_facts: [name]`"
    return ""


def written_values(draft: Draft) -> Iterator[Fault]:
    """A step that writes what the program itself works out."""
    for one in draft.kept:
        if one.name in NAMESPACES[one.owner].computed:
            instead = "; a stage is changed by `move`" if (one.owner, one.name) == ("journey", "stage") else ""
            yield error(
                one.place, f"`{one.owner}.{one.name}` is worked out by the program and can't be written{instead}"
            )

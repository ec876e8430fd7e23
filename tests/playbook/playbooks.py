"""Small playbooks for tests, and snippets that mark where a fault should be told."""

from __future__ import annotations

from collections.abc import Mapping

from bot.playbook import Fault, build
from bot.playbook.assembling import assemble
from bot.playbook.compiled import AnyStep, Flow, Place, Playbook
from bot.playbook.draft import Draft
from bot.playbook.fault_words import fault_in
from bot.playbook.source.parsing import parse_all

#: Stands in a snippet just before the place of the fault.
MARK = "▸"

STORE = """store: Moka
languages: [fr]
country: FR
timezone: Europe/Paris
currency: EUR
website: https://www.moka.example
points_of_sale: [{ id: lyon, name: Lyon }]
teams: [{ id: magasin, name: Magasin }]
"""
FLOW = "flows/conversations/order.yaml"
ANSWERS = "flows/answers/livraison.yaml"
POLICY = "flows/policy.yaml"
JOURNEY = "flows/journeys/purchase.yaml"

Sources = Mapping[str, str]


def sources(files: Sources) -> dict[str, str]:
    """Return files with a store beside them."""
    return {"flows/store.yaml": STORE, **files}


def flow(steps: str, head: str = "starts: [{ intent: buy }]\nexamples: [je le prends]") -> str:
    """Return a conversation of these steps, each line as it stands."""
    return f"flow: order\n{head}\nsteps:\n{steps}\n"


def marked(text: str) -> tuple[str, int, int]:
    """Return the text without its mark, and the line and column that it marks."""
    before, mark, after = text.partition(MARK)
    assert mark, "a snippet marks the place of its fault"
    return before + after, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def faults_of(files: Sources) -> tuple[Fault, ...]:
    """Return all faults of a playbook that has a store, errors only."""
    return tuple(fault for fault in build(sources(files)).faults if fault.severity == "error")


def assert_told(file: str, snippet: str, says: str, others: Sources | None = None) -> None:
    """The snippet, as that file, has one error: at its mark, saying so."""
    text, line, column = marked(snippet)
    told = faults_of({**(others or {}), file: text})
    assert [(fault.place, says in fault.message) for fault in told] == [(Place(file, line, column), True)], told
    for fault in told:
        assert fault_in("fr", fault.message) != fault.message, f"no French in faults.po: {fault.message}"


def playbook(files: Sources) -> Playbook:
    """Return the playbook of files without an error."""
    checked = build(sources(files))
    assert checked.playbook is not None, [str(fault) for fault in checked.faults]
    return checked.playbook


def one_flow(steps: str, head: str = "starts: [{ intent: buy }]\nexamples: [je le prends]") -> Flow:
    """Return the compiled conversation of these steps."""
    return playbook({FLOW: flow(steps, head)}).flows["order"]


def step(steps: str, name: str = "1") -> AnyStep:
    """Return one compiled step."""
    return one_flow(steps).steps[name]


def draft(files: Sources) -> Draft:
    """Return the draft of files that fit their kinds."""
    parsed = parse_all(sources(files))
    assembled = assemble(parsed)
    told = [*parsed.faults, *assembled.faults]
    assert assembled.draft is not None
    assert not told, [str(fault) for fault in told]
    return assembled.draft

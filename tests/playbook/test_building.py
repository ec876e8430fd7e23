"""From files to a playbook: a valid one whole, a broken one with all its faults, and never an exception."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.playbook import Readings, build, load, who_speaks
from bot.playbook.faults import in_order
from bot.playbook.schema.kinds import KINDS, kind_of
from bot.playbook.source.files import read_folder
from bot.playbook.source.nodes import plain
from bot.playbook.source.yaml_tree import parse
from tests.playbook.playbooks import ANSWERS, FLOW, STORE, flow, marked
from tests.properties import examples

MOKA = Path(__file__).parent.parent / "data" / "playbooks" / "moka"
SOURCES = read_folder(MOKA)
TREES = {path: plain(parse(text, path).root) for path, text in SOURCES.items() if path.endswith(".yaml")}  # type: ignore[arg-type]


def test_a_valid_playbook_is_built_whole() -> None:
    checked = load(MOKA)
    assert [fault for fault in checked.faults if fault.severity == "error"] == []
    book = checked.playbook
    assert book is not None
    assert set(book.flows) == {"order", "cart_reminder", "recovery"}
    assert set(book.answers) == {"delais", "prix_livraison"}
    assert set(book.offers) == {"aroma-2", "yirga-1kg", "detartrant"}
    assert book.media_root == str(MOKA)
    assert {kind_of(path) for path in SOURCES} > set(KINDS), "the example has every kind of file"


ASKS_FOR_A_REVIEW = """flow: review
title: Avis
purpose: care
starts: [{ event: order.delivered }]
steps:
  - say: Tout va bien ? Laissez-nous un avis sur Google.
"""


@pytest.mark.parametrize(
    ("text", "policy", "purpose"),
    [
        (ASKS_FOR_A_REVIEW, "", "marketing"),
        (ASKS_FOR_A_REVIEW.replace("care", "service"), "", "marketing"),
        (
            ASKS_FOR_A_REVIEW.replace("Laissez-nous un avis sur Google.", "Recommanderiez-vous la boutique ?"),
            "",
            "marketing",
        ),
        (ASKS_FOR_A_REVIEW, 'legitimate_interest: "Claire Martin, 2026-11-02"\n', "care"),
        (ASKS_FOR_A_REVIEW.replace("Laissez-nous un avis sur Google.", "Répondez-nous ici."), "", "care"),
    ],
)
def test_what_asks_for_a_review_without_a_signed_ground_runs_as_marketing(text: str, policy: str, purpose: str) -> None:
    checked = build({"flows/store.yaml": STORE, FLOW: text, **({"flows/policy.yaml": policy} if policy else {})})
    assert checked.playbook is not None, checked.faults
    assert checked.playbook.flows["review"].purpose == purpose
    assert bool(checked.faults) is (purpose == "marketing")


def test_a_store_and_an_answers_file_are_a_working_bot() -> None:
    book = build({"flows/store.yaml": STORE, ANSWERS: "- { answer: a, question: Quoi, say: Rien }\n"}).playbook
    assert book is not None
    assert [stage.id for stage in book.journeys[0].stages][:3] == ["discovery", "comparison", "decision"]
    assert book.policy.sms_segments == 2
    assert "not_understood" in book.repair


def test_who_speaks_is_read_from_the_stores_own_file_whatever_the_others_say() -> None:
    built = build(SOURCES).playbook
    assert built is not None
    assert who_speaks(SOURCES) == built.store
    assert who_speaks({**SOURCES, FLOW: "sya: [oops"}) == built.store
    assert who_speaks({"flows/store.yaml": STORE.replace("store:", "sotre:")}).name == ""
    assert who_speaks({}).name == ""


def test_who_builds_again_with_what_was_read_before_gets_what_a_first_build_gives() -> None:
    readings = Readings()
    whole = {"flows/store.yaml": STORE, FLOW: flow("  - say: Bonjour\n  - call: nowhere")}
    wrong = {**whole, FLOW: flow("  - sya: Bonjour")}
    right = {**whole, FLOW: flow("  - say: Bonjour")}
    for files in (whole, wrong, right, whole, right, wrong):
        kept, first = build(files, readings=readings), build(files)
        assert kept.faults == first.faults
        assert list(kept.playbook.flows if kept.playbook else ()) == list(
            first.playbook.flows if first.playbook else ()
        )
    assert build(right, readings=readings).playbook


def test_without_a_store_the_one_fault_is_that_it_is_missing() -> None:
    checked = build({FLOW: flow("  - stop: done")})
    assert checked.playbook is None
    assert [str(fault) for fault in checked.faults] == [
        "flows/store.yaml:1:1: error: this file is missing; it says who speaks"
    ]


def test_all_faults_of_all_files_are_told_at_once_in_order_and_none_twice() -> None:
    files = {
        "flows/store.yaml": STORE,
        FLOW: flow("  - sya: Bonjour\n  - call: nowhere\n  - compare: x"),
        ANSWERS: "- answer: a\n  say: [\n",
        "flows/policy.yaml": "expires: tomorrow\nquite: {}\n",
    }
    faults = build(files).faults
    assert [str(fault.place) for fault in faults] == [
        f"{ANSWERS}:3:1",
        f"{FLOW}:5:5",
        f"{FLOW}:6:11",
        f"{FLOW}:7:14",
        "flows/policy.yaml:1:10",
        "flows/policy.yaml:2:1",
    ]
    assert len(set(faults)) == len(faults)
    assert in_order(reversed(faults)) == faults


def test_one_slip_in_a_flow_hides_no_other_and_is_told_once() -> None:
    steps = """
  - ask: Combien ?
    as: numbr
    save: people
  - id: told
    say: "{{ conversation.people | default: 0 }} personnes, {{ customer.frst_name | default: 'vous' }}"
  - set: { customer.roast: dark, nobody.x: 1 }
  - go: tld
  - call: other"""
    files = {
        "flows/store.yaml": STORE.replace("Europe/Paris", "Europe/Pari"),
        "flows/policy.yaml": "fetch: { hosts: [api.moka.example] }\nidle: soon\n",
        FLOW: flow(steps),
        "flows/conversations/other.yaml": "flow: other\nsteps: [{hand_over: magasin}, {say: '{{customer.roast}}'}]\n",
        "flows/segments.yaml": '- { segment: dark, title: Foncé, if: customer.roast == "dark" }\n',
    }
    told = [(str(fault.place), fault.message) for fault in build(files).faults if fault.severity == "error"]
    assert [(place.rpartition("/")[2], message.partition(";")[0].partition(",")[0]) for place, message in told] == [
        ("order.yaml:7:9", "`numbr` is not known here"),
        ("order.yaml:10:64", "nothing can have set `customer.frst_name`"),
        ("order.yaml:11:34", "`nobody.x` is not a place to keep a value"),
        ("order.yaml:12:9", "this flow has no step `tld`"),
        ("order.yaml:13:5", "nothing leads to this step"),
        ("other.yaml:2:40", "`customer.roast` may be absent"),
        ("policy.yaml:2:7", "`soon` is no duration: write a number and one of seconds"),
        ("store.yaml:4:11", "`Europe/Pari` is no time zone"),
    ]


def test_a_broken_store_does_not_hide_the_faults_of_other_files() -> None:
    told = build({"flows/store.yaml": "store: Moka\n", FLOW: flow("  - sya: x")}).faults
    assert {fault.place.file for fault in told} == {"flows/store.yaml", FLOW}


def test_a_fault_inside_a_template_is_told_at_its_own_place() -> None:
    for text in (
        '  - say: "Bonjour {{ ▸customer.nom }}"',
        "  - say: Bonjour {{ ▸customer.nom }}",
        "  - say: |\n      Bonjour,\n      cher {{ ▸customer.nom }}",
    ):
        source, line, column = marked(flow(text))
        places = [
            (fault.place.line, fault.place.column) for fault in build({"flows/store.yaml": STORE, FLOW: source}).faults
        ]
        assert (line, column) in places


@pytest.mark.parametrize("domain", ["flows", "bot"])
def test_a_catalogue_that_can_not_be_read_is_a_located_fault(domain: str) -> None:
    path = f"locales/en/LC_MESSAGES/{domain}.po"
    told = build({"flows/store.yaml": STORE.replace("[fr]", "[fr, en]"), path: 'msgid "a"\nnonsense\n'}).faults
    assert [str(fault.place) for fault in told] == [f"{path}:2:1"]


def test_a_byte_order_mark_is_accepted() -> None:
    assert build({"flows/store.yaml": f"\ufeff{STORE}"}).playbook is not None


UNRULY = settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12),
    st.sampled_from(["{{ x", "{% if %}", "{{ customer.x | nope }}", "5 %", "3 days", "18:00", "order", "a.b", "["]),
    st.lists(st.integers(), max_size=2), st.dictionaries(st.text(max_size=4), st.integers(), max_size=2),
)  # fmt: skip


def unharmed(files: dict[str, str]) -> None:
    checked = build(files)
    assert (checked.playbook is None) == any(fault.severity == "error" for fault in checked.faults)
    for fault in checked.faults:
        assert fault.message
        assert fault.place.line >= 1
        assert fault.place.column >= 1
        str(fault).encode()


def paths_in(tree: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = list(enumerate(tree)) if isinstance(tree, list) else list(tree.items()) if isinstance(tree, dict) else []
    return [here, *(path for key, value in inner for path in paths_in(value, (*here, key)))]


def mutated(tree: Any, path: tuple[Any, ...], value: Any, how: str) -> Any:
    if not path:
        return value
    copy = json.loads(json.dumps(tree))
    parent = copy
    for key in path[:-1]:
        parent = parent[key]
    if how == "delete":
        del parent[path[-1]]
    elif how == "rename" and isinstance(parent, dict):
        parent[f"{path[-1]}{value}"] = parent.pop(path[-1])
    elif how == "wrap":
        parent[path[-1]] = [parent[path[-1]], value]
    else:
        parent[path[-1]] = value
    return copy


@UNRULY
@given(st.data())
def test_a_valid_file_changed_anywhere_never_raises(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(sorted(TREES)))
    path = data.draw(st.sampled_from(paths_in(TREES[file])))
    how = data.draw(st.sampled_from(["replace", "delete", "rename", "wrap"]))
    changed = mutated(TREES[file], path, data.draw(VALUES), how)
    unharmed({**SOURCES, file: json.dumps(changed, ensure_ascii=False)})


@UNRULY
@given(st.data())
def test_a_valid_file_with_a_cut_or_a_strange_sign_never_raises(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(sorted(SOURCES)))
    text = SOURCES[file]
    at = data.draw(st.integers(0, len(text)))
    until = data.draw(st.integers(at, min(len(text), at + 20)))
    unharmed({**SOURCES, file: text[:at] + data.draw(st.text(max_size=5)) + text[until:]})


@UNRULY
@given(st.sampled_from(sorted(SOURCES)), st.text(max_size=200))
def test_any_text_as_any_file_never_raises(file: str, text: str) -> None:
    unharmed({**SOURCES, file: text})


@UNRULY
@given(st.dictionaries(st.text(max_size=30), st.text(max_size=30), max_size=4))
def test_any_files_never_raise(files: dict[str, str]) -> None:
    build(files)


@UNRULY
@given(
    st.sampled_from(["flows/store.yaml", FLOW, "flows/catalog/a.csv", "locales/en/LC_MESSAGES/flows.po"]),
    st.binary(max_size=200),
)
def test_any_bytes_on_the_disk_never_raise(tmp_path_factory: pytest.TempPathFactory, file: str, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("playbook")
    (folder / file).parent.mkdir(parents=True)
    (folder / file).write_bytes(data)
    load(folder)


HANGS = {
    FLOW: flow(
        """
  - say: "{{ store.delivery.home.cost | money }}, {{ offers.aroma.price | money }}"
  - hand_over: magasin""",
        head="title: Commander\nstarts: [{ intent: buy }]\nexamples: [je le prends]",
    ),
    "flows/store.yaml": f"{STORE}delivery:\n  - {{ way: home, cost: 5 }}\n",
    "flows/catalog/offers.csv": "id;name;price\naroma;Aroma;349\n",
    "flows/catalog/attributes.yaml": "- { attribute: bruit, better: lower }\n",
}
WAITS = "what hangs on this file is not looked at until it can be read"


@pytest.mark.parametrize("file", ["flows/store.yaml", "flows/catalog/offers.csv", "flows/catalog/attributes.yaml"])
@pytest.mark.parametrize("text", ["{{{", "", "\x00\x01", "a: [\n", "unread"])
def test_a_file_that_can_t_be_read_is_told_and_not_all_that_hangs_on_it(file: str, text: str) -> None:
    files = {**HANGS, file: text}
    unread = {file: files.pop(file)} if text == "unread" else {}
    faults = build(files, unread).faults
    if file.endswith(".csv") and not text:
        return  # an empty table is one that is imported
    assert {fault.place.file for fault in faults} == {file}, [str(fault) for fault in faults]
    assert [fault.message for fault in faults if fault.severity == "warning"] == [WAITS]

"""`parcours chat`, scripted through standard input."""

import json
from pathlib import Path

import pytest

from tests.cli.playbook_folders import SOURCES, parcours, spawned, write

AT = ("--at", "2026-03-02 10:00", "--lang", "fr")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path)


def test_lines_are_answered_and_the_end_of_the_input_ends(folder: Path) -> None:
    typed = "/event cart.updated\n\n1\n/wait\n/foo\n"
    done = spawned("chat", *AT, "--name", "Léa", at=folder, typed=typed)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "bot  Bonjour Léa !",
        "bot  Plutôt doux ou corsé ?",
        "  1. Doux",
        "  2. Corsé",
        "  3. Je ne sais pas",
        "bot  Le Yirgacheffe est tout en douceur.",
        "nothing is planned; /wait 1 day lets a day pass",
        "/foo is no command here; /help lists them",
    ]
    assert done.stderr == ""


def test_with_json_each_message_is_one_object_a_line(folder: Path) -> None:
    done = parcours(
        "chat", ".", "--json", *AT, at=folder, typed="/event cart.updated\n/wait 1 day\n/state\n/why\n/help\n"
    )
    objects = [json.loads(line) for line in done.stdout.splitlines()]
    assert objects[1] == {
        "bot": "Plutôt doux ou corsé ?",
        "choices": ["Doux", "Corsé", "Je ne sais pas"],
        "at": "2026-03-02T10:00:00+01:00",
    }
    assert (objects[2]["bot"], objects[2]["at"]) == ("Toujours là ?", "2026-03-03T10:00:00+01:00")
    assert objects[3] == {"time": "2026-03-03T10:00:00+01:00"}
    assert objects[4]["state"]["flow"] == "coffee"
    assert {"kind", "words", "rule"} <= set(objects[5]["why"][0])
    assert "/wait 3 days" in objects[6]["help"]


def test_by_sms_the_short_wording_is_said(folder: Path) -> None:
    done = parcours("chat", "--channel", "sms", *AT, at=folder, typed="/event cart.updated\n1\n")
    assert done.stdout.splitlines()[-1] == "bot  Yirgacheffe, doux."


def test_a_message_that_was_said_on_the_way_tells_its_time(folder: Path) -> None:
    done = parcours("chat", *AT, at=folder, typed="/event cart.updated\n/wait 30 hours\n")
    assert "[2026-03-03 10:00] bot  Toujours là ?" in done.stdout


def test_a_recorded_chat_is_a_test_that_passes(folder: Path) -> None:
    (folder / "flows" / "tests").mkdir()
    file = folder / "flows" / "tests" / "recorded.yaml"
    typed = '/event cart.updated\n/wait 1 day\nCorsé\n/event x.stock {"n": 1}\n'
    assert parcours("chat", *AT, "--record", file, at=folder, typed=typed).returncode == 0
    done = parcours("test", at=folder)
    assert done.returncode == 0, done.stdout
    assert "✓ A conversation of 2026-03-02 10:00" in done.stdout
    before = file.read_text()
    again = parcours("chat", *AT, "--record", file, at=folder, typed="Corsé\n")
    assert (again.returncode, again.stdout) == (2, "")
    assert "recorded.yaml is there already, and a recording would take its place" in again.stderr
    assert file.read_text() == before


def test_without_a_time_it_begins_now(folder: Path) -> None:
    done = parcours("chat", "--json", at=folder, typed="/event cart.updated\n")
    assert json.loads(done.stdout.splitlines()[0])["bot"] == "Bonjour vous !"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--lang", "de"], "the playbook speaks fr, not de"),
        (["--at", "demain"], "`demain` is no time"),
        (["--channel", "fax"], "'fax' is not one of"),
        (["nowhere"], "there is no flows/ in nowhere"),
    ],
)
def test_wrong_usage_leaves_with_two(folder: Path, arguments: list[str], words: str) -> None:
    done = parcours("chat", *arguments, at=folder, typed="")
    assert done.returncode == 2
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_products_that_are_named_are_sold_in_the_conversation(tmp_path: Path) -> None:
    sources = SOURCES | {
        "flows/store.yaml": SOURCES["flows/store.yaml"].replace("languages: [fr]", "languages: [fr, en]"),
        "flows/conversations/priced.yaml": "flow: priced\ntitle: Un pot\npurpose: service\n"
        "starts: [{ event: order.paid }]\n"
        'steps:\n  - say: "{{ offers.pot.name | default: '
        ' }}, {{ offers.pot.price | default: 0 | money }}"\n',
    }
    folder = write(tmp_path, sources)
    (folder / "pots.csv").write_text("id,name,name (en),price\npot,Pot en terre,Clay pot,9\n", "utf-8")
    for language, said in (("fr", "bot  Pot en terre, 9,00\u00a0€"), ("en", "bot  Clay pot, €9.00")):
        typed = "/event order.paid\n"
        chat = ("chat", "--lang", language, "--at", "2026-03-02 10:00", "--products", "pots.csv")
        done = parcours(*chat, at=folder, typed=typed)
        assert done.stdout.splitlines() == [said], done.stderr

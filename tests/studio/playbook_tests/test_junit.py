"""JUnit XML that a CI can read."""

from xml.etree.ElementTree import fromstring

from bot.studio.playbook_tests.junit import junit
from bot.studio.playbook_tests.running import run
from bot.studio.playbook_tests.scripts import read_scripts
from tests.studio.cafe import playbook, reads

TESTS = {
    "flows/tests/a.yaml": "- test: good\n  steps: [ { customer: bonjour }, { bot: anything } ]\n"
    '- test: "bad <&> \\u2603"\n  steps: [ { customer: bonjour }, { bot: nothing } ]\n',
    "flows/tests/b.yaml": "test: other\nsteps: [ { customer: bonjour }, { bot: anything } ]\n",
}


def test_a_suite_for_each_file_and_a_case_for_each_test() -> None:
    results = [run(script, playbook(), reads) for script in read_scripts(TESTS)]
    root = fromstring(junit(results, [0.5, 0.25, 1.0]))
    assert (root.tag, root.get("tests"), root.get("failures")) == ("testsuites", "3", "1")
    first, second = root
    assert (first.get("name"), first.get("tests"), first.get("failures"), first.get("time")) == (
        "flows/tests/a.yaml",
        "2",
        "1",
        "0.750",
    )
    assert [case.get("name") for case in (*first, *second)] == ["good", "bad <&> ☃", "other"]
    assert all(case.get("classname") and case.get("time") for case in (*first, *second))


def test_a_failure_says_what_was_expected_and_where() -> None:
    results = [run(script, playbook(), reads) for script in read_scripts(TESTS)]
    bad = fromstring(junit(results, [0, 0, 0]))[0][1]
    failure = bad.find("failure")
    assert failure.get("message").startswith("flows/tests/a.yaml:4:")
    assert "expected nothing, heard" in failure.text
    assert "customer bonjour" in bad.find("system-out").text


def test_characters_that_xml_can_not_carry_are_replaced() -> None:
    scripts = read_scripts({"flows/tests/a.yaml": 'test: a\nsteps: [ { customer: "x" } ]\n'})
    result = run(scripts[0], playbook(), lambda text, language, asked: reads("\x00\x1b", language, asked))
    spoilt = result.entries[0].__class__(at=result.entries[0].at, who="customer", text="a\x00\x1b\ufffeb")
    root = fromstring(junit([result.__class__(script=result.script, entries=(spoilt,), failures=())], [0]))
    assert "a\ufffd\ufffd\ufffdb" in root[0][0].find("system-out").text

"""`answers/*.yaml` and `segments.yaml`."""

from __future__ import annotations

import pytest

from tests.playbook.playbooks import ANSWERS, assert_told

SEGMENTS = "flows/segments.yaml"
HEAD = "- answer: a\n  question: Quoi ?\n  say: x\n"
WRONG = [
    (ANSWERS, f"{HEAD}  also: ▸encore\n", "expected a list of examples, or `{ file: examples.txt }`"),
    (ANSWERS, f"{HEAD}  also: [▸[a]]\n", "expected a text, found a list"),
    (ANSWERS, f"{HEAD}  also: {{ file: ▸nowhere.txt }}\n", "there is no file `flows/answers/nowhere.txt`"),
    (ANSWERS, f"{HEAD}  also: {{ ▸files: a.txt }}\n", "did you mean `file`?"),
    (ANSWERS, f"{HEAD}  ▸thne: order\n", "did you mean `then`?"),
    (ANSWERS, "- answer: ▸à b\n  question: Quoi ?\n  say: x\n", "is not a name of letters"),
    (SEGMENTS, "- ▸segment: a\n", "`if` is missing"),
]


@pytest.mark.parametrize(("file", "snippet", "says"), WRONG)
def test_what_is_wrong_with_an_answer_is_told(file: str, snippet: str, says: str) -> None:
    assert_told(file, snippet, says)

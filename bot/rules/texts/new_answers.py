"""An answer to be written, begun from questions that nobody answered: its entry, and the file that it belongs in.

The file is the one with the answer whose ways of asking share the rarest words with the question; a file that is no
plain list of answers is left alone.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import Final

from bot.rules.texts.hidden_signs import CONTROL, HIDDEN
from bot.rules.texts.plain_text import plain
from bot.rules.texts.unanswered import subject_of

FOLDER: Final = "flows/answers/"
#: Where an answer is begun that is like none.
NEW_FILE: Final = f"{FOLDER}questions.yaml"
MOST_EXAMPLES: Final = 20
_NO_CHARACTER: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""What YAML 1.2 has no place for, beside what is not seen (section 5.1 of its specification)."""
_LONGEST: Final = 300  # characters of an example
_LONGEST_ID: Final = 40
_ENTRY: Final = re.compile(r"^- answer:", re.MULTILINE)
_ID: Final = re.compile(r"^\s*- answer:\s*[\"']?([\w-]+)", re.MULTILINE)


def new_entry(questions: Sequence[str], taken: Iterable[str]) -> str:
    """Return the lines of an answer that has no text yet: an id, none of `taken`, and how the question was put."""
    first, *others = _examples(questions) or ["?"]
    also = "".join(f"    - {_quoted(one)}\n" for one in others)
    lines = f"- answer: {_id_of(first, set(taken))}\n  question: {_quoted(first)}\n"
    return lines + (f"  also:\n{also}" if also else "") + '  say: ""\n'


def file_for(question: str, files: Mapping[str, str]) -> str:
    """Return the path of the answers file that a question belongs in; `files` are all of a playbook, path to text."""
    entries = [(path, _words(entry)) for path, text in files.items() if _is_list(path, text) for entry in _parts(text)]
    spread = Counter(word for _, words in entries for word in words)
    scores: Counter[str] = Counter()
    for path, words in entries:
        likeness = sum(log(1 + len(entries) / spread[word]) for word in subject_of(question) & words)
        scores[path] = max(scores[path], round(1000 * likeness))
    best = max(sorted(scores), key=lambda path: scores[path], default=None)
    return best if best is not None and scores[best] > 0 else NEW_FILE


def ids_in(files: Mapping[str, str]) -> frozenset[str]:
    """Return the ids of all answers, also of files that can't be read whole."""
    return frozenset(found for path, text in files.items() if path.startswith(FOLDER) for found in _ID.findall(text))


def appended(text: str, entry: str) -> tuple[str, int]:
    """Return a file with an entry at its end, and the line of its `say`."""
    kept = text.rstrip()
    whole = f"{kept}\n\n{entry}" if kept else entry
    return whole, whole.count("\n")


def _is_list(path: str, text: str) -> bool:
    return path.startswith(FOLDER) and path.endswith((".yaml", ".yml")) and _ENTRY.search(text) is not None


def _parts(text: str) -> list[str]:
    return _ENTRY.split(text)[1:]


def _words(entry: str) -> frozenset[str]:
    return subject_of(entry)


def _examples(questions: Sequence[str]) -> list[str]:
    """Return different texts as they can stand in a file: one line each, no template, nothing that is not seen."""
    found = []
    for question in questions:
        text = HIDDEN.sub("", CONTROL.sub(" ", _NO_CHARACTER.sub("", question))).replace("{", "").replace("}", "")
        text = " ".join(text.split())[:_LONGEST]
        if text and text not in found:
            found.append(text)
    return found[:MOST_EXAMPLES]


def _quoted(text: str) -> str:
    """Return a text as YAML reads it back, whatever it is: JSON's strings are YAML's."""
    return json.dumps(text, ensure_ascii=False)


def _id_of(question: str, taken: set[str]) -> str:
    words = "_".join(re.findall(r"[a-z0-9]+", plain(question)))[:_LONGEST_ID].strip("_")
    base = words if words and words[0].isalpha() else f"question_{words}".strip("_")
    return next(
        name
        for number in range(1, len(taken) + 3)
        if (name := base + (f"_{number}" if number > 1 else "")) not in taken
    )

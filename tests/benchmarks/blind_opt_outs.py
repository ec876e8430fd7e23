"""Counts the opt-outs and harmless messages that were written blind, with embeddings and without.

python -m tests.benchmarks.blind_opt_outs [_sixth]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bot.rules.opt_out.opt_out import recognise
from bot.understanding.questions import embedding
from bot.understanding.questions.opt_out_likeness import likeness
from bot.understanding.spelling import written_out

CORPORA = Path(__file__).parent.parent / "data" / "opt_out"


def main() -> None:
    texts = {
        name: [
            text for said in json.loads((CORPORA / f"{name}_blind.json").read_text("utf-8")).values() for text in said
        ]
        for number in ("", "_second", "_third", "_fourth", "_fifth", "_sixth")
        for name in (f"opt_outs{number}", f"harmless{number}")
        if not sys.argv[1:] or number in sys.argv[1:]
    }
    found = embedding.load()
    for name, said in texts.items():
        by_rule = [one if (one := recognise(text)) is not None and one.kind == "stop" else None for text in said]
        silent = [recognise(text) is None for text in said]
        vectors = found.embed([written_out(embedding.presentable(text)) for text in said])
        words = [quiet and likeness(text) >= 0.5 for text, quiet in zip(said, silent, strict=True)]
        both = [quiet and likeness(t, v) >= 0.5 for t, v, quiet in zip(said, vectors, silent, strict=True)]
        print(f"{name}: {len(said)}, taken at once {sum(one is not None and one.sure for one in by_rule)}")
        print(f"  asked by the rules {sum(one is not None and not one.sure for one in by_rule)}")
        print(f"  asked by likeness: words {sum(words)}, words and sense {sum(both)}")
        wanted = name.startswith("opt_outs")
        left = [t for t, r, b in zip(said, by_rule, both, strict=True) if ((r is None and not b) if wanted else b)]
        taken = [] if wanted else [t for t, r in zip(said, by_rule, strict=True) if r is not None]
        print("  missed:" if wanted else "  asked or taken:", *left, *taken, sep="\n    ")


if __name__ == "__main__":
    main()

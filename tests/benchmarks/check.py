"""How long it takes to check a large playbook: `python -m tests.benchmarks.check`.

50 flows and 1,000 answers, some 20,000 lines, in 60 files. Peers and floor in the same run: PyYAML's loader in Python,
libyaml's loader, and libyaml's bare events, all of which know nothing of what the files mean.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

import yaml

from bot.playbook import build
from bot.playbook.source.parsing import parse_all
from bot.playbook.source.yaml_tree import parse

STORE = """store: Moka
languages: [fr]
country: FR
timezone: Europe/Paris
currency: EUR
teams: [{ id: magasin, name: Magasin }]
"""
FLOWS = 50
ANSWERS = 1_000
ROUNDS = 3


def flow(number: int) -> str:
    """Return a conversation of some 200 lines."""
    head = f"flow: flow_{number}\ntitle: Conversation {number}\nstarts:\n  - intent: want_{number}\n"
    examples = "".join(f"  - je veux la conversation {number} de la façon {way}\n" for way in range(8))
    steps = "".join(_steps(number, part) for part in range(10))
    return f"{head}examples:\n{examples}expires: 3 days\nsteps:\n{steps}  - stop: done\n"


def _steps(number: int, part: int) -> str:
    return f"""
  - id: ask_{part}
    ask:
      text: "Pour la question {part} de {number}, {{{{ customer.first_name | default: 'vous' }}}} préférez quoi ?"
      sms: "Question {part} : que préférez-vous ?"
    as: choice
    save: reply_{part}
    choices:
      - La première: {{ go: said_{part} }}
      - La seconde:
          - set: {{ customer.taste_{part}: second, conversation.count: "{{{{ conversation.count | plus: 1 }}}}" }}
          - go: said_{part}
      - Une personne: {{ hand_over: {{ team: magasin, reason: demande {part} }} }}
    remind: {{ after: 1 day, say: "Toujours là ?", times: 1 }}
    silent: {{ stop: silent }}
  - id: said_{part}
    say: "Bien noté : {{{{ conversation.reply_{part} | default: 'votre choix' }}}}."
  - choose:
      - {{ if: customer.orders_count > {part}, then: {{ wait: {{ for: {part + 1} hours }} }} }}
"""


def answers(first: int, count: int) -> str:
    """Return a file of answers of 10 lines each."""
    return "".join(_answer(number) for number in range(first, first + count))


def _answer(number: int) -> str:
    also = "".join(f"    - c'est quoi la chose numéro {number} vue sous l'angle x{way}\n" for way in range(4))
    say = f"Réponse {number} : comptez {{{{ 3 | days }}}} et {{{{ {number} | money }}}}."
    head = f"- answer: answer_{number}\n  question: Que dire de la chose numéro {number} ?\n  also:\n{also}"
    return f'{head}  say: "{say}"\n  tags: [things]\n\n'


def playbook() -> dict[str, str]:
    """Return the files."""
    flows = {f"flows/conversations/flow_{number}.yaml": flow(number) for number in range(FLOWS)}
    replies = {f"flows/answers/part_{part}.yaml": answers(part * 100, 100) for part in range(ANSWERS // 100)}
    return {"flows/store.yaml": STORE, **flows, **replies}


def best(work: Callable[[], object]) -> float:
    """Return the milliseconds of the fastest of a few rounds."""
    spent = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        spent.append(time.perf_counter() - begun)
    return min(spent) * 1000


def _each(sources: Mapping[str, str], read: Callable[[str], object]) -> Callable[[], None]:
    def work() -> None:
        for text in sources.values():
            read(text)

    return work


def main() -> None:
    """Print the table."""
    sources = playbook()
    checked = build(sources)
    assert checked.playbook is not None, [str(fault) for fault in checked.faults][:5]
    lines = sum(text.count("\n") for text in sources.values())
    rows: list[tuple[str, Callable[[], object]]] = [
        ("PyYAML safe_load, pure Python", _each(sources, lambda text: yaml.load(text, yaml.SafeLoader))),
        ("PyYAML safe_load, libyaml", _each(sources, lambda text: yaml.load(text, yaml.CSafeLoader))),
        ("floor: libyaml's events alone", _each(sources, lambda text: list(yaml.parse(text, yaml.CSafeLoader)))),
        ("our tree, every place kept", _each(sources, lambda text: parse(text, "x.yaml"))),
        ("read and held against the schema", lambda: parse_all(sources)),
        ("checked whole, as `parcours check`", lambda: build(sources)),
    ]
    print(f"{lines:,} lines, {len(checked.playbook.flows)} flows, {len(checked.playbook.answers):,} answers")
    for name, work in rows:
        spent = best(work)
        print(f"{name:36} {spent:8.0f} ms {spent * 1000 / lines:7.1f} µs a line")


if __name__ == "__main__":
    main()

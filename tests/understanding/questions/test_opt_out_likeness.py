"""What reads like an opt-out, where the rules are silent, is worth a question; what a shop is asked is not.

`*_blind` was written before any rule or corpus was looked at, and counted once, when all was done
(`python -m tests.benchmarks.blind_opt_outs`): of 150 opt-outs the rules stop 118 at once and ask about 7 (83.3 %
recognised); the likeness asks about 10 more by words alone (90.0 %), 13 with embeddings (92.0 %). Of 150 harmless
messages none is taken, and 1 is asked about by words alone (0.7 %), none with embeddings. (At first sight 11, 14, 2 and
none: then texts of one or two words were left to the rules, because of the example store's tests.) 99 % is the goal: it
is not reached. What was missed threatens, curses or tells a grievance ("you have the wrong number, I told you before").

`*_second_blind` was written before `opt_out_hints`, by its author, and only ever counted, twice: before, 279 of 325
opt-outs (85.8 %), after, 308 (94.8 %; 301 by words alone, 92.6 %); of 310 harmless messages 4 are taken without asking
(1.3 %) and 17 asked about. 99 % is not reached.

`*_third_blind` was written before `opt_out_grammar`, by its author, who had read the older rules, and counted five
times with the other sets: before, 159 of 171 opt-outs (93.0 %; 111 taken at once), after, 159 too, 122 of them at once;
of 120 harmless messages 2 are taken (1.7 %) and 10 asked about. The second set stands at 308 (94.8 %; 221 at once
instead of 214). Weights learnt from what the grammar makes found two more here and one less there, and asked about "no,
500 euros rather": they are not used. What people say is wider than the grammar. 99 % is not reached.

`*_fourth_blind` was written before the net for asking was widened, by its author, and counted once: 139 of 150 opt-outs
(92.7 %), none of 150 look-alikes taken, 5 asked about. `*_fifth_blind` was written at the same time by somebody who had
no part in it, everyday messages where the fourth has far-fetched ones; counted before, 135 of 138 (97.8 %), and after,
137 (99.3 %: 126 taken at once, 11 asked about); of its 144 harmless messages 1 is taken (0.7 %), 6 asked about.

`*_sixth_blind` (150 and 150, everyday and awkward) was written before the rules were worked on again, by their author,
who had skimmed them and tried no phrase; the fourth set taught then. Counted once before its own misses taught: 147 of
150 opt-outs (98.0 %: 113 taken at once, 34 asked about), none of 150 harmless messages taken, 4 asked about (2.7 %).
99 % is the goal.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from bot.rules.opt_out.opt_out import recognise
from bot.understanding.questions import opt_out_likeness
from bot.understanding.questions.matcher import Matcher
from bot.understanding.questions.opt_out_likeness import counted, likeness, speaks_of_messages
from tests.test_example_store import store
from tests.understanding.questions_shop import shop


@pytest.mark.parametrize("text", ["", "   ", "👍", "\ud800", "x" * 5000, "1", "duret arobase", "no"])
def test_anything_can_be_looked_at(text: str) -> None:
    assert 0 <= likeness(text) < 0.5


def test_a_text_is_a_unit_vector() -> None:
    _, values = counted("ne m'écrivez plus jamais, ne m'écrivez plus")
    assert np.linalg.norm(values) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    "text",
    [
        "je ne veux vraiment plus jamais recevoir vos messages",
        "please don't ever send me any message again, thanks",
    ],
)
def test_opt_outs_are_alike(text: str) -> None:
    assert likeness(text) >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "have you got a loyalty scheme",
        "do you have a loyalty program",
        "and do you run a loyalty scheme then",
        "is there a loyalty scheme",
        "vous avez un programme de fidélité",
        "y a-t-il une carte de fidélité chez vous",
    ],
)
def test_whether_something_is_to_be_had_is_no_opt_out(text: str) -> None:
    assert likeness(text) == 0


@pytest.mark.parametrize(
    "text",
    [
        "I would like your news and offers",
        "je voudrais recevoir vos offres",
        "bonjour, j'aimerais recevoir vos nouveautés",
        "can I get your newsletter",
        "what messages will I get?",
        "et quels messages vais-je recevoir ?",
        "ils étaient périmés",
        "they were out of date",
    ],
)
def test_who_wants_messages_asks_which_or_tells_of_goods_opts_out_of_nothing(text: str) -> None:
    assert likeness(text) == 0


@pytest.mark.parametrize(
    "text",
    [
        "what messages do I have to send to get rid of you, I want no more",
        "je voudrais que vos messages cessent enfin",
        "I want your messages to end already",
    ],
)
def test_a_wish_for_messages_that_also_refuses_is_looked_at(text: str) -> None:
    assert likeness(text) > 0


@pytest.mark.parametrize("text", ["is there a way to stop these texts", "auriez-vous l'amabilité de cesser ces envois"])
def test_whether_messages_can_end_is_one(text: str) -> None:
    assert recognise(text) is not None or likeness(text) >= 0.5


def test_what_a_shop_is_asked_is_rarely_asked_about() -> None:
    texts = [text for answer in store().answers.values() for text in answer.examples]
    asked = [text for text in texts if recognise(text) is None and likeness(text) >= 0.5]
    assert len(texts) > 500
    assert len(asked) <= 0.01 * len(texts), asked


def test_the_reading_carries_it() -> None:
    matcher = Matcher(shop())
    assert matcher.read("please don't ever send me any message again, thanks").opt_out >= 0.5
    assert matcher.read("c'est livré quand ?").opt_out < 0.5


def blind(name: str) -> list[str]:
    path = Path(__file__).parent.parent.parent / "data" / "opt_out" / f"{name}_blind.json"
    return [text for said in json.loads(path.read_text("utf-8")).values() for text in said]


def is_noticed(text: str) -> bool:
    found = recognise(text)
    return likeness(text) >= 0.5 if found is None else found.kind == "stop"


def test_what_was_written_blind_is_noticed_as_often_as_it_is_told() -> None:
    assert sum(map(is_noticed, blind("opt_outs"))) >= 135
    assert sum(map(is_noticed, blind("harmless"))) <= 1


def test_an_embedding_is_looked_at_too() -> None:
    text = "c'est livré quand ?"
    vector = np.zeros(384, dtype=np.float32)
    assert likeness(text, vector) != likeness(text)
    assert likeness(text, np.zeros(3, dtype=np.float32)) == likeness(text)


def test_of_both_heads_the_embedding_s_counts_three_times(monkeypatch: pytest.MonkeyPatch) -> None:
    words = np.full(opt_out_likeness.DIMENSIONS, 0, dtype=np.float32)
    sense = np.array([1, 0, 0.5], dtype=np.float32)
    monkeypatch.setattr(opt_out_likeness, "_weights", lambda: (words, sense))
    text, vector = "c'est livré quand ?", np.array([0.3, 9], dtype=np.float32)
    value = 3 * (0.3 + 0.5) / 2
    assert likeness(text, vector) == pytest.approx(1 / (1 + np.exp(-3 * (value - 0.2))), abs=1e-4)
    assert likeness(text) == pytest.approx(1 / (1 + np.exp(3 * 0.2)), abs=1e-4)
    words[counted(text)[0]] = 1
    assert likeness(text, vector) > 1 / (1 + np.exp(-3 * (value - 0.2))) + 0.001


def test_a_second_set_written_blind_is_recognised_as_often_as_it_is_told() -> None:
    """By words alone: what the benchmark counts with embeddings is a little more."""
    said, harmless = blind("opt_outs_second"), blind("harmless_second")
    assert sum(map(is_noticed, said)) >= 0.92 * len(said)
    taken = [
        text for text in harmless if (found := recognise(text)) is not None and found.kind == "stop" and found.sure
    ]
    assert len(taken) <= 0.02 * len(harmless), taken


def test_a_sixth_set_written_blind_is_recognised_as_often_as_it_is_told() -> None:
    """By words alone, with the rules that its misses taught since."""
    said, harmless = blind("opt_outs_sixth"), blind("harmless_sixth")
    assert (len(said), len(harmless)) == (150, 150)
    assert sum(map(is_noticed, said)) >= 147
    taken = [text for text in harmless if (found := recognise(text)) is not None and found.sure]
    assert not taken


def test_a_fourth_set_that_taught_the_rules_is_noticed() -> None:
    said = blind("opt_outs_fourth")
    assert sum(map(is_noticed, said)) >= 0.98 * len(said)


def test_a_third_set_written_blind_is_recognised_as_often_as_it_is_told() -> None:
    said, harmless = blind("opt_outs_third"), blind("harmless_third")
    assert sum(map(is_noticed, said)) >= 157
    taken = [
        text for text in harmless if (found := recognise(text)) is not None and found.kind == "stop" and found.sure
    ]
    assert len(taken) <= 2, taken


@pytest.mark.parametrize("text", ["I want your messages gone", "je voudrais vos messages ailleurs que chez moi"])
def test_who_wants_messages_to_be_gone_is_not_taken_for_one_who_wants_them(text: str) -> None:
    assert likeness(text) > 0


@pytest.mark.parametrize(
    "text", ["un truc autour de 30 balles", "dans les 40 € environ", "how long will this take??", "how much is it"]
)
def test_what_it_costs_and_how_long_it_takes_opt_out_of_nothing(text: str) -> None:
    assert likeness(text) == 0


def test_how_long_they_will_go_on_writing_is_looked_at() -> None:
    assert likeness("how long will you keep sending me this spam") > 0


@pytest.mark.parametrize(
    "text",
    [
        "pour 40 € de café vos textos tous les jours quand même",
        "I paid 30 euros and want no more of it",
        "that makes 14 of them this week",
    ],
)
def test_a_number_or_a_price_beside_messages_or_a_refusal_is_looked_at(text: str) -> None:
    assert likeness(text) > 0


@pytest.mark.parametrize(("text", "speaks"), [("Pourquoi tant de TEXTOS ?", True), ("c'est livré quand ?", False)])
def test_a_word_of_messages_is_heard(text: str, speaks: bool) -> None:
    assert speaks_of_messages(text) is speaks

"""How things stand with a customer, as values and in words."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.engine.ledger.ledger import called
from bot.model.customer import ContactWishes, Evidence, Felt, JourneyState, Pause, Relationship
from bot.studio.rehearsals.rehearsal import Rehearsal
from bot.studio.rehearsals.standing import Standing
from tests.studio.cafe import LEA, MONDAY, PARIS, playbook, reads


def rehearsal() -> Rehearsal:
    return Rehearsal(playbook(), at=MONDAY, persona=LEA, reader=reads)


def lines(rehearsed: Rehearsal) -> list[str]:
    return Standing(rehearsed, PARIS).words().splitlines()


def test_a_journey_says_where_which_way_since_when_and_why() -> None:
    rehearsed = rehearsal()
    path = playbook().journeys[0]
    evidence = (Evidence(path.stages[1].id, "answer.given", 4.0, rehearsed.now - path.half_life),)
    state = JourneyState(
        journey=path.id,
        stage=path.stages[0].id,
        since=rehearsed.now - timedelta(days=2),
        cause="premier contact",
        direction="advancing",
        evidence=evidence,
    )
    rehearsed.customer = replace(rehearsed.customer, journeys=(state,))
    values = Standing(rehearsed, PARIS).values()
    assert (values["stage"], values["direction"]) == ("discovery", "advancing")
    journeys = values["journeys"]
    assert isinstance(journeys, dict)
    assert journeys[path.id]["evidence"] == [{"stage": "comparison", "on": "answer.given", "weight": 2.0}]
    assert (
        "Parcours       D’une première question au prochain achat : Découverte, avance, depuis 2 j (premier contact)"
    ) in lines(rehearsed)
    assert "                 pour Comparaison : 2 (answer.given 2)" in lines(rehearsed)


def test_what_was_agreed_to_wished_for_and_taken_over_is_said() -> None:
    rehearsed = rehearsal()
    wishes = ContactWishes(times=1, every=30)
    rehearsed.customer = replace(rehearsed.customer, wishes=wishes)
    rehearsed.staff("Bonjour, c’est Paul")
    assert Standing(rehearsed, PARIS).values()["consents"] == {"marketing telegram": True}
    said = lines(rehearsed)
    assert "Accords        marketing, Telegram : oui" in said
    assert "Souhaits       1 message en 30 jours" in said
    assert any(line.startswith("Équipe         magasin, depuis 10:00") for line in said)


def test_the_relationship_says_what_moved_it_and_what_is_said_no_more() -> None:
    rehearsed = rehearsal()
    assert "Relation       50 sur 100" in lines(rehearsed)
    felt = Felt(rehearsed.now, "feedback.given", -45.0, "flows/journeys/purchase.yaml:30:5")
    known = Relationship(value=5.0, at=rehearsed.now, broken=True, moments=(felt,))
    pause = Pause(purpose="marketing", until=rehearsed.now + timedelta(days=30), cause="feedback.given")
    rehearsed.customer = replace(rehearsed.customer, relationship=known, pauses=(pause,))
    said = lines(rehearsed)
    assert "Relation       5 sur 100, rompue" in said
    assert "                 -45  2 mars 10:00  il a donné son avis (flows/journeys/purchase.yaml:30:5)" in said
    cause = called("cause", "feedback.given", "fr")
    assert f"               pas de marketing avant le 1er avr. 11:00 ({cause})" in said
    assert Standing(rehearsed, PARIS).values()["relationship"] == 5.0


def test_an_opt_out_stands_before_all_consents() -> None:
    rehearsed = rehearsal()
    rehearsed.says("STOP")
    assert any(line.startswith("Accords        ne veut plus de messages depuis le 2 mars") for line in lines(rehearsed))
    assert "               tout, partout : non" in lines(rehearsed)
    assert not any("promotion, Telegram" in line for line in lines(rehearsed))  # what they had agreed to counts no more


def test_what_is_empty_is_left_out() -> None:
    values = Standing(rehearsal(), PARIS).values()
    assert not {"wishes", "planned", "saved", "handed_over", "opted_out", "flow"} & set(values)

"""The store and the policy as the engine asks them."""

from __future__ import annotations

from datetime import timedelta

from bot.playbook.compile.store import WHOLE_DAY
from bot.playbook.compiled import ModelUse
from tests.playbook.playbooks import ANSWERS, POLICY, STORE, playbook


def test_the_store_has_its_languages_its_zone_and_its_points_of_sale() -> None:
    store = playbook({}).store
    assert (store.name, store.languages, store.country, store.timezone, store.currency) == (
        "Moka",
        ("fr",),
        "FR",
        "Europe/Paris",
        "EUR",
    )
    assert [point.name for point in store.points_of_sale] == ["Lyon"]
    assert [team.id for team in store.teams] == ["magasin"]
    assert "teams" not in store.facts


def test_a_note_is_said_by_its_name_in_every_language_and_by_its_words() -> None:
    notes = "order_notes: [{ category: café, notes: [{ note: Moulu filtre, words: [En poudre] }] }]\n"
    po = 'msgid "Moulu filtre"\nmsgstr "Ground for filter"\n'
    files = {"flows/store.yaml": STORE.replace("[fr]", "[fr, en]") + notes, "locales/en/LC_MESSAGES/flows.po": po}
    shop = playbook(files)
    [kind] = shop.store.order_notes
    assert (kind.category, [one.note for one in kind.notes]) == ("café", ["Moulu filtre"])
    assert shop.offer_words.notes == {"Moulu filtre": ("ground for filter", "moulu filtre", "en poudre")}
    assert shop.offer_words.called("Moulu filtre", "en") == "Ground for filter"
    assert "order_notes" not in shop.store.facts


def test_a_day_that_is_not_named_is_not_narrowed() -> None:
    week = playbook({POLICY: "quiet: { marketing: { sunday: never } }\n"}).policy.quiet["marketing"]
    assert week.days == (WHOLE_DAY,) * 6 + (None,)


def test_the_policy_has_what_was_written_in_its_units() -> None:
    text = (
        "expires: 2 days\ngive_back: 1 hour\nfetch: { hosts: [a.example] }\nsms: { segments: 3 }\n"
        'retention: { transcripts: 12 months }\nconsent: { marketing: "Par {{ channel }} ?", ask_again: 2 weeks }\n'
    )
    policy = playbook({POLICY: text}).policy
    assert (policy.expires, policy.give_back, policy.fetch_hosts, policy.sms_segments) == (
        timedelta(days=2),
        timedelta(hours=1),
        ("a.example",),
        3,
    )
    assert policy.retention == {"transcripts": timedelta(days=360)}
    assert policy.ask_again == timedelta(weeks=2)
    assert policy.consent["marketing"].render({"channel": "SMS"}, "fr") == "Par SMS ?"


def test_a_language_model_is_off_until_the_policy_says_what_it_may() -> None:
    assert playbook({POLICY: "burst: 1 second\n"}).policy.model == ModelUse()
    use = playbook({POLICY: "language_model: { rank: true, within: 2 seconds, a_day: 5 }\n"}).policy.model
    assert use == ModelUse(ranks=True, rewords=False, within=timedelta(seconds=2), a_day=5)


def test_where_the_shop_sends_to_is_its_own_country_where_it_does_not_say() -> None:
    assert playbook({}).store.delivers_to == ("FR",)
    assert playbook({"flows/store.yaml": f"{STORE}delivers_to: [FR, BE]\n"}).store.delivers_to == ("FR", "BE")


def test_an_answer_holds_the_country_of_its_question_against_those_it_sends_to() -> None:
    served = "store.delivers_to contains answer.country"
    say = f"{{% if answer.country and {served} %}}{{{{ answer.country_name }}}} : oui{{% endif %}}"
    text = f'- answer: pays\n  question: Où livrez-vous ?\n  say: "{say}"\n'
    assert "pays" in playbook({ANSWERS: text}).answers

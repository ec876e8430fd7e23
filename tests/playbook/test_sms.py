"""What an author is told of a text's cost by SMS."""

from bot.playbook.sms import estimate


def test_a_value_counts_as_a_word_of_usual_length() -> None:
    assert estimate("{{ customer.first_name }}").size.units == 10


def test_of_alternatives_the_longest_counts() -> None:
    source = "{% if a %}oui{% elsif b %}peut-être pas{% else %}non{% endif %}!"
    assert estimate(source).size.units == len("peut-être pas!")


def test_a_loop_counts_one_round() -> None:
    assert estimate("{% for line in cart.lines %}{{ line.name }}, {% endfor %}").size.units == 12


def test_the_letters_that_cost_are_named_and_the_signs_are_not() -> None:
    found = estimate("Votre café est prêt\u202f: à bientôt\u202f!")
    assert found.costly == ("ê", "ô")
    assert found.segments == 1
    assert estimate("Votre café est là\u202f: à demain\u202f!").costly == ()


def test_tags_and_blanks_cost_nothing_of_themselves() -> None:
    assert estimate("{% comment %}pour nous{% endcomment %}{% assign x = 1 %}ok").size.units == 2

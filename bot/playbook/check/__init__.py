"""What a playbook must not do, found without running it: one module a subject, each check a function over the draft.

A check's docstring says what it finds, in the words of the reference that `parcours check` is documented by. Of a file
of which something is lost (`damage`) each check tells what is sure, and keeps quiet about what the lost part may bring.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from bot.playbook.check.addresses import fetched_hosts, insecure_links
from bot.playbook.check.appointments import unbookable_appointments
from bot.playbook.check.catalogue import idle_attributes, shared_words, unknown_criteria, unranked_criteria
from bot.playbook.check.comparisons import mismatched_comparisons, mixed_conditions
from bot.playbook.check.examples import confusable_examples, few_examples, untitled_flows
from bot.playbook.check.follow_ups import dayless_follow_ups
from bot.playbook.check.languages import missing_translations
from bot.playbook.check.limits import unkept_logs, wide_caps, wide_hours
from bot.playbook.check.mentions import missing_files, unknown_events, unknown_names, unknown_segments, unknown_steps
from bot.playbook.check.paths import (
    endless_calls,
    endless_loops,
    silent_intents,
    unreachable_steps,
    unstarted_flows,
)
from bot.playbook.check.presence import values_that_may_be_absent
from bot.playbook.check.promotions import (
    reviews_without_ground,
    selling_verbs_without_marketing,
    selling_without_marketing,
)
from bot.playbook.check.questions import idle_questions, many_choices, reserved_choices, same_choices
from bot.playbook.check.sms import long_sms, marketing_without_way_out
from bot.playbook.check.splits import silent_holdouts, split_names, split_shares, unknown_arms
from bot.playbook.check.store import repeated_names, shared_note_words, unsold_note_categories, unspoken_catalogues
from bot.playbook.check.templates import missing_templates
from bot.playbook.check.values import unknown_values, written_values
from bot.playbook.draft import Draft
from bot.playbook.faults import Fault

Check = Callable[[Draft], Iterable[Fault]]

CHECKS: Final[tuple[Check, ...]] = (
    unknown_names,
    unknown_steps,
    unknown_segments,
    unknown_events,
    missing_files,
    repeated_names,
    shared_note_words,
    unsold_note_categories,
    unspoken_catalogues,
    unbookable_appointments,
    idle_attributes,
    unknown_criteria,
    unranked_criteria,
    shared_words,
    unknown_values,
    written_values,
    values_that_may_be_absent,
    mismatched_comparisons,
    mixed_conditions,
    unreachable_steps,
    endless_loops,
    endless_calls,
    unstarted_flows,
    silent_intents,
    dayless_follow_ups,
    idle_questions,
    same_choices,
    reserved_choices,
    many_choices,
    split_shares,
    split_names,
    silent_holdouts,
    unknown_arms,
    long_sms,
    marketing_without_way_out,
    missing_templates,
    fetched_hosts,
    insecure_links,
    selling_without_marketing,
    selling_verbs_without_marketing,
    reviews_without_ground,
    wide_hours,
    wide_caps,
    unkept_logs,
    few_examples,
    untitled_flows,
    confusable_examples,
    missing_translations,
)


def check(draft: Draft) -> Iterator[Fault]:
    """Yield everything that is wrong with what could be read of a playbook."""
    for one in CHECKS:
        yield from one(draft)

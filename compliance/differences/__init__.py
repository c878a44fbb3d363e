"""What differs between two versions of an agreement, in sentences."""

from collections.abc import Mapping
from dataclasses import replace

from compliance.agreement import Version
from compliance.differences.clauses import clauses
from compliance.differences.figures import caps, numbers
from compliance.differences.heading import heading, place_taken
from compliance.differences.parties import bands, members, pay_types, roles
from compliance.differences.wording import in_words

NOTHING_ELSE = "Nothing else changes."
NO_EFFECT = "Nothing changes from {day} on: only the order of the file, or what it says of days before, differs."


def differences(before: Version, after: Version, names: Mapping[str, str] | None = None) -> list[str]:
    """What the version `after` changes about the version `before`, a sentence each; empty where nothing differs.

    Figures are compared from the first day of `after`. `names` are the authorities' names by ONS code.
    """
    replaced = place_taken(before, after)
    found = [
        *heading(before, after),
        *caps(before, after),
        *numbers(before, after),
        *clauses(before, after),
        *roles(before, after),
        *bands(before, after),
        *pay_types(before, after),
        *members(before, after, names or {}),
    ]
    if not found and replace(before, version=after.version, in_force_from=after.in_force_from) != after:
        found = [NO_EFFECT.format(day=in_words(after.in_force_from))]
    return replaced + (found or ([NOTHING_ELSE] if replaced else []))

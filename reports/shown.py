"""What of a savings report one person may see: the region's total, and authorities by name or by letter."""

from typing import NamedTuple

from authorities.letters import shown_to
from authorities.models import Authority


class ShownAuthority(NamedTuple):
    """One authority's row; `code` is set only where the person may read its records."""

    label: str
    code: str
    recorded: bool
    figures: dict
    completeness: dict
    roles: list


def authorities_shown(person, content, day):
    """The authorities of a report as this person sees them: their own by name first, then the others by letter.

    `day` is the last of the report's period, so that a report keeps its letters: under those of another quarter
    its figures would tell which letter became which. They come in the order of letters, which gives no name away.
    """
    found = {each["code"]: each for each in content["authorities"]}
    codes = dict(Authority.objects.filter(ons_code__in=found).values_list("pk", "ons_code"))
    shown = [one for one in shown_to(person, day) if one.authority_id in codes]
    return [_shown(one, found[codes[one.authority_id]]) for one in shown]


def named_codes(person, content, day):
    """The ONS codes of the authorities whose records this person may read."""
    return {each.code for each in authorities_shown(person, content, day) if each.code}


def _shown(one, each):
    return ShownAuthority(
        one.label, one.code if one.named else "", each["recorded"], each["figures"], each["completeness"], each["roles"]
    )

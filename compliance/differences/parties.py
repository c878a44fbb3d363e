"""What differs in whom an agreement is about: its roles, bands of experience, ways of being paid, and members."""

from collections.abc import Iterator, Mapping

from compliance.agreement import PAID, Band, Role, Signatory, Version
from compliance.differences.wording import day_changed, in_words, listed, quoted

CORE = "counts as the core job type"


def roles(before: Version, after: Version) -> Iterator[str]:
    """Roles that came, went or changed."""
    old, new = ({role.slug: role for role in version.roles} for version in (before, after))
    for slug in [each for each in old if each not in new]:
        yield f"The role {quoted(old[slug].name)} is taken out."
    for slug, role in new.items():
        if slug not in old:
            yield f"The role {quoted(role.name)} is added. It {CORE} {quoted(_core(role))}."
        else:
            yield from _role(old[slug], role)


def _role(before: Role, after: Role) -> Iterator[str]:
    if before.name != after.name:
        yield f"The role {quoted(before.name)} is now called {quoted(after.name)}."
    if before.core_type != after.core_type:
        yield f"The role {quoted(after.name)} now {CORE} {quoted(_core(after))}, not {quoted(_core(before))}."
    if before.rank != after.rank:
        now = "has no rank any more" if after.rank is None else f"now has the rank {after.rank}"
        was = "" if before.rank is None else f". It was {before.rank}"
        yield f"The role {quoted(after.name)} {now}{was}."


def _core(role: Role) -> str:
    return role.core_type.replace("_", " ")


def bands(before: Version, after: Version) -> Iterator[str]:
    """Bands of experience that came, went or changed."""
    old, new = ({band.slug: band for band in version.bands} for version in (before, after))
    for slug in [each for each in old if each not in new]:
        yield f"The band of experience {quoted(old[slug].name)} is taken out."
    for slug, band in new.items():
        if slug not in old:
            yield f"The band of experience {quoted(band.name)} is added: {_years(band)}."
            continue
        if old[slug].name != band.name:
            yield f"The band of experience {quoted(old[slug].name)} is now called {quoted(band.name)}."
        if _years(old[slug]) != _years(band):
            yield f"The band of experience {quoted(band.name)} is now {_years(band)}. It was {_years(old[slug])}."


def _years(band: Band) -> str:
    if band.until_years is None:
        return f"{band.from_years} years or more"
    return f"{band.from_years} years to under {band.until_years}"


def pay_types(before: Version, after: Version) -> Iterator[str]:
    """Ways of being paid for which there are figures."""
    for pay_type in sorted(set(before.pay_types) - set(after.pay_types)):
        yield f"There are no figures any more for workers paid {PAID[pay_type]}."
    for pay_type in sorted(set(after.pay_types) - set(before.pay_types)):
        yield f"There are figures now for workers paid {PAID[pay_type]}."


def members(before: Version, after: Version, names: Mapping[str, str]) -> Iterator[str]:
    """Who joins and who leaves; `names` by ONS code."""
    old, new = (_spans(version) for version in (before, after))
    if not before.signatories and not after.signatories:
        return
    if not before.signatories or not after.signatories:
        signed = listed(sorted(names.get(code, code) for code in (old or new)))
        yield (
            f"Only those who have signed are bound now: {signed}. Before, every member of the region was."
            if new
            else f"Every member of the region is bound now. Before, only those who had signed were: {signed}."
        )
        return
    for code in sorted(old.keys() | new.keys(), key=lambda code: names.get(code, code)):
        if old.get(code) != new.get(code):
            yield from _member(names.get(code, code), old.get(code, ()), new.get(code, ()))


def _spans(version: Version) -> dict[str, tuple[Signatory, ...]]:
    found: dict[str, tuple[Signatory, ...]] = {}
    for signatory in sorted(version.signatories, key=lambda each: each.since):
        found[signatory.authority] = (*found.get(signatory.authority, ()), signatory)
    return found


def _member(name: str, before: tuple[Signatory, ...], after: tuple[Signatory, ...]) -> Iterator[str]:
    if not after:
        yield f"{name} leaves: it is not listed any more."
    elif not before:
        yield f"{name} joins, {listed(map(_bound, after))}."
    elif len(before) > 1 or len(after) > 1:
        yield f"{name} is bound {listed(map(_bound, after))}. Before, it was bound {listed(map(_bound, before))}."
    else:
        [was], [now] = before, after
        if was.since != now.since:
            yield f"{name} is bound from {in_words(now.since)}, not from {in_words(was.since)}."
        if was.until != now.until:
            given, taken = f"{name} leaves: its last day is", f"{name} no longer leaves on"
            yield day_changed(f"The last day of {name}", was.until, now.until, given=given, taken=taken)


def _bound(signatory: Signatory) -> str:
    until = f" to {in_words(signatory.until)}" if signatory.until else ""
    return f"from {in_words(signatory.since)}{until}"

"""Loading a region from its file: the authorities that have signed, and since when."""

import tomllib
from pathlib import Path

from ..acting import acting
from ..models import Authority, Membership, Region
from ..refusal import Refused

FOLDER = Path(__file__).parent
WEST_MIDLANDS = FOLDER / "west-midlands.toml"
NEEDED = ("name", "ons_code", "dfe_code", "kind", "run_by")


def load(*, file, by):
    """Load a region's file; loading it again changes nothing. Returns what was added and changed."""
    given = _read(file)
    counts = {"region": given["code"], "authorities": len(given["authority"]), "added": 0, "changed": 0}
    with acting(by):
        region, _ = Region.objects.update_or_create(code=given["code"], defaults={"name": given["name"]})
        for row in given["authority"]:
            made = _keep_authority(region, row, given["member_from"])
            if made:
                counts[made] += 1
    return counts


def _keep_authority(region, row, member_from):
    details = {name: row[name] for name in NEEDED if name != "ons_code"}
    authority = Authority.objects.filter(ons_code=row["ons_code"]).first()
    made = "" if authority else "added"
    if authority is None:
        authority = Authority.objects.create(ons_code=row["ons_code"], **details)
    elif any(getattr(authority, name) != value for name, value in details.items()):
        Authority.objects.filter(pk=authority.pk).update(**details)
        made = "changed"
    days = {"from_on": row.get("member_from", member_from), "until_on": row.get("member_until")}
    membership, joined = Membership.objects.get_or_create(
        region=region, authority=authority, from_on=days["from_on"], defaults=days
    )
    if not joined and membership.until_on != days["until_on"]:
        membership.until_on = days["until_on"]
        membership.save(update_fields=["until_on"])
        made = made or "changed"
    return made


def _read(file):
    try:
        given = tomllib.loads(Path(file).read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(f"{file} is not a region file: {error}.", "Compare it with west-midlands.toml.") from error
    lacking = [name for name in ("code", "name", "member_from", "authority") if name not in given]
    if lacking:
        raise Refused(f"{file} does not give {', '.join(lacking)}.", "Compare it with west-midlands.toml.")
    for number, row in enumerate(given["authority"], 1):
        lacking = [name for name in NEEDED if not row.get(name)]
        if lacking:
            raise Refused(f"Authority {number} in {file} does not give {', '.join(lacking)}.", "Add it to the file.")
    return given

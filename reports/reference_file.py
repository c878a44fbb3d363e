"""Reading a file of reference rates: every rate with its source, in words where something is wrong."""

import tomllib
from datetime import date
from decimal import Decimal, InvalidOperation

from authorities.refusal import Refused
from placements.models import PayType

WANTED = ("role", "pay_types", "since", "value", "source")


def read(text, name):
    """The region's code and the rates, one for each role, pay type and day; raises Refused naming the table."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"{name} is not a TOML file: {error}.", "Mend the file and load it again.") from None
    rows, seen = [], set()
    for number, table in enumerate(document.get("rate", []), start=1):
        for row in _rows(table, f"{name}, rate {number}"):
            key = row["role"], row["pay_type"], row["since"]
            if key in seen:
                raise Refused(
                    f"{name}, rate {number}: the same role, pay type and day stands twice.", "Leave one of them out."
                )
            seen.add(key)
            rows.append(row)
    if not rows or not document.get("region"):
        raise Refused(f"{name} gives no region, or no rates.", "Add region = and [[rate]] tables.")
    return document["region"], rows


def _rows(table, where):
    missing = [key for key in WANTED if not table.get(key)]
    if missing:
        raise Refused(f"{where}: {', '.join(missing)} missing.", "Every rate needs its source and its first day.")
    if not isinstance(table["since"], date):
        raise Refused(f"{where}: since is not a date.", "Write it as 2026-04-01, without quotation marks.")
    unknown = [each for each in table["pay_types"] if each not in PayType.values]
    if unknown:
        raise Refused(f"{where}: unknown pay type {', '.join(unknown)}.", f"Use {', '.join(PayType.values)}.")
    shared = {
        "role": table["role"],
        "since": table["since"],
        "hourly_rate": _money(table["value"], where),
        "source": table["source"],
        "illustrative": bool(table.get("illustrative", False)),
    }
    return [{**shared, "pay_type": pay_type} for pay_type in table["pay_types"]]


def _money(value, where):
    try:
        amount = Decimal(value if isinstance(value, str) else "")
    except InvalidOperation:
        amount = Decimal(0)
    if not amount.is_finite() or not 0 < amount < 1000 or amount != amount.quantize(Decimal("0.01")):
        raise Refused(
            f"{where}: {value!r} is not an hourly rate.", 'Write pounds and pence in quotation marks: "34.50".'
        )
    return amount

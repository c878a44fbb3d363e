"""The shape of a line of the sharing contract."""

from typing import NamedTuple

from .readers import Reader


class Kind(NamedTuple):
    """One kind of record: what it holds, how it leads to its authority (supplier, region, person), and who reads what.

    A path is Django's, from the record; where there is none, nobody reads it in that case.
    """

    label: str
    holds: str
    shared: tuple[tuple[frozenset[Reader], str], ...]
    authority: str = ""
    supplier: str = ""
    region: str = ""
    person: str = ""
    note: str = ""

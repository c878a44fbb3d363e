"""The placements that rows of hours and of exemptions speak of."""

from authorities.refusal import Refused

from ..models import Placement


class Known:
    """An authority's placements by their supplier's reference."""

    def __init__(self, placements, supplier):
        self.supplier = supplier
        self.by_reference = {}
        for placement in placements:
            self.by_reference.setdefault(placement.reference, []).append(placement)

    def values(self):
        return [placement for found in self.by_reference.values() for placement in found]

    def of(self, row):
        """The placement of a row; raises Refused where it is not on record, or two suppliers use its reference."""
        named = (row.supplier or self.supplier).casefold()
        found = self.by_reference.get(row.reference, [])
        found = [each for each in found if not named or each.supplier.name.casefold() == named]
        if not found:
            whose = f" of {row.supplier or self.supplier}" if named else ""
            raise Refused(
                f"No placement{whose} has the reference {row.reference}.",
                "Send the placement first, then this row again.",
                "reference",
            )
        if len(found) > 1:
            raise Refused("More than one supplier uses this reference.", "Fill in the supplier.", "supplier")
        return found[0]


def placements_of(checked, intake):
    """The placements of these rows, in one query."""
    references = {each.row.reference for each in checked}
    found = Placement.objects.filter(authority=intake.authority, reference__in=references)
    return Known(found.select_related("worker", "supplier").order_by("pk"), intake.supplier)

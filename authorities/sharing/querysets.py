"""The one door to records: the rows that the contract shares with a person."""

from django.db.models import Q, QuerySet

from .contract import kind
from .reach import members_of, reach_of, regions_read_by, wanted
from .readers import Case


class SharedQuerySet(QuerySet):
    """Rows of a kind that stands in the sharing contract."""

    def for_user(self, person, *roles):
        """The rows of which this person reads anything; with roles, those that they read in one of these."""
        return self.filter(_shared_with(person, self.model, roles))


def _shared_with(person, model, roles):
    """The contract's answer for one person as a condition on a model's rows."""
    label = model._meta.label
    paths, reach = kind(label), reach_of(person).of(wanted(label, roles))
    condition = Q(pk__in=[])
    if paths.authority and reach.authorities:
        condition |= Q(**{f"{paths.authority}__in": reach.authorities})
    if paths.authority and reach.regions:
        condition |= Q(**{f"{paths.authority}__in": members_of(reach.regions)})
    if paths.supplier and reach.suppliers:
        condition |= _through(model, f"{paths.supplier}__in", reach.suppliers)
    if paths.region:
        condition |= Q(**{f"{paths.region}__in": regions_read_by(person, label, *roles)})
    if paths.person and reach.ids(Case.TYPED):
        # What somebody typed is theirs for as long as they work for the authority for which they typed it.
        condition |= Q(**{paths.person: person.pk, f"{paths.authority}__in": reach.ids(Case.TYPED)})
    return condition


def _through(model, path, values):
    """A condition on a path; where the path leads to many, each row still counts once."""
    many = model._meta.get_field(path.split("__")[0]).one_to_many
    return Q(pk__in=model._base_manager.filter(**{path: values}).values("pk")) if many else Q(**{path: values})

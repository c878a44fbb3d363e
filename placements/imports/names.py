"""What the names in a file mean: suppliers, agencies, job titles and roles."""

from authorities.models import Agency, JobRole, JobTitle, Supplier
from authorities.refusal import Refused

from ..reading import slug_from


class Names:
    """The names that an authority's files may use, looked up once for many rows."""

    def __init__(self, authority):
        self.authority = authority
        self.made = []
        self._suppliers = {}
        self._agencies = {}
        self._titles = {_plain(title.title): title for title in JobTitle.objects.filter(authority=authority)}
        self._regions = list(authority.memberships.order_by("from_on"))
        self._roles = {}
        for role in JobRole.objects.filter(region__in=[membership.region_id for membership in self._regions]):
            self._roles[role.region_id, role.slug] = self._roles[role.region_id, slug_from(role.name)] = role

    def supplier(self, name):
        """The supplier of this name, in any case; a new one is added, and the import says so."""
        return self._known(Supplier, self._suppliers, name)

    def agency(self, name):
        """The agency of this name, in any case; a new one is added, and the import says so."""
        return self._known(Agency, self._agencies, name)

    def job(self, title, role, on):
        """The job title of a row, or else its role, as `placements.actions` takes them."""
        known = self._titles.get(_plain(title))
        if known is not None:
            return {"job_title": known}
        if role:
            return {"job_role": self._role(role, on)}
        if title:
            raise Refused(
                f"“{title}” is not a job title of {self.authority}.",
                "Add it on the page “Job titles”, with the role that it means, then send the row again.",
                "job_title",
            )
        raise Refused("job_title is missing.", "Fill in job_title or role.", "job_title")

    def role_or_none(self, text, on):
        """The role that a leaver's role text names, where it names one."""
        return self._roles.get((self._region_on(on), slug_from(text)))

    def _role(self, text, on):
        role = self.role_or_none(text, on)
        if role is None:
            known = sorted({role.slug for role in self._roles.values()})
            listed = f"Use one of: {', '.join(known)}." if known else "Load the region’s agreement first."
            raise Refused(f"“{text}” is not a role of the region’s agreement.", listed, "job_role")
        return role

    def _region_on(self, day):
        for membership in self._regions:
            if membership.from_on <= day and (membership.until_on is None or day <= membership.until_on):
                return membership.region_id
        return self._regions[-1].region_id if self._regions else None

    def keep(self, *, supplier_ids, agency_ids):
        """Forget the new names that no row came to use; the rest, in words."""
        used = {Supplier: supplier_ids, Agency: agency_ids}
        kept = []
        for name in self.made:
            if name.pk in used[type(name)]:
                kept.append(f"{name._meta.verbose_name} {name}")
            else:
                name.delete()
        return kept

    def _known(self, model, cache, name):
        if not cache:
            cache.update({_plain(known.name): known for known in model.objects.all()})
        if _plain(name) not in cache:
            cache[_plain(name)] = model.objects.create(name=name)
            self.made.append(cache[_plain(name)])
        return cache[_plain(name)]


def _plain(name):
    return " ".join(name.split()).casefold()

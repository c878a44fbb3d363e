"""What keeps a version from being checked: its file's own problems, and what does not fit what the portal knows."""

import re

from authorities.models import Authority, Region
from authorities.refusal import Refused
from authorities.wording import day_in_words

from . import agreement_file
from .agreement_checks.sheet import Problem
from .agreement_shape import LABEL, SLUG, TITLE
from .models import Agreement, AgreementVersion
from .succession import as_agreed, latest_published


class NotClean(Refused):
    """An agreement file with problems; `problems` says each with its line and what to do."""

    def __init__(self, found):
        super().__init__("\n".join(str(problem) for problem in found), "Mend the file and load it again.")
        self.problems = found


def readable(text, name):
    """The version that a file holds, whatever else is wrong with it; raises NotClean where it holds none."""
    try:
        return agreement_file.read(text, name)
    except agreement_file.Refused as refused:
        raise NotClean(refused.problems) from refused


def keepable(text, name):
    """The same where it can also be kept as a draft: its name, label, title and region are what they must be."""
    version = readable(text, name)
    forms = {SLUG: version.agreement, LABEL: version.version, TITLE: version.title}
    good = all(re.fullmatch(form.pattern, value) and len(value) <= form.longest for form, value in forms.items())
    of_a_region = version.regime == Agreement.Regime.REGIONAL or version.schedule_of
    if not good or bool(of_a_region) != bool(version.region):
        raise NotClean(every_problem(text, name))
    return version


def refuse_problems(text, name):
    """The version that a file holds; raises NotClean with every problem found."""
    found = every_problem(text, name)
    if found:
        raise NotClean(found)
    return agreement_file.read(text, name)


def every_problem(text, name):
    """Every problem of a file, those too that the portal's own records show, in the order of its lines."""
    try:
        version = agreement_file.read(text, name)
    except agreement_file.Refused as refused:
        return refused.problems
    published = AgreementVersion.objects.published().filter(agreement__slug=version.agreement)
    others = published.exclude(label=version.version).select_related("agreement__region")
    region = Region.objects.filter(code=version.region).first()
    authorities = Authority.objects.filter(memberships__region=region).values_list("ons_code", flat=True)
    before = latest_published(others, version.in_force_from)
    found = agreement_file.problems(
        text, name, known_authorities=set(authorities) if region else None, previous=before and as_agreed(before)
    )
    found += _unfitting(version, region, list(others), _Lines(text, name))
    return sorted(found, key=lambda problem: problem.line)


def _unfitting(version, region, others, lines):
    if version.region and region is None:
        message = f"The region {version.region} is not known."
        yield lines.problem("region", message, "Load the region first: manage.py load_region FILE.")
    if others:
        yield from _moved(version, others[0].agreement, lines)
    if version.corrects not in ("", version.version):
        yield from _correction(version, others, lines)


def _moved(version, agreement, lines):
    """What was published under a name stays one agreement: of the same regime and region."""
    if agreement.regime != version.regime:
        remedy = f'Write regime = "{agreement.regime}", or give this agreement a name of its own.'
        yield lines.problem("regime", "Versions already published are of the other regime.", remedy)
    if (agreement.region.code if agreement.region else "") != version.region:
        remedy = "Give the region of the versions already published, or give this agreement a name of its own."
        yield lines.problem("region", "Versions already published are of another region.", remedy)


def _correction(version, others, lines):
    """A correction puts right a published version, and holds from the same day."""
    wrong = next((each for each in others if each.label == version.corrects), None)
    if wrong is None:
        labels = ", ".join(sorted(each.label for each in others))
        remedy = f"Use one of: {labels}." if labels else "Take out corrects and reason: nothing is published yet."
        yield lines.problem("corrects", f"No version “{version.corrects}” of this agreement is published.", remedy)
    elif wrong.in_force_from != version.in_force_from:
        message = f"A correction holds from the same day as what it corrects, {day_in_words(wrong.in_force_from)}."
        remedy = f"Write in_force_from = {wrong.in_force_from}; or take out corrects and reason: it is a new version."
        yield lines.problem("in_force_from", message, remedy)


class _Lines:
    """The head of a file, so that a problem can point at a line of it."""

    def __init__(self, text, name):
        self.lines, self.name = text.splitlines(), name

    def problem(self, key, message, remedy):
        found = (number for number, line in enumerate(self.lines, 1) if re.match(rf"\s*{key}\s*=", line))
        line = next(found, 1)
        return Problem(line, f"{self.name}, line {line}", message, remedy)

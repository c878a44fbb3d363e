"""What the pages that change a placement share: send the change, judge it at once, and say what it changed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render

from authorities import clock, kept
from authorities.wording import day_in_words, from_slug, lower_first
from compliance import actions, queries
from compliance.models import Assessment, Finding
from compliance.rule import Verdict
from placements.queries import own_placements
from placements.revisions import gathered

AS_BEFORE = "What the rules say of it is as it was."


def own_placement(request, placement_id):
    """The placement, where this person logs for its authority; 404 otherwise."""
    own = own_placements(request.user).select_related("authority", "worker", "supplier", "job_title", "job_role")
    return get_object_or_404(own, pk=placement_id)


def typed(request):
    """What was sent, or what was typed before the session ended; None for a page that is opened."""
    return request.POST if request.method == "POST" else kept.restored(request)


def page(request, template, form, placement, **more):
    """The page with its form."""
    context = {"form": form, "placement": placement, "person_token": kept.token(request.user)} | more
    return render(request, template, context)


def sent(request, form, action, *, done, ahead=None):
    """Whether the form was sent and the action took it: then the next page says `done` and what it changed.

    `ahead`: a day from which something new holds, that may break what nothing breaks yet.
    """
    if request.method != "POST" or not form.is_valid():
        return False
    before = standing(form.placement)
    if not taken(request, form, action, done=done):
        return False
    judged_anew(request, form.placement, before, ahead)
    return True


def taken(request, form, action, *, done):
    """Whether the action took what was sent: then the next page says `done`, and what others changed meanwhile."""
    if not form.recorded(action, by=request.user):
        return False
    messages.success(request, done)
    for revision in gathered(form.others_meanwhile(request.user)):
        who = revision.by or "The portal"
        messages.info(request, f"Meanwhile {who} changed this too, and both are kept. {'. '.join(revision.lines)}.")
    return True


def judged_anew(request, placement, before, ahead=None):
    """Judge the placement at once; the next page says what the rules now say that they did not say before."""
    today = clock.today()
    actions.assess(placement_ids=[placement.pk], reason=Assessment.Reason.CHANGED, judged_on=today)
    said = differences(before, standing(placement))
    if ahead and ahead > today:
        said += to_come(placement, ahead)
    say(request, said)


def say(request, said):
    """Say on the next page what the rules now say; that nothing changed is said too."""
    for sentence in said or [AS_BEFORE]:
        messages.info(request, sentence)


def standing(placement):
    """What is found of a placement now: (agreement, clause, verdict) with its days and sentence."""
    found = Finding.objects.filter(placement=placement).standing().order_by("from_on", "pk")
    return {(each.agreement, each.clause, each.verdict, each.from_on): each.as_dict()["sentence"] for each in found}


def differences(before, after):
    """What changed, in sentences: the breaches first."""
    came = [(*key[:3], sentence) for key, sentence in after.items() if before.get(key) != sentence]
    broken = dict.fromkeys(key[:2] for key in before if key[2] == Finding.Verdict.BREACH)
    still = {key[:2] for key in after if key[2] == Finding.Verdict.BREACH}
    untold = {key[:2] for key in before if key[2] == Finding.Verdict.CANNOT_TELL}
    said = [
        f"This placement now breaks “{lower_first(clause_title(clause))}”. {sentence}"
        for _, clause, verdict, sentence in came
        if verdict == Finding.Verdict.BREACH
    ]
    said += [
        f"This placement no longer breaks “{lower_first(clause_title(key[1]))}”." for key in broken if key not in still
    ]
    new = dict.fromkeys(key[:2] for key in after if key[2] == Finding.Verdict.CANNOT_TELL and key[:2] not in untold)
    titles = [f"“{lower_first(clause_title(clause))}”" for _, clause in new]
    # One notice for all of them: each has its sentence on the page below.
    return said + ([f"The portal cannot tell about {', '.join(titles)}: see the rules below."] if titles else [])


def to_come(placement, on):
    """What will be broken from a day ahead, in sentences."""
    [(_, answer)] = queries.answers([placement.pk], judged_on=on)
    return [
        f"From {day_in_words(on)} this placement will break “{lower_first(judged.clause.title)}”. "
        f"{judged.outcome.sentence()}"
        for judged, cover in answer.outcomes
        if judged.outcome.verdict is Verdict.BREACH and judged.from_on == on and not cover
    ]


def clause_title(clause_id):
    """The title of a clause as the newest agreement that has it puts it."""
    titles = {clause.id: clause.title for version in queries.rulebook().versions for clause in version.clauses}
    return titles.get(clause_id) or from_slug(clause_id)

"""What somebody tries that takes more than an address: each says whether it came to what it should not."""

from copy import copy
from datetime import UTC, date, datetime, timedelta
from functools import partial

import time_machine
from django.urls import reverse
from django.utils import timezone

from authorities import actions
from authorities.actions.invitations import hash_of, invitation_of
from authorities.models import Authority, Invitation, JobTitle, Membership, Region, Supplier
from authorities.refusal import Refused
from compliance.actions import watches
from compliance.models import AgreementVersion, Approval, DueItem, WhatIf
from placements.models import Spell, Worker
from placements.pages.search import KEPT
from tests import links
from tests.factories import PlacementFactory, PostFactory, WatchFactory, WorkerFactory
from tests.others_made import NUMBERS
from tests.test_separation import words_not_for
from tests.test_separation_of_ids import ORDER

SPRING = datetime(2026, 3, 20, 12, tzinfo=UTC)


def checked(cast, person, **typed):
    """The page with the answer about a worker of Walsall, as asked by this person for Walsall."""
    title = JobTitle.objects.get(title="Title of Walsall")
    sent = ORDER | {"job_title": title.pk, "authority_code": "E08000030"} | typed
    return cast.speakers[person].ask("post", reverse("check_worker"), sent, walled=False)


def is_offered_to_record(cast):
    """Ben, who does not log, gets no button that carries the answer to a new placement."""
    return any(any(links.refused(who, checked(cast, who).body, cast.world)) for who in ("ben", "ivy"))


def is_told_by_own_record(cast):
    """A supplier’s answer rests on what it says itself, not on the authority’s record of the worker."""
    with_spell = checked(cast, "ivy", swe_number="SW911111")
    Spell.objects.all().delete()
    return checked(cast, "ivy", swe_number="SW911111") != with_spell


def may_invite_elsewhere(cast):
    """Ben gives roles for Walsall alone, also where no form stands before the action."""
    try:
        actions.invite(
            email="new@example.org", role="hr_officer", by=cast.speakers["ben"].person, link=str,
            authority=Authority.objects.get(name="Dudley"),
        )  # fmt: skip
    except Refused:
        return False
    return True


def is_offered_elsewhere(cast):
    """Ben chooses among his own authorities when he invites."""
    return "Dudley" in cast.speakers["ben"].ask("get", reverse("invite"), walled=False).body


def outlasts_who_gave_it(cast):
    """An invitation falls with the right of whoever gave it."""
    Invitation.objects.create(
        email="late@example.org", role="hr_officer", authority=Authority.objects.get(name="Walsall"),
        invited_by=cast.speakers["former"].person, expires_at=timezone.now() + timedelta(days=1),
        key_hash=hash_of("a-key"),
    )  # fmt: skip
    return invitation_of("a-key") is not None


def foresees_for_others(cast):
    """Before a cap changes, the forecast names one's own placements alone."""
    with time_machine.travel(SPRING):
        asked = {who: cast.speakers[who].ask("get", reverse("forecast"), walled=False) for who in ("asha", "cara")}
    return any(any(words_not_for(who, answer.body, "forecast")) for who, answer in asked.items())


def sees_what_was_found_elsewhere(cast):
    """Sami supplies Walsall and logs for Dudley: of Walsall's placements the list does not say what was found."""
    rows = cast.speakers["sami"].ask("get", reverse("placements"), walled=False).body.split("<tr")
    return not any("ORDER-WALSALL" in row and "Not assessed" in row for row in rows)


def is_offered_to_wait(cast):
    """A supplier is not offered to be told when a worker of whom it asks for an authority is free."""
    PostFactory(worker=Worker.objects.get(pk=cast.world["dudley"]["worker"]), left_on=date(2026, 6, 30))
    page = checked(cast, "ivy", swe_number="SW922222").body
    return "Not before" not in page or any(links.refused("ivy", page, cast.world))


def waits_after_leaving(cast):
    """A watch ends when whoever began it no longer works for the authority."""
    former = cast.speakers["former"].person
    watch = WatchFactory(
        authority=Authority.objects.get(name="Walsall"), by=former, number="SW977777", free_on=date(2026, 11, 1),
        job_title=JobTitle.objects.get(title="Title of Walsall"),
    )  # fmt: skip
    watches.watch_on(on=date(2026, 11, 20))
    watch.refresh_from_db()
    return watch.ended_at is None


def finds_what_is_not_theirs(cast):
    """A search finds one's own workers and orders alone, whatever is sought."""
    told = []
    for who in ("asha", "cara", "hugo", "ivy", "otto"):
        for sought in ("Wanda Walsall", "Doris Dudley", "ORDER-WALSALL", "ORDER-DUDLEY"):
            speaker = copy(cast.speakers[who])
            speaker.data = speaker.data | {KEPT: [("key", {"sought": sought, "authority": None})]}
            page = speaker.ask("get", reverse("search"), {"of": "key"}, walled=False).body.replace(sought, "", 3)
            told += words_not_for(who, page.partition("<table")[2], "search")
    return any(told)


def keeps_what_they_asked_elsewhere(cast):
    """A what-if is not to be opened or deleted by whoever kept it once they no longer work for the region."""
    asked = WhatIf.objects.get(pk=cast.world["what_ifs"]["dev"])
    WhatIf.objects.filter(pk=asked.pk).update(by=cast.speakers["nora"].person)
    return cast.speakers["nora"].ask("get", reverse("remove_what_if", args=[asked.pk]), walled=False).status != 404


def gives_more_roles(cast):
    """An approver chooses among the roles that they may give."""
    return "Approver" in cast.speakers["ben"].ask("get", reverse("invite"), walled=False).body.partition("<form")[2]


def looks_for_others_to_come(cast):
    """An authority that has yet to join the region is not weighed among its members."""
    joins = date(2027, 1, 4)
    Membership.objects.filter(authority__name="Newcastle").delete()
    region, newcastle = Region.objects.get(code="E12000005"), Authority.objects.get(name="Newcastle")
    Membership.objects.create(region=region, authority=newcastle, from_on=joins)
    PlacementFactory(authority=newcastle, reference="ORDER-TO-COME", rate__hourly_pay=90)
    day = {"day_day": "1", "day_month": "2", "day_year": "2027", "show": "all"}
    address = reverse("what_if_version", args=[cast.world["versions"]["unpublished"]])
    return "ORDER-TO-COME" in cast.speakers["dev"].ask("get", address, day, walled=False).body


def waiting(cast, state):
    """The version that is not published, in some state of its way there."""
    one = AgreementVersion.objects.filter(pk=cast.world["versions"]["unpublished"])
    version = one.get()
    one.update(state="checked")
    if state == "approved":
        for key, who in ((Approval.Key.FIRST, "nora"), (Approval.Key.SECOND, "hugo")):
            turned = {"key": key, "person": cast.speakers[who].person, "sha256": version.sha256}
            Approval.objects.create(version=version, **turned)
        one.update(state=state)
    return version.pk


def turns_anothers_key(cast):
    """The first key is the analyst’s: the lead director is neither told to turn it nor can."""
    version, elin = waiting(cast, "checked"), cast.speakers["elin"]
    told = "Approve version" in elin.ask("get", reverse("home"), walled=False).body
    return told or elin.ask("get", reverse("approve_agreement", args=[version]), walled=False).status != 302


def publishes_what_others_approved(cast):
    """Whoever turned neither key is not told to publish."""
    waiting(cast, "approved")
    return "Publish version" in cast.speakers["dev"].ask("get", reverse("home"), walled=False).body


def opens_what_others_approved(cast):
    """Whoever turned neither key does not come to the page that publishes."""
    version = waiting(cast, "approved")
    page = cast.speakers["dev"].ask("get", reverse("publish_agreement", args=[version]), walled=False)
    return page.status != 302


def reads_details(cast):
    """The administrator reads what was done, and not the records themselves."""
    pages = {who: cast.speakers[who].ask("get", reverse("log"), walled=False).body for who in ("hugo", "jan")}
    return "For auditors alone" not in pages["jan"] or "For auditors alone" in pages["hugo"]


def chooses_others(cast, page):
    """An auditor chooses among the authorities that they audit, or whose pages were read."""
    return ">Walsall</option>" in cast.speakers["otto"].ask("get", reverse(page), walled=False).body


def sees_what_others_read(cast):
    """That somebody of Walsall read a page is told to who audits Walsall."""
    cast.speakers["asha"].ask("get", reverse("placements"), walled=False)
    told = {who: cast.speakers[who].ask("get", reverse("log_reads"), walled=False).body for who in ("hugo", "otto")}
    return ">Walsall</td>" in told["otto"] or ">Walsall</td>" not in told["hugo"]


def sends_for_others(cast):
    """Whoever sends a file chooses among the authorities for which they log."""
    return 'value="E08000027"' in cast.speakers["asha"].ask("get", reverse("send_file"), walled=False).body


def taken_back(cast, person):
    """The page of a placement of Walsall whose recording was taken back."""
    walsall = Authority.objects.get(name="Walsall")
    number = f"SW98{next(NUMBERS):04d}"
    worker = WorkerFactory(authority=walsall, swe_number=number, name="Tess Taken")
    supplier = Supplier.objects.get(name="Test Supplier")
    placed = PlacementFactory(authority=walsall, worker=worker, supplier=supplier)
    number, placed.breach_reason, worker.name = placed.pk, "WHY-OF-WALSALL", "Tess Renamed"
    placed.save()
    worker.save()
    placed.rates.all().delete()
    placed.delete()
    return cast.speakers[person].ask("get", reverse("placement", args=[number]), walled=False)


def opens_what_others_took_back(cast):
    """What was taken back was never there for those who could not read it."""
    return taken_back(cast, "cara").status != 404 or taken_back(cast, "asha").status != 200


def is_told_why_others_took_back(cast):
    """The supplier of the order reads no reason for going ahead, there neither."""
    return "WHY-OF-WALSALL" in taken_back(cast, "ivy").body


def is_told_who_was_taken_back(cast):
    """West Midlands Employers’ analyst reads no name, there neither."""
    return "Tess Renamed" in taken_back(cast, "dev").body


def is_told_who_is_offered_both_ways(cast):
    """West Midlands Employers’ analyst reads no name in the list of those offered singly and in a team either."""
    walsall = Authority.objects.get(name="Walsall")
    worker = WorkerFactory(authority=walsall, swe_number="SW988888", name="Bo Both")
    for in_team in (True, False):
        PlacementFactory(authority=walsall, worker=worker, project_team=in_team)
    asked = (cast.speakers[who].ask("get", reverse("singly_and_in_team"), walled=False) for who in ("asha", "dev"))
    return ["Bo Both" in answer.body for answer in asked] != [True, False]


def takes_away_who_they_are(cast):
    """The list as a file names nobody whom the page does not name."""
    file = cast.speakers["dev"].ask("get", reverse("placements"), {"download": "csv"}, walled=False).body
    return "ORDER-WALSALL" not in file or any(words_not_for("dev", file, "placements"))


def loads_for_others(cast):
    """An analyst loads the agreements of their own region."""
    text = AgreementVersion.objects.get(pk=cast.world["versions"]["published"]).document
    sent = {"text": text.replace('version = "2025"', 'version = "OTHERS"')}
    return cast.speakers["nora"].ask("post", reverse("load_agreement"), sent, walled=False).status == 302


def publishes_elsewhere(cast):
    """Whoever turned a key and no longer works for the region is not told to publish."""
    waiting(cast, "approved")
    return "Publish version" in cast.speakers["nora"].ask("get", reverse("home"), walled=False).body


def is_offered_anothers_duty(cast):
    """What falls due leads to where it is done those who log for the authority alone."""
    walsall = Authority.objects.get(name="Walsall")
    DueItem.objects.create(
        placement_id=cast.world["walsall"]["placement"], authority=walsall, regime="regional", words={}, numbers={},
        agreement="west-midlands-mou", version="2025", clause="standard-references", rule="standard_references",
        due_on=date(2026, 11, 25),
    )  # fmt: skip
    page = cast.speakers["ben"].ask("get", reverse("duties"), walled=False).body
    return "ORDER-WALSALL" not in page or any(links.refused("ben", page, cast.world))


TRIED = {
    "get duties as ben: no duty leads him to where it is done": is_offered_anothers_duty,
    "get singly_and_in_team as dev: no name": is_told_who_is_offered_both_ways,
    "get placements as a file, as dev: no name": takes_away_who_they_are,
    "post load_agreement of the region as nora": loads_for_others,
    "get home as nora: nothing to publish for a region that is not hers": publishes_elsewhere,
    "get placement of what was taken back, as cara": opens_what_others_took_back,
    "get placement of what was taken back, as ivy: no reason": is_told_why_others_took_back,
    "get placement of what was taken back, as dev: no name": is_told_who_was_taken_back,
    "a version that waits for its first key, as elin: it is not hers to turn": turns_anothers_key,
    "get home as dev: nothing to publish that others approved": publishes_what_others_approved,
    "get publish_agreement as dev, of what others approved": opens_what_others_approved,
    "get log as jan: what was done, without the records": reads_details,
    "get log as otto: other authorities are not to be chosen": partial(chooses_others, page="log"),
    "get log_reads as otto: other authorities are not to be chosen": partial(chooses_others, page="log_reads"),
    "get log_reads as otto: nothing of what Walsall read": sees_what_others_read,
    "get send_file as asha: other authorities are not to be chosen": sends_for_others,
    "get placements as sami: nothing of what was found at Walsall": sees_what_was_found_elsewhere,
    "post check_worker filled in, as ben and ivy: neither carries on to what they may not record": is_offered_to_record,
    "post check_worker about a worker on record, as ivy: the record makes no difference": is_told_by_own_record,
    "invite somebody for another authority by the action itself, as ben": may_invite_elsewhere,
    "get invite as ben: other authorities are not to be chosen": is_offered_elsewhere,
    "take up an invitation from somebody who may no longer give it": outlasts_who_gave_it,
    "get forecast in the spring as asha and cara": foresees_for_others,
    "post check_worker as ivy: nobody but staff is offered to wait": is_offered_to_wait,
    "a watch asks again after whoever began it has left": waits_after_leaving,
    "get search for what others hold, as asha, cara, hugo, ivy and otto": finds_what_is_not_theirs,
    "get remove_what_if of one’s own, of a region that is no longer one’s own": keeps_what_they_asked_elsewhere,
    "get invite as ben: the roles that he gives": gives_more_roles,
    "get what_if_version as dev, on a day when another authority has joined": looks_for_others_to_come,
}

"""Who gets what: every address, asked by every person, about their own, others' and what never was, by every method.

The addresses come from the resolver, so that a new one without an entry here fails. Whatever is asked, no answer holds
a word that is not for the person who asks.
"""

import logging
import uuid
from datetime import UTC, date, datetime
from urllib.parse import quote

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from knox.models import AuthToken

from authorities.models import Appointment, Authority, Job, JobRole, Mail, Membership, Region
from authorities.sharing import SharedQuerySet
from compliance import actions as compliance_actions
from compliance.models import Certificate
from placements.models import Correction, Draft, ProjectTeam, TeamMember
from reports import actions as report_actions
from reports.models import Edition
from reports.periods import month_coded, quarter_coded
from tests import links
from tests.amounts import LONG, amount
from tests.conftest import appointed, appointed_as
from tests.factories import (
    JobTitleFactory,
    PersonFactory,
    PlacementFactory,
    PostFactory,
    ReferenceFactory,
    RegisterCheckFactory,
    SpellFactory,
    SubstantiveNoticeFactory,
    SupplierFactory,
    WatchFactory,
    WorkerFactory,
    passkey,
)  # fmt: skip
from tests.matrix import METHODS, NEVER_OFFERED, Speaker, expected, without
from tests.placements.sending import files_of
from tests.published_and_asked import versions, what_if
from tests.two_roles import BOTH
from tests.who_gets_what import MONTH, QUARTER, ROUTES, SIGNED_OUT
from tests.who_meets_what import OF_WORK, SUPPLIERS_ARE_CHOSEN, WORDS

Role = Appointment.Role
NEVER = 987_654_321


@pytest.fixture
def in_autumn():
    with time_machine.travel(datetime(2026, 11, 20, 12, tzinfo=UTC), tick=True):
        yield


@pytest.fixture
def people(asha, ben, cara, dev, elin, gita, hugo, ivy, jan, walsall):
    north = Region.objects.create(code="E12000001", name="North East")
    newcastle = Authority.objects.create(
        name="Newcastle", ons_code="E08000021", dfe_code="391", kind="metropolitan", run_by="council"
    )
    Membership.objects.create(region=north, authority=newcastle, from_on=date(2015, 1, 1))
    former = appointed("former", Role.HR_OFFICER, authority=walsall)
    former.appointments.update(until_on=date(2026, 11, 19))
    cast = (asha, ben, cara, dev, elin, gita, hugo, ivy, jan)
    held = {person.email.split("@")[0]: person for person in cast} | {
        "dora": appointed("dora", Role.DCS, authority=walsall),
        "carl": appointed("carl", Role.CHIEF_EXECUTIVE, authority=walsall),
        "nora": appointed("nora", Role.WME_ANALYST, region=north),
        "otto": appointed("otto", Role.AUDITOR, region=north),
        "former": former,
        "root": PersonFactory(email="root@example.org", is_superuser=True),
        "closed": appointed("closed", Role.HR_OFFICER, authority=walsall),
        "nobody": None,
    }
    return held | {who: appointed_as(who, *(held[each] for each in like)) for who, like in BOTH.items()}


@pytest.fixture
def world(in_autumn, agreements, people, walsall, dudley, supplier_one, west_midlands):
    """A placement, its worker's experience, a draft, a key, a parked row and a report, with words that give it away."""
    made, asha = {}, people["asha"]
    for authority, officer, name, number, waited_for, supplier in (
        (walsall, asha, "Wanda Walsall", "SW911111", "SW944444", supplier_one),
        (dudley, people["cara"], "Doris Dudley", "SW922222", "SW966666", SupplierFactory(name="Supplier of Dudley")),
    ):
        title = JobTitleFactory(
            authority=authority, title=f"Title of {authority}", job_role=JobRole.objects.get(slug="social_worker")
        )
        placed = PlacementFactory(
            authority=authority,
            worker=WorkerFactory(authority=authority, name=name, swe_number=number),
            supplier=supplier,
            job_title=title,
            job_role=None,
            reference=f"ORDER-{authority.name.upper()}",
            rate__hourly_pay=60,
        )
        notice = SubstantiveNoticeFactory(authority=authority, job_role=JobRole.objects.get(slug="team_manager"))
        term = {"from_on": date(2026, 3, 2), "until_on": date(2026, 12, 31), "purpose": "A backlog."}
        team = ProjectTeam.objects.create(authority=authority, supplier=supplier, name=f"Team of {authority}", **term)
        TeamMember.objects.create(authority=authority, team=team, placement=placed)
        made[authority.name.lower()] = {
            "team": team.pk,
            "placement": placed.pk,
            "code": authority.ons_code,
            "worker": placed.worker_id,
            "spell": SpellFactory(worker=placed.worker, employer=f"Employer of {authority}").pk,
            "reference": ReferenceFactory(placement=placed, who=f"Referee of {authority}").pk,
            "batch": RegisterCheckFactory(
                worker=placed.worker, asked_by=asha, conditions=f"Conditions of {authority}"
            ).batch,
            "notice": notice.pk,
            "title": title.pk,
            "mapping": title.mappings.get().pk,
            "post": PostFactory(
                worker=placed.worker, left_on=date(2025, 10, 31), role_text=f"Post left in {authority}"
            ).pk,
            "certificate": Certificate.objects.create(
                authority=authority, purpose="waiting-rows", done_on=date(2026, 11, 1), content={}, sha256=""
            ).pk,
            **files_of(authority, by=officer),
            "correction": Correction.objects.create(worker=placed.worker, text=f"Please correct {authority}").pk,
            "watch": WatchFactory(authority=authority, by=officer, number=waited_for, job_title=title).pk,
        }
    draft = Draft.objects.create(person=asha, authority=walsall, answers={"swe_number": "SW933333"})
    made["walsall"] |= {"draft": draft.pk, "key": AuthToken.objects.create(asha)[0].digest[:16]}
    kinds = "placement worker spell reference notice team title mapping post correction certificate saved_filter watch"
    made["never"] = dict.fromkeys(kinds.split(), NEVER)
    made["walsall"]["person"], made["never"]["person"] = asha.pk, NEVER
    made["walsall"]["passkey"], made["never"]["passkey"] = passkey(asha).pk, NEVER
    unknown = {each: uuid.uuid4() for each in ("draft", "upload", "batch")}
    made["never"] |= unknown | {"key": "0" * 16, "code": "E08000099"}
    made["walsall"]["saved_filter"] = asha.saved_filters.create(page="placements", name="FILTER-OF-ASHA").pk
    portals = Certificate.objects.create(purpose="accounts", done_on=date(2026, 11, 1), content={}, sha256="")
    made["portal"] = {"certificate": portals.pk}
    Job.objects.create(name="rekey", slot="a slot", state=Job.State.FAILED, finished_at=timezone.now())
    Mail.objects.create(kind=Mail.Kind.NOTICE, to="late@example.org", subject="Late", failed_at=timezone.now())
    made["versions"] = versions(people["dev"]) | {"never": NEVER}
    made["what_ifs"] = {"dev": what_if(people["dev"], west_midlands), "never": uuid.uuid4()}
    made["never"] |= {"row": NEVER, "columns": NEVER}
    compliance_actions.assess(reason="asked", judged_on=date(2026, 11, 20))
    report_actions.build_savings(region=west_midlands, month=month_coded(MONTH), today=date(2026, 11, 20))
    report_actions.build_quarterly(region=west_midlands, quarter=quarter_coded(QUARTER), today=date(2026, 11, 20))
    editions = {edition.kind: edition for edition in Edition.objects.all()}
    made["files"] = {kind: edition.files.get(name__endswith=".xlsx").name for kind, edition in editions.items()}
    made["files"] |= {"never": "never.xlsx"}
    made["editions"] = {kind: edition.pk for kind, edition in editions.items()} | {"never": NEVER}
    people["closed"].is_active = False
    return made


@pytest.fixture
def hushed():
    """Thousands of refusals that are meant need no line each."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def speakers(everybody, drawn):
    """Of those who hold two roles one is drawn anew each time; in the long run all of them ask."""
    spared = () if LONG else drawn.sample(sorted(BOTH), len(BOTH) - 1)
    return {name: speaker for name, speaker in everybody.items() if name not in spared}


@pytest.fixture
def everybody(people, world, hushed):
    """Everybody who may ask; one account is closed after its owner has signed in."""
    speaking = {name: Speaker(person) for name, person in people.items()}
    people["closed"].save()
    for speaker in speaking.values():
        speaker.arrives()
    return speaking


def owners(route, whose):
    """Whoever may do something there with this thing: to all others it is as though it had never been."""
    return set().union(*(rights[whose] for rights in (route.get, route.post) if isinstance(rights, dict)))


def asking(speakers, route, method, allowed, drawn):
    """Everybody; where nobody’s records are, a few; without its body, a reader drawn anew, in the long run all.

    By methods that nothing is offered for, a few drawn anew; in CI everybody.
    """
    if route.open:
        return {name: speakers[name] for name in ("asha", "ivy", "closed", "nobody")}
    if method in NEVER_OFFERED:
        return {name: speakers[name] for name in drawn.sample(sorted(speakers), amount(3, ci=len(speakers)))}
    readers = [name for name in speakers if name in (allowed or ())] if method == "head" and not LONG else []
    spared = drawn.sample(readers, max(0, len(readers) - 1))
    return {name: speaker for name, speaker in speakers.items() if name not in spared}


def questions(route):
    """Each method with whose thing is asked about, and who may: None where the method is not offered."""
    kinds = next((rights for rights in (route.get, route.post) if isinstance(rights, dict)), {"": None})
    for method in METHODS:
        rights = {"get": route.get, "head": route.get, "post": route.post}.get(method)
        for whose in kinds:
            yield method, whose, rights[whose] if isinstance(rights, dict) else rights


def wrong(name, route, world, speakers, drawn):
    """Every answer that is not as the table says, that is unlike the one to what never was, or that says a word to a
    person whom it is not for.

    The wall in the database is left out: it would hide a filter that is missing.
    """
    never, api = {}, name.startswith("api_")
    for method, whose, allowed in sorted(questions(route), key=lambda question: question[1] != "never"):
        address = reverse(name, args=route.about(world, whose) if route.about else [])
        own = owners(route, whose)
        for person, speaker in asking(speakers, route, method, allowed, drawn).items():
            answer, asked = speaker.ask(method, address, as_json=api, walled=False), f"{person}: {method} {address}"
            right = range(500) if route.open else expected(name, method, person, allowed)
            if answer.status not in right:
                yield f"{asked} answered {answer.status}"
            elif answer.status == 302 and not route.open and person in SIGNED_OUT and "sign-in" not in answer.to:
                yield f"{asked} led to {answer.to}"
            told = without(answer, address, quote(address, safe=""))
            if whose == "never":
                never[method, person] = told
            elif (method, person) in never and person not in own and told != never[method, person]:
                yield f"{asked} answered unlike what never was"
            yield from (f"{asked} said {word}" for word in words_not_for(person, answer.body, name))
            yield from (f"{asked} offered {address}" for address in links.refused(person, answer.body, world))


def words_not_for(person, body, name, words=WORDS | OF_WORK):
    """The words in a body that are not for the person who reads it."""
    for word, meant_for in words.items():
        chosen = word.startswith("Supplier") and name in SUPPLIERS_ARE_CHOSEN
        if word in body and person not in meant_for and not chosen:
            yield word


@pytest.mark.parametrize("about", ["pages", "api"])
def test_each_person_gets_what_is_theirs_and_no_more(world, speakers, drawn, about):
    chosen = {name: route for name, route in ROUTES.items() if name.startswith("api_") == (about == "api")}

    assert [each for name, route in chosen.items() for each in wrong(name, route, world, speakers, drawn)] == []


@pytest.fixture
def no_filters(monkeypatch):
    """The code's own filters of records let everything through: what is left is the wall in the database."""
    monkeypatch.setattr(SharedQuerySet, "for_user", lambda rows, person, *roles: rows.all())
    for module in ("compliance.forecast_queries", "compliance.pages.rules"):
        monkeypatch.setattr(f"{module}.regions_read_by", lambda person: Region.objects.values_list("pk", flat=True))


def by_rows_alone(name, route, world, speakers):
    """Every word that the wall alone lets through to a person whom it is not for."""
    for method, whose, _ in questions(route):
        if method == "get":
            address = reverse(name, args=route.about(world, whose) if route.about else [])
            for person in ("asha", "cara", "dev", "former", "gita", "ivy", "nora", "otto"):
                body = speakers[person].ask(method, address, as_json=name.startswith("api_")).body
                said = words_not_for(person, body, name, WORDS)
                yield from (f"{person}: {method} {address} said {word}" for word in said)


def test_the_wall_alone_keeps_each_persons_records(world, speakers, no_filters):
    asked = ((name, route) for name, route in ROUTES.items() if not route.open)

    assert [each for name, route in asked for each in by_rows_alone(name, route, world, speakers)] == []


def test_without_filters_and_without_the_wall_others_records_would_show(speakers, no_filters):
    told = {walled: speakers["cara"].ask("get", reverse("placements"), walled=walled).body for walled in (True, False)}

    assert "Title of Walsall" in told[False]
    assert "Title of Walsall" not in told[True]


def test_the_whole_stack_answers_as_the_matrix_is_answered(world, speakers):
    asked = [("placements", []), ("placement", [world["walsall"]["placement"]]), ("api_placements", [])]

    for name, args in asked:
        address = reverse(name, args=args)
        for person, speaker in speakers.items():
            plain, whole = speaker.ask("get", address), speaker.client.get(address)
            assert plain.status == whole.status_code, (person, name)
            assert plain.to == whole.headers.get("Location", "")
            words = list(words_not_for("nobody", plain.body, name))
            assert words == list(words_not_for("nobody", whole.getvalue().decode(), name))

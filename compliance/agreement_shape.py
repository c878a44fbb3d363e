"""What an agreement file may say: its tables, and what each key of theirs means and may hold."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from compliance import agreement as agreed
from compliance.on_costs import PARTS
from compliance.periods import CONVENTIONS
from compliance.rule import BASES, PAY_TYPES
from compliance.rules import RULES

UNKNOWN = "unknown"
SURE = ("primary source", "press or summary", "our decision", "not established")
CONTRACTS = ("permanent", "fixed_term")
SETTINGS = ("local_authority", "agency", "other")
CORE_TYPES = ("social_worker", "senior_social_worker", "advanced_practitioner", "team_manager", "iro_cp_chair")
REASONS = (
    "resignation", "redundancy", "end_of_fixed_term", "probation", "retirement", "dismissal", "other", "promotion",
)  # fmt: skip
KINDS: Mapping[type, str] = {
    str: "text in quotes",
    date: "a date like 2025-01-01",
    list: "a list",
    int: "a whole number",
    bool: "true or false",
}


class Unit(NamedTuple):
    """What a number may be that is given in this unit, both ends included."""

    least: int
    most: int
    whole: bool = False


UNITS: Mapping[str, Unit] = {
    agreed.POUNDS_AN_HOUR: Unit(0, 9999),
    "pounds a week": Unit(0, 99999),
    "percent": Unit(0, 100),
    "months": Unit(1, 1200, whole=True),
    "days": Unit(1, 36500, whole=True),
    "weeks": Unit(1, 520, whole=True),
    "days a week": Unit(0, 7),
    "references": Unit(1, 99, whole=True),
    "years": Unit(1, 100, whole=True),
}


class Form(NamedTuple):
    """How a text is written: the whole of it keeps to the pattern."""

    pattern: str
    says: str
    longest: int = 0


SLUG = Form(r"[a-z0-9]+([-_][a-z0-9]+)*", "small letters and digits with hyphens, like twelve-month", 60)
ROLE = SLUG._replace(says="small letters and digits with underscores, like team_manager", longest=50)
LABEL = Form(r"\S.*", "at most 20 characters", 20)
TITLE = Form(r"\S.*", "at most 200 characters", 200)
REGION = Form(r"E12\d{6}", "a region’s ONS code, like E12000005")
AUTHORITY = Form(r"E[01]\d{7}", "an authority’s ONS code, like E08000030")
AMOUNT = Form(rf"\d{{1,4}}\.\d{{2}}|{UNKNOWN}", f'pounds and pence in quotes, like "24.00", or "{UNKNOWN}"')
NUMBER = Form(rf"\d{{1,6}}(\.\d{{1,4}})?|{UNKNOWN}", f'a number in quotes, like "12" or "13.8", or "{UNKNOWN}"')


class Key(NamedTuple):
    """One key: what it means, the kind of its value, and what that may be."""

    says: str
    kind: type = str
    required: bool = False
    choices: tuple[str, ...] = ()
    form: Form | None = None


SOURCE = Key("Where this was read.", required=True)
SURE_OF_IT = Key("How sure we are of it.", required=True, choices=SURE)
ILLUSTRATIVE = Key("true where the figure is invented; every page that uses it says so.", bool)
CLAUSE = Key("The id of the clause that it belongs to.", required=True, form=SLUG)
CONVENTION = (
    "How months are counted. corresponding_date: free on the day after the corresponding date. "
    "same_day: free on the corresponding date itself."
)

AGREEMENT: Mapping[str, Key] = {
    "agreement": Key("The agreement’s own name, the same in each of its versions.", required=True, form=SLUG),
    "title": Key("What readers call it.", required=True, form=TITLE),
    "regime": Key("Whose agreement it is.", required=True, choices=(agreed.NATIONAL, agreed.REGIONAL)),
    "region": Key("Whose it is: for a regional agreement, and for a region’s schedule of figures.", form=REGION),
    "version": Key("The label of this version.", required=True, form=LABEL),
    "in_force_from": Key("The first day on which this version judges.", date, required=True),
    "convention": Key(CONVENTION, required=True, choices=CONVENTIONS),
    "source": SOURCE,
    "sure": SURE_OF_IT,
    "note": Key("What a reader should know before the clauses."),
    "pay_types": Key("How workers may be paid; all three where it is left out.", list, choices=tuple(PAY_TYPES)),
    "corrects": Key("The label of the version that this one puts right.", form=LABEL),
    "reason": Key("What was wrong with the version that this one corrects."),
    "schedule_of": Key("The agreement whose clause these are one region’s figures for.", form=SLUG),
    **dict.fromkeys(("member", "role", "band", "clause", "parameter", "exception", "cap"), Key("", list)),
}
MEMBER: Mapping[str, Key] = {
    "authority": Key("An authority that has signed, by its ONS code.", required=True, form=AUTHORITY),
    "since": Key("The first day on which it is bound.", date, required=True),
    "until": Key("The last day on which it is bound.", date),
}
ROLE_KEYS: Mapping[str, Key] = {
    "slug": Key("The role’s own name in this file.", required=True, form=ROLE),
    "name": Key("What a sentence calls it: “team manager”.", required=True),
    "core_type": Key("The core job type that it is counted as.", required=True, choices=CORE_TYPES),
    "rank": Key("How senior it is: higher is more senior. Read where a promotion is an exception.", int),
}
BAND: Mapping[str, Key] = {
    "slug": Key("The band’s own name in this file.", required=True, form=ROLE),
    "name": Key("What a sentence calls it: “two to five years of experience”.", required=True),
    "from_years": Key("The years of experience with which it begins.", int, required=True),
    "until_years": Key("The years of experience with which the next band begins; none for the last.", int),
}
CLAUSE_KEYS: Mapping[str, Key] = {
    "id": Key("The clause’s own name in this agreement.", required=True, form=SLUG),
    "title": Key("Its heading.", required=True),
    "words": Key("What was agreed.", required=True),
    "interpretation": Key("How we read it where the words leave it open."),
    "source": SOURCE,
    "sure": SURE_OF_IT,
    "since": Key("The first day on which it binds.", date, required=True),
    "until": Key("The last day on which it binds.", date),
    "known": Key(
        "When it must be known.", required=True, choices=(agreed.TO_ENGAGE, agreed.BEFORE_START, agreed.LATER)
    ),
    "judged": Key("Once at the start, or on every day.", required=True, choices=(agreed.ENGAGEMENT, agreed.CONTINUING)),
    "rule": Key("What judges it; nothing where it is left out.", choices=tuple(RULES)),
    "existing_from": Key("The day from which it also binds assignments begun before it.", date),
    "transitional": Key("true where a contractual bar keeps an assignment out until that day.", bool),
    "base": Key("What is compared with a cap.", choices=tuple(BASES)),
    "convention": Key("How this clause counts months, where not as the agreement does.", choices=CONVENTIONS),
    "contracts": Key("The kinds of post whose leaving begins the waiting time.", list, choices=CONTRACTS),
    "counts": Key("Where experience counts.", list, choices=SETTINGS),
    "project_teams": Key(
        "Whether it binds project teams.", choices=(agreed.INCLUDED, agreed.EXCLUDED, agreed.ONLY)
    ),
    "cover": Key(
        "The kinds of leave that may stand beside a breach; both where it is left out.",
        list, choices=(agreed.EXEMPTION, agreed.APPROVAL),
    ),
    "signed_before": Key("true where leave covers only if every signature is dated before its first day.", bool),
    "paye": Key(
        "A PAYE on-cost that is not on record: missing, or worked out from statutory rates.",
        choices=(agreed.STATED, agreed.STATUTORY),
    ),
    "paye_less": Key("The on-costs that the cap contains and a PAYE rate does not.", list, choices=tuple(PARTS)),
    "on_costs": Key("The agreement that holds the statutory rates.", form=SLUG),
}  # fmt: skip
PARAMETER: Mapping[str, Key] = {
    "clause": CLAUSE,
    "name": Key("Which number of its rule it is.", required=True),
    "since": Key("The first day on which it holds; the next one ends it.", date, required=True),
    "value": Key("The number.", required=True, form=NUMBER),
    "unit": Key("What it counts.", required=True, choices=tuple(UNITS)),
    "source": SOURCE,
    "sure": SURE_OF_IT,
    "illustrative": ILLUSTRATIVE,
}
EXCEPTION: Mapping[str, Key] = {
    "clause": CLAUSE,
    "reason": Key("A reason for leaving that ends the waiting time, or a promotion.", required=True, choices=REASONS),
    "source": SOURCE,
    "sure": SURE_OF_IT,
}
CAP: Mapping[str, Key] = {
    "clause": Key("The id of its clause; “cap” where it is left out.", form=SLUG),
    "role": Key("The slug of the role that it is for.", required=True, form=ROLE),
    "band": Key("The slug of the band of experience that it is for; all where it is left out.", form=ROLE),
    "pay_types": Key("The kinds of pay that it is for.", list, required=True, choices=tuple(PAY_TYPES)),
    "since": Key("The first day on which it holds; the next one ends it.", date, required=True),
    "value": Key("The cap.", required=True, form=AMOUNT),
    "unit": Key("What the value is in.", required=True, choices=tuple(UNITS)),
    "base": Key("What is compared with it, where not as the clause says.", choices=tuple(BASES)),
    "source": SOURCE,
    "sure": SURE_OF_IT._replace(required=False),
    "illustrative": ILLUSTRATIVE,
    "lowered": Key("Why it is lower than the one before."),
}
SHAPES: Mapping[str, Mapping[str, Key]] = {
    "": AGREEMENT,
    "member": MEMBER,
    "role": ROLE_KEYS,
    "band": BAND,
    "clause": CLAUSE_KEYS,
    "parameter": PARAMETER,
    "exception": EXCEPTION,
    "cap": CAP,
}
TABLES = tuple(table for table in SHAPES if table)

"""A sound agreement file, and what is said of it once something is changed."""

from compliance.agreement_file import problems

TOP = """\
agreement = "north-mou"
title = "The northern memorandum"
regime = "regional"
region = "E12000001"
version = "2025"
in_force_from = 2025-01-01
convention = "corresponding_date"
source = "a test"
sure = "our decision"
"""
MEMBERS = """
[[member]]
authority = "E08000021"
since = 2020-01-01

[[member]]
authority = "E08000022"
since = 2020-01-01
until = 2026-03-31
"""
ROLES = """
[[role]]
slug = "social_worker"
name = "social worker"
core_type = "social_worker"
rank = 1

[[role]]
slug = "team_manager"
name = "team manager"
core_type = "team_manager"
rank = 2
"""
BANDS = """
[[band]]
slug = "newer"
name = "under two years of experience"
from_years = 0
until_years = 2

[[band]]
slug = "longer"
name = "two years of experience or more"
from_years = 2
"""
CAP_CLAUSE = """
[[clause]]
id = "cap"
rule = "pay_cap"
title = "Pay caps"
words = "A ceiling."
source = "a test"
sure = "our decision"
since = 2020-01-01
until = 2030-12-31
existing_from = 2025-06-01
known = "to_engage"
judged = "continuing"
base = "pay"
counts = ["local_authority", "agency"]
"""
WAITING = """
[[clause]]
id = "cool-off"
rule = "cool_off"
title = "Cool-off"
words = "Wait."
source = "a test"
sure = "our decision"
since = 2025-03-01
known = "to_engage"
judged = "engagement"
convention = "same_day"
contracts = ["permanent"]

[[parameter]]
clause = "cool-off"
name = "months"
since = 2020-01-01
value = "3"
unit = "months"
source = "a test"
sure = "our decision"

[[exception]]
clause = "cool-off"
reason = "redundancy"
source = "a test"
sure = "press or summary"
"""
UNJUDGED = """
[[clause]]
id = "monitoring"
title = "Monitoring"
words = "Somebody looks."
source = "a test"
sure = "our decision"
since = 2020-01-01
known = "later"
judged = "continuing"
"""
CAPS = """
[[cap]]
role = "social_worker"
band = "newer"
pay_types = ["paye", "umbrella", "limited_company"]
since = 2024-01-01
value = "31.00"
unit = "pounds an hour"
source = "a test"
illustrative = true

[[cap]]
role = "social_worker"
band = "longer"
pay_types = ["paye", "umbrella", "limited_company"]
since = 2024-01-01
value = "34.00"
unit = "pounds an hour"
source = "a test"

[[cap]]
role = "team_manager"
pay_types = ["paye", "umbrella"]
since = 2025-01-01
value = "41.00"
unit = "pounds an hour"
source = "a test"

[[cap]]
role = "team_manager"
pay_types = ["limited_company"]
since = 2025-01-01
value = "unknown"
unit = "pounds an hour"
source = "a test"
"""
GOOD = TOP + MEMBERS + ROLES + BANDS + CAP_CLAUSE + WAITING + UNJUDGED + CAPS
SCHEDULE = (
    TOP.replace('"regional"', '"national"') + 'schedule_of = "dfe-agency-rules"\n' + ROLES.replace("rank = 1\n", "")
    + BANDS + CAPS.replace("role =", 'clause = "price-cap"\nrole =')
)  # fmt: skip
NAME = "north.toml"


def said(text, **more):
    """Every problem of a file, in the words in which people read it."""
    return [str(problem) for problem in problems(text, NAME, **more)]


def changed(old, new, text=GOOD):
    """A file with the first place of a text changed."""
    assert old in text
    return text.replace(old, new, 1)


def only(old, new, text=GOOD, **more):
    """The one problem that a change makes: what is said, and the words of the line it points at."""
    text = changed(old, new, text)
    [problem] = problems(text, NAME, **more)
    return text.splitlines()[problem.line - 1], f"{problem.message} {problem.remedy}"

"""What crosses from one authority to another: the answer before an engagement, and nothing else."""

# Of an outcome that rests on posts held elsewhere these are told ...
TOLD = {
    "rule": "which rule",
    "regime": "of the national or of the regional rules",
    "agreement": "which agreement",
    "version": "which version of it",
    "clause": "which clause",
    "verdict": "met, breach or cannot tell",
    "from": "the start that was asked about",
    "until": "the end that was asked about",
    "sentence": "the same in words",
    "remedy": "what may be done",
    "numbers": "the numbers below",
    "cover": "nothing: leave stands beside recorded placements alone",
    "illustrative": "whether a figure is illustrative",
}
# ... and of its numbers these.
NUMBERS = {
    "months": "the length of the wait",
    "free_on": "the first free day",
    "not_sent": "how many members have not sent their leavers",
    "members": "how many members there are",
    "missing": "what is not known",
}
# What may be asked for, and never crosses.
WITHHELD = (
    "which authority it was",
    "the day on which the worker left",
    "why they left",
    "which post and what pay",
    "whether an exception was used: “met by an exception” reads word for word as “met”",
    "that a person is on record at all, where no rule turns on it",
)

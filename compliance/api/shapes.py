"""The shapes that answers share on every surface, as the schema describes them."""

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

from compliance.answer import IN_WORDS
from compliance.models import Agreement, Exemption, Finding
from compliance.rule import Verdict

COVER = inline_serializer(
    "Cover",
    {
        "kind": serializers.ChoiceField(Exemption.Kind.values),
        "until": serializers.DateField(),
        "reference": serializers.CharField(),
    },
    allow_null=True,
    help_text="The leave that stands beside a breach. A covered breach stays a breach.",
)
OUTCOME_FIELDS: dict[str, serializers.Field] = {
    "rule": serializers.CharField(),
    "regime": serializers.ChoiceField(Agreement.Regime.values),
    "agreement": serializers.CharField(),
    "version": serializers.CharField(),
    "clause": serializers.CharField(),
    "verdict": serializers.ChoiceField([verdict.value for verdict in Verdict if verdict is not Verdict.DUE]),
    "from": serializers.DateField(),
    "until": serializers.DateField(allow_null=True),
    "sentence": serializers.CharField(),
    "remedy": serializers.CharField(),
    "numbers": serializers.DictField(help_text="The values used: decimals as text, dates as ISO 8601."),
    "cover": COVER,
    "illustrative": serializers.BooleanField(help_text="A figure of the agreement is made up for illustration."),
}
# A copy, because a serializer takes its fields out of the dictionary that it is given.
OUTCOME = type(inline_serializer("Outcome", dict(OUTCOME_FIELDS)))
FINDING = type(
    inline_serializer(
        "Finding",
        {
            "id": serializers.IntegerField(),
            "placement": serializers.IntegerField(),
            "authority": serializers.CharField(help_text="ONS code"),
            **OUTCOME_FIELDS,
            "verdict": serializers.ChoiceField(Finding.Verdict.values),
        },
    )
)
STILL_NEEDED = type(
    inline_serializer(
        "StillNeeded",
        {**OUTCOME_FIELDS, "verdict": serializers.ChoiceField([verdict.value for verdict in Verdict])},
    )
)
CITED_FIELDS: dict[str, serializers.Field] = {
    "regime": serializers.ChoiceField(Agreement.Regime.values),
    "agreement": serializers.CharField(),
    "version": serializers.CharField(),
    "clause": serializers.CharField(),
    "title": serializers.CharField(),
}
CITED = type(inline_serializer("CitedClause", dict(CITED_FIELDS)))
TRANSITIONAL = type(
    inline_serializer(
        "TransitionalClause",
        {**CITED_FIELDS, "binds_from": serializers.DateField(allow_null=True, help_text="Null: not established.")},
    )
)
ANSWER = inline_serializer(
    "Answer",
    {
        "answer": serializers.ChoiceField(list(IN_WORDS)),
        "not_before": serializers.DateField(allow_null=True),
        "outcomes": OUTCOME(many=True),
        "still_needed": STILL_NEEDED(many=True, help_text="What must come before the start and is not settled."),
        "reason": serializers.CharField(help_text="Why nothing was checked; empty otherwise."),
        "not_checked": CITED(many=True, help_text="Clauses that apply and that the portal does not judge."),
        "due": STILL_NEEDED(many=True, help_text="Every duty that is not yet late; numbers.due_on is its last day."),
        "transitional": TRANSITIONAL(many=True, help_text="Clauses that do not bind this placement: it began earlier."),
    },
)
ERRORS = inline_serializer(
    "Errors",
    {
        "errors": inline_serializer(
            "Error", {"field": serializers.CharField(), "message": serializers.CharField()}, many=True
        )
    },
)

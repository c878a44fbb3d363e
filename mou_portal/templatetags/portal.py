"""Template tags: the components in templates/components, and the filters that put values into words."""

import base64
from datetime import datetime
from urllib.parse import urlencode

from django import template
from django.forms import CheckboxInput, PasswordInput
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from authorities import saved_filters as kept_filters
from authorities import wording
from authorities.downloads import MOST_ROWS, answering
from compliance.shown import clause_address

register = template.Library()
register.filter("day", wording.day_in_words)
register.filter("moment", wording.moment_in_words)
register.filter("money", wording.in_pounds)
register.filter("lower_first", wording.lower_first)
register.filter("words", wording.from_slug)


@register.filter
def is_of_ours(address):
    """Whether an address that somebody sent leads to a page of the portal, and nowhere else."""
    return url_has_allowed_host_and_scheme(address, allowed_hosts=None)


# In the address of a list without a filter, which otherwise opens with the filter that a person has put first.
EVERYTHING = "all"
TICK = "M20 0a20 20 0 1 0 0 40 20 20 0 0 0 0-40zm-3.6 29.6L7.6 20.8l3.3-3.3 5.5 5.5L29.2 10.2l3.3 3.3z"
CLOCK = "M20 0a20 20 0 1 0 0 40 20 20 0 0 0 0-40zm-2.2 7.5h4.4v11.6l8 4.7-2.2 3.8-10.2-6z"
CROSS = (
    "M20 0a20 20 0 1 0 0 40 20 20 0 0 0 0-40zm9.8 26.5l-3.3 3.3L20 23.3l-6.5 6.5-3.3-3.3 6.5-6.5"
    "-6.5-6.5 3.3-3.3 6.5 6.5 6.5-6.5 3.3 3.3-6.5 6.5z"
)
QUESTION = (
    "M20 0a20 20 0 1 0 0 40 20 20 0 0 0 0-40zm-2.5 28h5v5h-5zm5-2.5h-5c0-5 5.5-5.5 5.5-9.5a3 3 0 0 0-6 0h-5"
    "a8 8 0 0 1 16 0c0 5-5.5 5.5-5.5 9.5z"
)
ANSWERS = {
    "yes": ("Yes", "Every rule that must be known before engaging is kept, national and regional.", TICK),
    "not_before": ("Not before {day}", "A worker may be engaged once the waiting time has passed.", CLOCK),
    "no": ("No", "At least one rule is broken, and waiting does not put it right.", CROSS),
    "cannot_tell": ("Cannot tell", "A fact that a rule needs is not known. “Cannot tell” does not mean yes.", QUESTION),
}
VERDICTS = {
    "met": ("Met", "green"),
    "breach": ("Breach", "red"),
    "cannot_tell": ("Cannot tell", "grey"),
    "due": ("Due", "orange"),
}
REGIMES = {"national": ("National", "blue"), "regional": ("Regional", "teal")}
COVERS = {
    "exemption": (
        "Exempt",
        "An exemption is in force{until}{reference}. It is still counted as a breach, and shown apart.",
    ),
    "approval": (
        "Approved",
        "Going over is approved{until}{reference}. It is still counted as a breach, and shown apart.",
    ),
}


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms):
    """What is wrong in these forms (lists of forms among them), in the order of their fields."""
    each = [one for form in forms for one in (form if isinstance(form, list) else [form]) if one is not None]
    return {"errors": [error for form in each for error in _errors(form)]}


def _errors(form):
    if not form.is_bound:
        return
    visible = form.visible_fields()
    for message in form.non_field_errors():
        yield {"target": error_target(visible[0]) if visible else "", "message": message}
    for field in form:
        for message in field.errors:
            yield {"target": error_target(field), "message": message}


@register.filter
def error_target(field):
    """The id of the first thing a person can put right in this field."""
    widget = field.field.widget
    if hasattr(widget, "first_wrong_part"):
        return f"{field.auto_id}_{widget.first_wrong_part}"
    return f"{field.auto_id}_0" if widget.use_fieldset else field.auto_id


@register.inclusion_tag("components/answer_panel.html")
def answer_panel(answer, not_before=None, text=""):
    """The pre-engagement answer: yes, not_before, no or cannot_tell."""
    heading, sentence, icon = ANSWERS[answer]
    heading = heading.format(day=wording.day_in_words(not_before))
    return {"answer": answer, "heading": heading, "text": text or sentence, "icon": icon}


@register.inclusion_tag("components/outcome.html")
def outcome(one):
    """One outcome, as the API gives it; `agreement_title` and `clause_title` are used where they come along."""
    verdict, verdict_colour = VERDICTS[one["verdict"]]
    regime, regime_colour = REGIMES[one["regime"]]
    clause = one.get("clause_title") or wording.from_slug(one["clause"])
    agreement = one.get("agreement_title") or wording.proper_name(one["agreement"])
    return {
        "one": one,
        "verdict": verdict,
        "verdict_colour": verdict_colour,
        "regime": regime,
        "regime_colour": regime_colour,
        "clause_name": clause,
        "agreement_name": agreement,
        "clause_url": clause_url(one),
        "numbers": [wording.number_row(key, value) for key, value in (one.get("numbers") or {}).items()],
        "cover": _cover(one.get("cover")),
    }


@register.filter
def clause_url(one):
    """Where an outcome's clause stands on the page of the rules, as in force on the day from which it was judged."""
    return clause_address(one["agreement"], one["clause"], one.get("from", ""))


def _cover(cover):
    if not cover:
        return None
    tag, sentence = COVERS[cover["kind"]]
    until = f" until {wording.day_in_words(cover['until'])}" if cover.get("until") else ""
    reference = f" (reference {cover['reference']})" if cover.get("reference") else ""
    return {"tag": tag, "sentence": sentence.format(until=until, reference=reference)}


@register.inclusion_tag("components/figure.html")
def figure(value, label, as_of=None, complete="", url="", note=""):
    """A number with what it counts; `url` only where the person may open what is counted."""
    as_of = wording.moment_in_words(as_of) if as_of else ""
    return {"value": value, "label": label, "as_of": as_of, "complete": complete, "url": url, "note": note}


@register.inclusion_tag("components/summary_list.html")
def summary_list(rows):
    """Rows of (term, value) or (term, value, url, action)."""
    rows = [tuple(row) + ("",) * (4 - len(row)) for row in rows]
    return {"rows": rows, "any_action": any(row[2] for row in rows)}


@register.inclusion_tag("components/empty_state.html")
def empty_state(heading, text="", url="", action=""):
    """Nothing to show: why, and what to do next."""
    return {"heading": heading, "text": text, "url": url, "action": action}


@register.inclusion_tag("components/as_of.html")
def as_of(moment, text=""):
    """When the numbers on the page were true (date, or an aware datetime)."""
    machine = timezone.localtime(moment) if isinstance(moment, datetime) and timezone.is_aware(moment) else moment
    return {"machine": machine.isoformat(), "words": wording.moment_in_words(moment), "text": text}


@register.inclusion_tag("components/completeness.html")
def completeness(have, of, what, missing=()):
    """How much has come, of how much is needed; `missing` names the rest."""
    return {"have": have, "of": of, "what": what, "missing": missing, "percent": round(100 * have / of) if of else 0}


@register.inclusion_tag("components/chart.html")
def chart(title, svg, summary):
    """A picture made on the server, from the text of an SVG; `summary` is what a person sees in it, in a sentence."""
    # As an image, because a page may carry no inline style and charting libraries write them.
    encoded = base64.b64encode(svg.encode()).decode() if svg else ""
    return {"title": title, "svg": f"data:image/svg+xml;base64,{encoded}" if svg else "", "summary": summary}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context, page, of="", parameter="page"):
    """Links to the pages of a Django page; the rest of the address stays."""

    def address(number):
        query = context["request"].GET.copy()
        query[parameter] = number
        return f"?{query.urlencode()}"

    elided = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "of": of,
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
        "pages": [(number, address(number) if isinstance(number, int) else "") for number in elided],
    }


@register.inclusion_tag("components/filter.html", takes_context=True)
def filter_panel(context, filterset, keep=("sort",)):
    """A django-filter filter whose form is a `FilterForm`; `keep` names what else of the address stays."""
    form, query = filterset.form, context["request"].GET
    chosen = [
        {"label": label, "value": value, "without": f"?{_without(query, name).urlencode()}"}
        for name, label, value in form.chosen()
    ]
    kept = [(name, query[name]) for name in keep if name in query]
    return {"form": form, "chosen": chosen, "kept": kept, "clear": f"?{urlencode([*kept, (EVERYTHING, 'yes')])}"}


@register.inclusion_tag("components/saved_filters.html", takes_context=True)
def saved_filters(context, page, filterset):
    """A person's own filters of a list; the one in use may be kept too, but for what names a single record."""
    request = context["request"]
    in_use, left_out = kept_filters.in_use(request.GET, filterset)
    return {
        "left_out": left_out,
        "request": request,
        "csrf_token": context["csrf_token"],
        "own": request.user.saved_filters.filter(page=page),
        "offered": kept_filters.offered(page, urlencode(in_use)) if in_use else "",
    }


@register.inclusion_tag("components/download.html", takes_context=True)
def download_list(context, count, which="", of="this list"):
    """Links to the whole list as a file; of so many rows. Of several lists on a page, which one, and what it is of."""
    request = context["request"]
    query = request.GET.copy()
    for name in [name for name in query if name == "page" or name.endswith("-page")]:
        del query[name]
    if which:
        query[answering.WHICH] = which
    # Said once a page, however many lists it has.
    said, request.said_of_downloads = getattr(request, "said_of_downloads", False), True
    addresses = {"of": of, "said": said}
    for kind in answering.WRITERS:
        query[answering.ASKED] = kind
        addresses[kind] = f"?{query.urlencode()}"
    return {"too_many": answering.too_many() if count > MOST_ROWS else "", **addresses}


def _without(query, name):
    """The address less one filter, however many inputs it is made of, and less the page, which would be another."""
    rest = query.copy()
    for key in [key for key in rest if key == "page" or key == name or key.startswith(f"{name}_")]:
        del rest[key]
    return rest


@register.simple_tag
def sort_direction(column):
    """The state of a sortable heading, as aria-sort says it."""
    if not column.is_ordered:
        return "none"
    return "descending" if column.order_by_alias.is_descending else "ascending"


@register.filter
def beside(cells, headings):
    """Each cell of a row with the heading over it; a row that has nothing to count has no cells."""
    return list(zip(cells, headings, strict=False))


@register.filter
def header_css(css):
    """The class of a heading over cells of this class."""
    return css.replace("__cell--", "__header--")


@register.filter
def is_optional(field):
    """Whether a field may be left out and the page should say so; filters, where all may be, do not say it."""
    return not field.required and not getattr(field, "quietly_optional", False)


@register.filter
def is_single_checkbox(field):
    """Whether a field is one box to tick."""
    return isinstance(field.widget, CheckboxInput)


@register.filter
def is_password(field):
    """Whether a field hides what is typed."""
    return isinstance(field.widget, PasswordInput)


@register.simple_tag
def govuk_input(field):
    """The input of a bound field, marked when it is wrong."""
    css = field.field.widget.attrs.get("class", "")
    width = getattr(field.field, "width", None)
    if width:
        css += f" govuk-input--width-{width}"
    if field.errors:
        css += f" {css.split(' ')[0]}--error"
    return field.as_widget(attrs={"class": css})

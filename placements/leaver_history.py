"""What was said of a leaver, each time, by whom; and who was taken away."""

from authorities.wording import day_in_words

from .models import Post, Worker
from .revisions import Line, actor, gathered


def history_of(post):
    """Everything that was ever said of this leaver, the latest first."""
    return gathered(list(_lines(Post.pgh_event_model.objects.filter(pgh_obj_id=post.pk))))


def taken_away(workers, first, last):
    """Leavers of these workers (ids) who left between two days, both included, and were taken away again."""
    gone = Post.pgh_event_model.objects.filter(pgh_label="delete", worker__in=workers)
    return gathered(list(_lines(gone.filter(left_on__gte=first, left_on__lte=last))))


def _lines(events):
    events = list(events.select_related("pgh_context", "job_role").order_by("pgh_id"))
    numbers = dict(Worker.objects.filter(pk__in={each.worker_id for each in events}).values_list("pk", "swe_number"))
    begun = set()
    for event in events:
        said = _said(event, numbers)
        if event.pgh_label == "delete":
            words = f"Taken away: {said}"
        else:
            words = f"{'Changed to' if event.pgh_obj_id in begun else 'Recorded'}: {said}"
        begun.add(event.pgh_obj_id)
        yield Line(event.pgh_created_at, actor(event.pgh_context and event.pgh_context.metadata), words)


def _said(event, numbers):
    left = f"left on {day_in_words(event.left_on)}" if event.left_on else "still in the post"
    what = [
        numbers.get(event.worker_id, "a worker no longer on record"),
        left,
        event.role_text or (event.job_role.name if event.job_role else ""),
        Post.Contract(event.contract).label.lower(),
        Post.Reason(event.reason).label.lower() if event.reason else "reason not known",
    ]
    return ", ".join(part for part in what if part)

"""Writing leavers: who left which post, and which months an authority has sent."""

from datetime import date

from authorities.acting import acting
from authorities.clock import today as clock_today
from authorities.refusal import Refused

from .. import checks
from ..models import Change, LeaverReturn, Post
from .desk import the_name, writing


def record_leaver(
    *, authority, swe_number, left_on, role, by, contract="permanent", reason="", from_on=None, name="", today=None
):
    """Record that a worker left a substantive post, and return the post.

    `role` is a JobRole or a text. An open post of that kind is closed; the same leaving again amends.
    """
    with writing(authority, by=by, today=today) as desk:
        number = checks.swe_number(swe_number)
        desk.look_up(swe_numbers=[number])
        posts = LeaverPosts(desk)
        posts.look_up([number])
        post, _ = posts.leave(
            number, left_on=left_on, role=role, contract=contract, reason=reason, from_on=from_on, name=name
        )
    return post


class LeaverPosts:
    """The posts of the workers on a desk, by worker and contract, as they are to be written."""

    def __init__(self, desk):
        self.desk = desk
        self.posts = {}
        self.changed = []
        desk.also.append(self)

    def look_up(self, numbers):
        found = Post.objects.filter(worker__authority=self.desk.authority, worker__swe_number__in=set(numbers))
        for post in found.select_related("worker").order_by("pk"):
            self.posts[post.worker.swe_number, post.contract, post.left_on] = post

    def leave(self, swe_number, *, left_on, role, contract="", reason="", from_on=None, name=""):
        """One leaver: the post, and whether it is "added", "changed" or "unchanged"."""
        today = self.desk.today
        number = checks.swe_number(swe_number)
        left_on = checks.day(left_on, field="left_on", today=today)
        from_on = from_on and checks.day(from_on, field="from_on", today=today)
        checks.days_in_order(from_on, left_on, field="left_on")
        contract = checks.choice(contract or Post.Contract.PERMANENT, field="contract", choices=Post.Contract.choices)
        reason = reason and checks.choice(reason, field="reason", choices=Post.Reason.choices)
        job_role = None if isinstance(role, str) else role
        role_text = checks.text(role, field="role", most=100, required=True)
        worker = self.desk.worker(number, the_name(name))
        post = self.posts.get((number, contract, left_on)) or self.posts.pop((number, contract, None), None)
        if post is None:
            post = Post(worker=worker, contract=contract)
        before = _shown(post)
        post.left_on, post.role_text = left_on, role_text
        post.job_role = job_role or post.job_role
        post.reason, post.from_on = reason or post.reason, from_on or post.from_on
        self.posts[number, contract, left_on] = post
        if _shown(post) == before:
            return post, "unchanged"
        self.changed.append(post)
        self.desk.touched.add(worker.match_key)
        return post, "changed" if post.pk else "added"

    def write(self):
        """Store what is new and what changed."""
        new = {id(post): post for post in self.changed if post.pk is None}
        for post in {id(post): post for post in self.changed if post.pk}.values():
            post.save()
        for post in new.values():
            post.worker = post.worker  # its worker had no id when the post was made
        Post.objects.bulk_create(new.values())


def _shown(post):
    return post.left_on, post.role_text, post.job_role_id, post.reason, post.from_on


def receive_leavers(*, authority, month, by, nil=False, today=None):
    """Record that an authority has sent its leavers of a month (any day of it); nil says that there were none.

    Everybody who started from that month on may be judged anew.
    """
    today = today or clock_today()
    first = checks.day(month, field="month", today=today).replace(day=1)
    if first >= today.replace(day=1):
        raise Refused(
            f"{first:%B %Y} is not over yet.", f"Send its leavers after the end of {first:%B}.", field="month"
        )
    with acting(by):
        if nil and _leavers_of(authority, first):
            raise Refused(
                f"Leavers are on record for {first:%B %Y}, so it is not nil.", "Send the month without nil.", "nil"
            )
        received, made = LeaverReturn.objects.get_or_create(authority=authority, month=first, defaults={"nil": nil})
        if received.nil and not nil and _leavers_of(authority, first):
            received.nil = False
            received.save(update_fields=["nil"])
        if made:
            Change.objects.create(started_from=first)
    return received


def _leavers_of(authority, first):
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    posts = Post.objects.filter(worker__authority=authority, left_on__gte=first, left_on__lt=following)
    return posts.exists()

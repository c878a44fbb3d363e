"""Writing leavers: who left which post, and which months an authority has sent."""

from datetime import date

from authorities.acting import acting
from authorities.clock import today as clock_today
from authorities.refusal import Refused

from .. import checks
from ..models import Change, LeaverReturn, Post
from .desk import the_name, writing


def record_leaver(
    *,
    authority,
    swe_number,
    left_on,
    role,
    by,
    contract="",
    reason="",
    from_on=None,
    name="",
    job_role=None,
    today=None,
):
    """Record that a worker left a substantive post, permanent unless said, and return the post.

    `role` is the post's name as people wrote it. An open post of that kind is closed; the same leaving again amends.
    """
    with writing(authority, by=by, today=today) as desk:
        number = checks.swe_number(swe_number)
        desk.look_up(swe_numbers=[number])
        posts = LeaverPosts(desk)
        posts.look_up([number])
        said = {"contract": contract, "reason": reason, "from_on": from_on, "name": name, "job_role": job_role}
        return posts.leave(number, left_on=left_on, role=role, **said)


class LeaverPosts:
    """The posts of the workers on a desk, as they are to be written."""

    def __init__(self, desk):
        self.desk = desk
        self.posts = {}
        self.was = {}
        desk.also.append(self)

    def look_up(self, numbers):
        """Fetch the posts of these workers, locked against other writers."""
        found = Post.objects.select_for_update(of=("self",)).filter(
            worker__authority=self.desk.authority, worker__swe_number__in=set(numbers)
        )
        for post in found.select_related("worker").order_by("pk"):
            self.posts[post.worker.swe_number, post.contract, post.left_on] = post
            self.was[post.pk] = _shown(post)

    def leave(self, swe_number, *, left_on, role, contract="", reason="", from_on=None, name="", job_role=None):
        """Lay one leaver on the desk and return the post."""
        number = checks.swe_number(swe_number)
        left_on = checks.day(left_on, field="left_on", today=self.desk.today)
        from_on = from_on and checks.day(from_on, field="from_on", today=self.desk.today)
        checks.days_in_order(from_on, left_on, field="left_on")
        contract = checks.choice(contract or Post.Contract.PERMANENT, field="contract", choices=Post.Contract.choices)
        reason = reason and checks.choice(reason, field="reason", choices=Post.Reason.choices)
        role_text = checks.text(role, field="role", most=100, required=True)
        name = the_name(name)
        post = self._left(number, contract, left_on) or Post(worker=self.desk.worker(number), contract=contract)
        self.desk.worker(number, name)
        post.left_on, post.role_text = left_on, role_text
        post.job_role = job_role or post.job_role
        post.reason, post.from_on = reason or post.reason, from_on or post.from_on
        self.posts[number, contract, left_on] = post
        return post

    def changed(self, post):
        return self.was.get(post.pk) != _shown(post)

    def write(self):
        """Store what is new and what changed."""
        changed = [post for post in self.posts.values() if self.changed(post)]
        self.desk.touched |= {post.worker.match_key for post in changed}
        for post in changed:
            post.worker = post.worker  # its worker had no id when the post was made
            if post.pk:
                post.save()
        Post.objects.bulk_create(post for post in changed if not post.pk)

    def _left(self, number, contract, left_on):
        """The post left that day, or else the open one that this day closes."""
        if (number, contract, left_on) in self.posts:
            return self.posts[number, contract, left_on]
        still_open = self.posts.get((number, contract, None))
        if still_open is None or (still_open.from_on and still_open.from_on > left_on):
            return None
        return self.posts.pop((number, contract, None))


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
        if nil and has_leavers(authority, first):
            raise Refused(
                f"Leavers are on record for {first:%B %Y}, so it is not nil.", "Send the month without nil.", "nil"
            )
        received, made = LeaverReturn.objects.get_or_create(authority=authority, month=first, defaults={"nil": nil})
        if received.nil and not nil and has_leavers(authority, first):
            received.nil = False
            received.save(update_fields=["nil"])
        if made:
            Change.objects.create(started_from=first)
    return received


def has_leavers(authority, first):
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    posts = Post.objects.filter(worker__authority=authority, left_on__gte=first, left_on__lt=following)
    return posts.exists()

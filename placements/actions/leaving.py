"""Writing leavers: who left which post, and which months an authority has sent."""

from datetime import date
from itertools import pairwise

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
        self._settle_first_days(number, contract)
        return post

    def _settle_first_days(self, number, contract):
        """A post held from a day on was left on the first leaving day after it, in whatever order leavings come in."""
        of_kind = [post for (worker, kind, _), post in self.posts.items() if (worker, kind) == (number, contract)]
        left = sorted((post for post in of_kind if post.left_on), key=lambda post: post.left_on, reverse=True)
        for later, earlier in pairwise(left):
            if later.from_on and earlier.from_on is None and later.from_on <= earlier.left_on:
                later.from_on, earlier.from_on = None, later.from_on

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


def record_post(
    *, authority, swe_number, from_on, by, role="", contract="permanent", name="", job_role=None, today=None
):
    """Record that a worker began a substantive post, still held, and return it; the same again changes nothing."""
    with writing(authority, by=by, today=today) as desk:
        number = checks.swe_number(swe_number)
        from_on = checks.day(from_on, field="from_on", today=desk.today)
        contract = checks.choice(contract, field="contract", choices=Post.Contract.choices)
        desk.look_up(swe_numbers=[number])
        posts = LeaverPosts(desk)
        posts.look_up([number])
        held = Post(worker=desk.worker(number, the_name(name)), contract=contract)
        post = posts.posts.setdefault((number, contract, None), held)
        post.from_on, post.job_role = from_on, job_role or post.job_role
        post.role_text = checks.text(role, field="role", most=100) or post.role_text
        return post


def receive_leavers(*, authority, month, by, nil=False, today=None):
    """Record that an authority has sent its leavers of a month (any day of it); nil says that there were none."""
    today = today or clock_today()
    first = checks.day(month, field="month", today=today).replace(day=1)
    if nil and months_with_leavers(authority, [first]):
        raise Refused(
            f"Leavers are on record for {first:%B %Y}, so it is not nil.", "Send the month without nil.", "nil"
        )
    receive_months(authority=authority, months=[first], nil={first} if nil else set(), by=by, today=today)
    return LeaverReturn.objects.get(authority=authority, month=first)


def receive_months(*, authority, months, by, today, nil=None):
    """Record that an authority has sent its leavers of these months, each by its first day.

    A month is nil where `nil` says so, or else where no leavers of it are on record. Everybody who started from the
    earliest new month on may be judged anew.
    """
    for first in months:
        if first >= today.replace(day=1):
            ahead = f"Send its leavers after the end of {first:%B}."
            raise Refused(f"{first:%B %Y} is not over yet.", ahead, "month")
    with acting(by):
        received = {each.month: each for each in LeaverReturn.objects.filter(authority=authority, month__in=months)}
        filled = months_with_leavers(authority, months)
        none_sent = set(months) - filled if nil is None else nil
        new = sorted(set(months) - received.keys())
        LeaverReturn.objects.bulk_create(
            LeaverReturn(authority=authority, month=first, nil=first in none_sent) for first in new
        )
        for first in filled & received.keys():
            if received[first].nil:
                received[first].nil = False
                received[first].save(update_fields=["nil"])
        if new:
            Change.objects.create(started_from=new[0])


def months_with_leavers(authority, months):
    """Of these months (first days), those in which somebody is on record as having left a post of the authority."""
    if not months:
        return set()
    last = max(months)
    following = date(last.year + last.month // 12, last.month % 12 + 1, 1)
    left = Post.objects.filter(worker__authority=authority, left_on__gte=min(months), left_on__lt=following)
    return {day.replace(day=1) for day in left.values_list("left_on", flat=True).distinct()} & set(months)

"""Those who hold two roles: each may do what either may, and reads of each record what the role for it reads."""

# None of those whom they are like has anything of their own, which would not be theirs.
BOTH = {
    who: frozenset(like)
    for who, like in (
        ("sami", ("cara", "ivy")), ("gina", ("cara", "gita")), ("olga", ("cara", "ben")), ("nils", ("cara", "nora")),
        ("otis", ("cara", "otto")),
    )
}  # fmt: skip


def every_set(held):
    """Every set of people in these tables."""
    if isinstance(held, set):
        yield held
    for each in held.values() if isinstance(held, dict) else held if isinstance(held, tuple) else ():
        yield from every_set(each)


def meant_for_both(tables):
    """What is for one of those whom somebody is like is for them as well."""
    for meant_for in every_set({name: held for name, held in tables.items() if isinstance(held, (set, dict))}):
        meant_for.update([who for who, like in BOTH.items() if like & meant_for])

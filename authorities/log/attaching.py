"""A migration operation: from here on every write to a table is logged."""

from django.db.migrations.operations.base import Operation

STATEMENTS = {
    "insert": "NEW TABLE AS new_rows",
    "update": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "OLD TABLE AS old_rows",
}


def through(table, column, of="authority_id"):
    """Whose a row is, where another table says so: that of the row of `table` which `column` names."""
    return f"(SELECT {of} FROM {table} WHERE id = (r ->> '{column}')::bigint)"  # noqa: S608 - our own names


class Logged(Operation):
    """Log what statements add, change and remove in a table; saying it again replaces what was said.

    `authority` and `region`: the column with the number of whose the row is, or what `through` gives. `hidden` columns
    are logged as changed without what they hold; a change in `ignored` columns alone is not logged.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, table, *, key="id", authority="", region="", hidden=(), ignored=()):
        self.table = table
        self.said = {"key": key, "authority": authority, "region": region, "hidden": hidden, "ignored": ignored}

    def deconstruct(self):
        return type(self).__name__, (self.table,), self.said

    def state_forwards(self, app_label, state):
        """Django's picture of the tables has no triggers in it."""

    def database_forwards(self, app_label, editor, from_state, to_state):
        for statement in attached(self.table, **self.said):
            editor.execute(statement, params=None)

    def database_backwards(self, app_label, editor, from_state, to_state):
        for statement in detached(self.table):
            editor.execute(statement, params=None)

    def describe(self):
        return f"Log every write to {self.table}"


def attached(table, *, key, authority, region, hidden, ignored):
    """The statements that have the writes to a table logged, whatever stood before."""
    told = (key, authority, region, _listed(hidden), _listed(ignored))
    arguments = ", ".join("'{}'".format(each.replace("'", "''")) for each in told)
    yield from detached(table)
    for verb, rows in (*STATEMENTS.items(), ("truncate", "")):
        name = f"log_{verb}"
        yield (
            f"CREATE TRIGGER {name} AFTER {verb} ON {table} {rows and f'REFERENCING {rows}'}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION log_write({arguments})"
        )
        # Fired in replication as well, which a superuser could otherwise pretend in order to write unseen.
        yield f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}"


def detached(table):
    """The statements after which nothing is logged of a table."""
    for verb in (*STATEMENTS, "truncate"):
        yield f"DROP TRIGGER IF EXISTS log_{verb} ON {table}"


def _listed(names):
    return "{" + ",".join(names) + "}"

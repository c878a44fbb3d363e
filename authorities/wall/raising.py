"""Migration operations that raise the wall: row-level security on a table, and what each database role may do."""

from django.db import migrations
from django.db.migrations.operations.base import Operation

from . import BACKUP, WEB, WORKER
from .policies import SYSTEM

POLICIES = ("system", "backup", "read", "add", "change", "remove")


class Wall(Operation):
    """Enable and force row-level security on a table, by its policies; raising it again replaces them."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, table, owned):
        self.table, self.owned = table, owned

    def deconstruct(self):
        return type(self).__name__, (self.table, self.owned), {}

    def state_forwards(self, app_label, state):
        """Django's picture of the tables has no policies in it."""

    def database_forwards(self, app_label, editor, from_state, to_state):
        for statement in raised(self.table, self.owned):
            editor.execute(statement, params=None)

    def database_backwards(self, app_label, editor, from_state, to_state):
        for statement in lowered(self.table):
            editor.execute(statement, params=None)

    def describe(self):
        return f"Raise the wall around {self.table}"


def raised(table, owned):
    """The statements that put a table behind its policies, whatever stood before."""
    yield from _without_policies(table)
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    # The owner as well: a definer's function or a forgotten script is not a way round.
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    yield f"CREATE POLICY wall_system ON {table} TO CURRENT_USER, {WORKER} USING ({SYSTEM}) WITH CHECK ({SYSTEM})"
    yield f"CREATE POLICY wall_backup ON {table} FOR SELECT TO {BACKUP} USING (true)"
    people = f"{WEB}, {WORKER}"
    if owned.reads:
        yield f"CREATE POLICY wall_read ON {table} FOR SELECT TO {people} USING ({owned.reads})"
    if owned.writes:
        yield f"CREATE POLICY wall_add ON {table} FOR INSERT TO {people} WITH CHECK ({owned.writes})"
    if owned.writes and owned.changes:
        both = f"USING ({owned.writes}) WITH CHECK ({owned.writes})"
        yield f"CREATE POLICY wall_change ON {table} FOR UPDATE TO {people} {both}"
    if owned.writes and owned.removes:
        yield f"CREATE POLICY wall_remove ON {table} FOR DELETE TO {people} USING ({owned.writes})"


def lowered(table):
    """The statements that take the wall away."""
    yield from _without_policies(table)
    yield f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"


def _without_policies(table):
    return (f"DROP POLICY IF EXISTS wall_{name} ON {table}" for name in POLICIES)


class Roles(Operation):
    """The database's roles: web and worker use the tables and own none, backup reads them all.

    They are made where that is allowed; elsewhere the database's administrator makes them once (docs/running.md).
    """

    reduces_to_sql = True
    reversible = True

    def deconstruct(self):
        return type(self).__name__, (), {}

    def state_forwards(self, app_label, state):
        """Django's picture of the tables has no roles in it."""

    def database_forwards(self, app_label, editor, from_state, to_state):
        editor.execute(MAKE, params=None)
        for statement in GRANTS:
            editor.execute(statement, params=None)

    def database_backwards(self, app_label, editor, from_state, to_state):
        # Roles belong to the whole server, where another database may use them: they stay, without rights here.
        for statement in GRANTS:
            editor.execute(statement.replace("GRANT", "REVOKE").replace(" TO ", " FROM "))

    def describe(self):
        return "Let the roles web, worker and backup use the tables"


# A role is the server's, so two databases that are prepared at once may both make it.
MAKE = f"""
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['{WEB}', '{WORKER}', '{BACKUP}'] LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = name) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I LOGIN', name);
        EXECUTE format('GRANT %I TO CURRENT_USER', name);
      EXCEPTION
        WHEN duplicate_object OR unique_violation THEN NULL;
        WHEN insufficient_privilege THEN
          RAISE EXCEPTION 'The database role % is missing. Ask the database''s administrator to make it.', name;
      END;
    END IF;
  END LOOP;
END $$"""  # noqa: S608  our own names
PEOPLE, OWN = f"{WEB}, {WORKER}", "IN SCHEMA public"
GRANTS = (
    f"GRANT USAGE ON SCHEMA public TO {PEOPLE}, {BACKUP}",
    f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES {OWN} TO {PEOPLE}",
    f"GRANT USAGE, SELECT ON ALL SEQUENCES {OWN} TO {PEOPLE}",
    f"GRANT SELECT ON ALL TABLES {OWN} TO {BACKUP}",
    f"GRANT SELECT ON ALL SEQUENCES {OWN} TO {BACKUP}",
    # And on what later migrations make.
    f"ALTER DEFAULT PRIVILEGES {OWN} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {PEOPLE}",
    f"ALTER DEFAULT PRIVILEGES {OWN} GRANT USAGE, SELECT ON SEQUENCES TO {PEOPLE}",
    f"ALTER DEFAULT PRIVILEGES {OWN} GRANT SELECT ON TABLES TO {BACKUP}",
    f"ALTER DEFAULT PRIVILEGES {OWN} GRANT SELECT ON SEQUENCES TO {BACKUP}",
)


class Door(Operation):
    """A function that reads more than its caller may, and gives back no more than its columns: SECURITY DEFINER.

    Its tables let their owner in while it runs, by a setting that the function alone makes. Each door is on the list in
    `tests/test_catalogue.py`.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, signature, *, returns, query, into):
        self.signature, self.returns, self.query, self.into = signature, returns, query, into

    def deconstruct(self):
        return type(self).__name__, (self.signature,), {"returns": self.returns, "query": self.query, "into": self.into}

    def state_forwards(self, app_label, state):
        """Django's picture of the tables has no functions in it."""

    def database_forwards(self, app_label, editor, from_state, to_state):
        name = self.signature.split("(")[0]
        for table in self.into:
            editor.execute(f"DROP POLICY IF EXISTS wall_{name} ON {table}")
            open_now = f"current_setting('app.door', true) = '{name}'"
            editor.execute(f"CREATE POLICY wall_{name} ON {table} FOR SELECT TO CURRENT_USER USING ({open_now})")
        editor.execute(
            f"CREATE OR REPLACE FUNCTION {self.signature} RETURNS TABLE ({self.returns}) LANGUAGE plpgsql STABLE"
            " SECURITY DEFINER SET search_path = public, pg_temp AS $$\n#variable_conflict use_column\nBEGIN\n"
            f"PERFORM set_config('app.door', '{name}', true);\nRETURN QUERY {self.query};\n"
            "PERFORM set_config('app.door', '', true);\nEND $$"
        )
        editor.execute(f"REVOKE ALL ON FUNCTION {_arguments(self.signature)} FROM PUBLIC")
        editor.execute(f"GRANT EXECUTE ON FUNCTION {_arguments(self.signature)} TO {PEOPLE}")

    def database_backwards(self, app_label, editor, from_state, to_state):
        editor.execute(f"DROP FUNCTION IF EXISTS {_arguments(self.signature)}")
        for table in self.into:
            editor.execute(f"DROP POLICY IF EXISTS wall_{self.signature.split('(')[0]} ON {table}")

    def describe(self):
        return f"Open the door {self.signature}"


def _arguments(signature):
    """The name with its arguments' types, as PostgreSQL tells functions apart."""
    name, arguments = signature.rstrip(")").split("(")
    return f"{name}({', '.join(each.split()[-1] for each in arguments.split(','))})"


def of_own(table, column, parent):
    """A row and the row that it names are of one authority, whoever writes them: `(column, authority_id)` as one key.

    A foreign key looks past row-level security. Without the authority in it, an id of another's row could be named, and
    the answer would tell that it exists.
    """
    name = f"{table.split('_')[1]}_names_its_own_{parent.split('_')[1]}"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({column}, authority_id)"
        f" REFERENCES {parent} (id, authority_id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


def named_with_authority(table):
    """Let a table's rows be named by id and authority together (`of_own`)."""
    name = f"{table.split('_')[1]}_with_authority"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE (id, authority_id)",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )

"""Database triggers that keep audit rows as they were written.

Allowed: adding a row, setting the three seal fields of an unsealed row once, and deleting sealed rows that a
checkpoint covers. Installed after each `migrate`, because a rebuilt SQLite table loses its triggers.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

FACTS = ["id", "at", "actor_id", "actor_label", "action", "object_type", "object_id", "reference", "reason", "outcome"]
NAMES = ["audit_entry_update", "audit_entry_delete", "audit_checkpoint_update", "audit_checkpoint_delete"]

# A comparison that treats NULL as a value; the two databases spell it differently.
DIFFERS = {"sqlite": "NEW.{0} IS NOT OLD.{0}", "postgresql": "NEW.{0} IS DISTINCT FROM OLD.{0}"}

SQLITE = """
CREATE TRIGGER IF NOT EXISTS audit_entry_update BEFORE UPDATE ON audit_auditentry
WHEN OLD.sequence IS NOT NULL OR {facts_differ}
BEGIN SELECT RAISE(ABORT, 'audit rows do not change'); END;
CREATE TRIGGER IF NOT EXISTS audit_entry_delete BEFORE DELETE ON audit_auditentry
WHEN OLD.sequence IS NULL OR OLD.sequence > (SELECT COALESCE(MAX(last_sequence), 0) FROM audit_auditcheckpoint)
BEGIN SELECT RAISE(ABORT, 'audit rows are not deleted'); END;
CREATE TRIGGER IF NOT EXISTS audit_checkpoint_update BEFORE UPDATE ON audit_auditcheckpoint
BEGIN SELECT RAISE(ABORT, 'audit checkpoints do not change'); END;
CREATE TRIGGER IF NOT EXISTS audit_checkpoint_delete BEFORE DELETE ON audit_auditcheckpoint
BEGIN SELECT RAISE(ABORT, 'audit checkpoints are not deleted'); END;
"""

POSTGRESQL = """
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit rows do not change' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE OR REPLACE FUNCTION audit_refuse_delete() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF OLD.sequence IS NULL OR OLD.sequence > (SELECT COALESCE(MAX(last_sequence), 0) FROM audit_auditcheckpoint) THEN
    RAISE EXCEPTION 'audit rows are not deleted' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE OR REPLACE TRIGGER audit_entry_update BEFORE UPDATE ON audit_auditentry FOR EACH ROW
WHEN (OLD.sequence IS NOT NULL OR {facts_differ}) EXECUTE FUNCTION audit_refuse();
CREATE OR REPLACE TRIGGER audit_entry_delete BEFORE DELETE ON audit_auditentry FOR EACH ROW
EXECUTE FUNCTION audit_refuse_delete();
CREATE OR REPLACE TRIGGER audit_checkpoint_update BEFORE UPDATE ON audit_auditcheckpoint FOR EACH ROW
EXECUTE FUNCTION audit_refuse();
CREATE OR REPLACE TRIGGER audit_checkpoint_delete BEFORE DELETE ON audit_auditcheckpoint FOR EACH ROW
EXECUTE FUNCTION audit_refuse();
CREATE OR REPLACE TRIGGER audit_entry_truncate BEFORE TRUNCATE ON audit_auditentry FOR EACH STATEMENT
EXECUTE FUNCTION audit_refuse();
CREATE OR REPLACE TRIGGER audit_checkpoint_truncate BEFORE TRUNCATE ON audit_auditcheckpoint FOR EACH STATEMENT
EXECUTE FUNCTION audit_refuse();
"""
TRUNCATE_NAMES = ["audit_entry_truncate", "audit_checkpoint_truncate"]


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers, or leave them when they are there."""
    facts_differ = " OR ".join(DIFFERS[connection.vendor].format(column) for column in FACTS)
    _run(connection, (SQLITE if connection.vendor == "sqlite" else POSTGRESQL).format(facts_differ=facts_differ))


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers; only `flush` and tests that tamper have a reason to."""
    if connection.vendor == "sqlite":
        _run(connection, "".join(f"DROP TRIGGER IF EXISTS {name};\n" for name in NAMES))
        return
    for name in NAMES + TRUNCATE_NAMES:
        table = "audit_auditentry" if "entry" in name else "audit_auditcheckpoint"
        _run(connection, f"DROP TRIGGER IF EXISTS {name} ON {table}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of triggers that should be there and are not."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            expected = NAMES
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            expected = NAMES + TRUNCATE_NAMES
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'")
        found = {row[0] for row in cursor.fetchall()}
    return [name for name in expected if name not in found]


def _run(connection: BaseDatabaseWrapper, script: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute(script)
            return
        for statement in script.strip().split(";\n"):
            cursor.execute(statement if statement.endswith(";") else statement + ";")

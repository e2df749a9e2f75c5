from django.db import migrations, models

import yichuang.journal.models

FORWARD = """
-- A transaction's number as the journal counts it. Restored into a new server, where numbers begin low again,
-- the journal raises them above what is there: yc_journal_rebase.
CREATE FUNCTION yc_journal_xid(the_xid xid8) RETURNS bigint LANGUAGE sql IMMUTABLE AS
  'SELECT the_xid::text::bigint + 0';

-- Every transaction below this number is over; what it wrote is to be seen.
CREATE FUNCTION yc_journal_settled() RETURNS bigint LANGUAGE sql STABLE AS
  'SELECT yc_journal_xid(pg_snapshot_xmin(pg_current_snapshot()))';
"""
BACKWARD = """
DROP FUNCTION yc_journal_settled();
DROP FUNCTION yc_journal_xid(xid8);
"""
REBASE = """
-- Called at start. True when the numbers had to be raised.
CREATE FUNCTION yc_journal_rebase() RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  highest bigint := greatest(
    (SELECT max(xid) + 1 FROM journal_entry), (SELECT max(upto_xid) FROM journal_seal), 0);
  following bigint := pg_snapshot_xmax(pg_current_snapshot())::text::bigint;
BEGIN
  IF yc_journal_xid(pg_snapshot_xmax(pg_current_snapshot())) >= highest THEN
    RETURN false;
  END IF;
  EXECUTE format(
    'CREATE OR REPLACE FUNCTION yc_journal_xid(the_xid xid8) RETURNS bigint LANGUAGE sql IMMUTABLE AS %L',
    format('SELECT the_xid::text::bigint + %s', highest - following));
  RETURN true;
END $$;
"""
GUARDS = """
DROP FUNCTION yc_journal_tip(text);
CREATE FUNCTION yc_journal_tip(the_subject text, OUT digest text, OUT centre bigint) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(the_subject, 0));
  SELECT entry.digest, entry.centre INTO digest, centre FROM journal_entry entry
    WHERE entry.subject = the_subject ORDER BY entry.id DESC LIMIT 1;
END $$;
CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE ON journal_seal
  FOR EACH ROW EXECUTE FUNCTION yc_journal_refuse();
CREATE TRIGGER journal_not_emptied BEFORE TRUNCATE ON journal_entry
  FOR EACH STATEMENT EXECUTE FUNCTION yc_journal_refuse();
CREATE TRIGGER journal_not_emptied BEFORE TRUNCATE ON journal_seal
  FOR EACH STATEMENT EXECUTE FUNCTION yc_journal_refuse();
"""
NO_GUARDS = """
DROP TRIGGER journal_not_emptied ON journal_seal;
DROP TRIGGER journal_not_emptied ON journal_entry;
DROP TRIGGER journal_append_only ON journal_seal;
DROP FUNCTION yc_journal_tip(text);
CREATE FUNCTION yc_journal_tip(the_subject text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(the_subject, 0));
  RETURN (SELECT digest FROM journal_entry WHERE subject = the_subject ORDER BY id DESC LIMIT 1);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_append_only")]

    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.AddField("entry", "centre", models.BigIntegerField(default=0)),
        # Lines that are there already get this migration's number: they are sealed together, first.
        migrations.AddField(
            "entry",
            "xid",
            models.BigIntegerField(db_default=yichuang.journal.models.TransactionNumber()),
        ),
        migrations.AddIndex("entry", models.Index(fields=["xid"], name="journal_by_transaction")),
        migrations.DeleteModel("Seal"),
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("centre", models.BigIntegerField()),
                ("number", models.BigIntegerField()),
                ("from_xid", models.BigIntegerField()),
                ("upto_xid", models.BigIntegerField()),
                ("lines", models.BigIntegerField()),
                ("manifest", models.TextField()),
                ("at", models.DateTimeField()),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["at"], name="seal_by_time"),
                    models.Index(fields=["digest"], name="seal_by_digest"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("centre", "number"), name="seal_number_once"),
                    models.UniqueConstraint(fields=("upto_xid", "centre"), name="seal_window_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Verification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("seconds", models.FloatField()),
                ("lines", models.BigIntegerField()),
                ("seals", models.BigIntegerField()),
                ("unsealed", models.BigIntegerField()),
                ("faults", models.PositiveIntegerField()),
                ("first_fault", models.TextField(blank=True)),
                ("asked_by", models.CharField(max_length=40)),
            ],
            options={"indexes": [models.Index(fields=["-at"], name="verification_by_time")]},
        ),
        migrations.RunSQL(REBASE, "DROP FUNCTION yc_journal_rebase();"),
        migrations.RunSQL(GUARDS, NO_GUARDS),
    ]

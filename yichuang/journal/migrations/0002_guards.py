from django.db import migrations

# A snapshot names the running transactions of the whole server. One that is known to work in another database
# cannot write here; one that nobody knows any more (it has just ended, or is prepared) is waited for.
SETTLED = """
-- Every transaction below this number is over; what it wrote is to be seen.
CREATE FUNCTION yc_journal_settled() RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT yc_journal_xid(coalesce(
    (SELECT running FROM pg_snapshot_xip(now_seen) running
      WHERE NOT EXISTS (
        SELECT FROM pg_stat_activity beside, pg_database here
        WHERE here.datname = current_database() AND beside.datid <> here.oid
          AND beside.backend_xid = running::xid)
      ORDER BY running LIMIT 1),
    pg_snapshot_xmax(now_seen)))
  FROM pg_current_snapshot() now_seen
$$;

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
NOT_SETTLED = """
DROP FUNCTION yc_journal_rebase();
DROP FUNCTION yc_journal_settled();
"""
GUARDS = """
CREATE FUNCTION yc_journal_tip(the_subject text, OUT digest text, OUT centre bigint) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(the_subject, 0));
  SELECT entry.digest, entry.centre INTO digest, centre FROM journal_entry entry
    WHERE entry.subject = the_subject ORDER BY entry.id DESC LIMIT 1;
END $$;
CREATE FUNCTION yc_journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE ON journal_entry
  FOR EACH ROW EXECUTE FUNCTION yc_journal_refuse();
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
DROP TRIGGER journal_append_only ON journal_entry;
DROP FUNCTION yc_journal_refuse();
DROP FUNCTION yc_journal_tip(text);
"""


class Migration(migrations.Migration):
    replaces = [
        ("journal", "0002_append_only"),
        ("journal", "0003_sealed_by_centre"),
        ("journal", "0004_other_databases_do_not_hold_up"),
    ]
    dependencies = [("journal", "0001_first")]
    operations = [migrations.RunSQL(SETTLED, NOT_SETTLED), migrations.RunSQL(GUARDS, NO_GUARDS)]

from django.db import migrations

# A snapshot names the running transactions of the whole server. One that is known to work in another database
# cannot write here; one that nobody knows any more (it has just ended, or is prepared) is waited for.
FORWARD = """
CREATE OR REPLACE FUNCTION yc_journal_settled() RETURNS bigint LANGUAGE sql STABLE AS $$
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
"""
BACKWARD = """
CREATE OR REPLACE FUNCTION yc_journal_settled() RETURNS bigint LANGUAGE sql STABLE AS
  'SELECT yc_journal_xid(pg_snapshot_xmin(pg_current_snapshot()))';
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0003_sealed_by_centre")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

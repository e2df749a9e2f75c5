from django.db import migrations

FORWARD = """
CREATE FUNCTION yc_journal_tip(the_subject text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(the_subject, 0));
  RETURN (SELECT digest FROM journal_entry WHERE subject = the_subject ORDER BY id DESC LIMIT 1);
END $$;
CREATE FUNCTION yc_journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE ON journal_entry
  FOR EACH ROW EXECUTE FUNCTION yc_journal_refuse();
"""
BACKWARD = """
DROP TRIGGER journal_append_only ON journal_entry;
DROP FUNCTION yc_journal_refuse();
DROP FUNCTION yc_journal_tip(text);
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

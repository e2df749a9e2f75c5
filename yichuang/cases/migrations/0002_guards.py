from django.db import migrations

FORWARD = """
CREATE FUNCTION yc_cases_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a line of a clock''s ledger stays as it was written' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER clock_entries_stay BEFORE UPDATE OR DELETE ON cases_clockentry
  FOR EACH ROW EXECUTE FUNCTION yc_cases_refuse();

CREATE FUNCTION yc_cases_accepted_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the instant of acceptance stays as it was' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER case_accepted_once BEFORE UPDATE OF accepted_at ON cases_case
  FOR EACH ROW WHEN (OLD.accepted_at IS NOT NULL AND NEW.accepted_at IS DISTINCT FROM OLD.accepted_at)
  EXECUTE FUNCTION yc_cases_accepted_once();
"""
BACKWARD = """
DROP TRIGGER case_accepted_once ON cases_case;
DROP FUNCTION yc_cases_accepted_once();
DROP TRIGGER clock_entries_stay ON cases_clockentry;
DROP FUNCTION yc_cases_refuse();
"""


class Migration(migrations.Migration):
    replaces = [("cases", "0005_written_once")]
    dependencies = [("cases", "0001_first")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

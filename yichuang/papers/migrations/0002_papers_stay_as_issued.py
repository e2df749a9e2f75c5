from django.db import migrations

FORWARD = """
CREATE FUNCTION yc_papers_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'printed' - 'printed_at' = to_jsonb(OLD) - 'printed' - 'printed_at'
     AND NEW.printed >= OLD.printed THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a paper stays as it was issued' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER papers_stay_as_issued BEFORE UPDATE OR DELETE ON papers_paper
  FOR EACH ROW EXECUTE FUNCTION yc_papers_refuse();
"""
BACKWARD = """
DROP TRIGGER papers_stay_as_issued ON papers_paper;
DROP FUNCTION yc_papers_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

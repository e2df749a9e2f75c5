from django.db import migrations

FORWARD = """
CREATE FUNCTION yc_guide_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE may text[] := ARRAY['state', 'version', 'superseded_at', 'superseded_by', 'review_on'];
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a published guide is kept' USING ERRCODE = 'restrict_violation';
  END IF;
  IF to_jsonb(OLD) - may IS DISTINCT FROM to_jsonb(NEW) - may
     OR NEW.state NOT IN ('published', 'superseded')
     OR (OLD.state = 'superseded' AND NEW.state <> 'superseded') THEN
    RAISE EXCEPTION 'a published guide does not change' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guide_is_fixed BEFORE UPDATE OR DELETE ON catalogue_guide
  FOR EACH ROW WHEN (OLD.state IN ('published', 'superseded'))
  EXECUTE FUNCTION yc_guide_is_fixed();

CREATE FUNCTION yc_guide_lines_are_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM touched t JOIN catalogue_guide g ON g.id = t.guide_id
             WHERE g.state IN ('published', 'superseded')) THEN
    RAISE EXCEPTION 'a published guide does not change' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
"""
# One look a statement, not a row: an import writes thousands of lines at once.
LINES = """
CREATE TRIGGER {table}_added AFTER INSERT ON {table}
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION yc_guide_lines_are_fixed();
CREATE TRIGGER {table}_changed AFTER UPDATE ON {table}
  REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION yc_guide_lines_are_fixed();
CREATE TRIGGER {table}_moved AFTER UPDATE ON {table}
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION yc_guide_lines_are_fixed();
CREATE TRIGGER {table}_removed AFTER DELETE ON {table}
  REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION yc_guide_lines_are_fixed();
"""
TABLES = ["catalogue_materialspec", "catalogue_stepspec"]
BACKWARD_LINES = "".join(
    f"DROP TRIGGER {table}_{what} ON {table};" for table in TABLES for what in ("added", "changed", "moved", "removed")
)
BACKWARD = """
DROP TRIGGER guide_is_fixed ON catalogue_guide;
DROP FUNCTION yc_guide_is_fixed();
DROP FUNCTION yc_guide_lines_are_fixed();
"""


class Migration(migrations.Migration):
    replaces = [("catalogue", "0002_published_is_fixed")]
    dependencies = [("catalogue", "0001_first")]
    operations = [
        migrations.RunSQL(
            FORWARD + "".join(LINES.format(table=table) for table in TABLES),
            BACKWARD_LINES + BACKWARD,
        )
    ]

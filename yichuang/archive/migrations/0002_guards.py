from django.db import migrations

FORWARD = """
CREATE FUNCTION yc_archive_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE'
     AND to_jsonb(NEW) - 'checked_at' - 'problem' = to_jsonb(OLD) - 'checked_at' - 'problem' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a package stays as it was made' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER package_stays BEFORE UPDATE OR DELETE ON archive_package
  FOR EACH ROW EXECUTE FUNCTION yc_archive_refuse();
"""
BACKWARD = """
DROP TRIGGER package_stays ON archive_package;
DROP FUNCTION yc_archive_refuse();
"""


class Migration(migrations.Migration):
    replaces = [("archive", "0002_packages_stay")]
    dependencies = [("archive", "0001_first")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

from django.db import migrations

ISSUED = """
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
NOT_ISSUED = """
DROP TRIGGER papers_stay_as_issued ON papers_paper;
DROP FUNCTION yc_papers_refuse();
"""
TABLES = ("papers_voiding", "papers_rendition", "papers_ownlayout")
ADDED = """
CREATE FUNCTION yc_papers_added_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was added to a paper stays' USING ERRCODE = 'restrict_violation';
END $$;
""" + "".join(
    f"CREATE TRIGGER added_stays BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION yc_papers_added_refuse();\n"
    for table in TABLES
)
NOT_ADDED = "".join(f"DROP TRIGGER added_stays ON {table};\n" for table in TABLES) + (
    "DROP FUNCTION yc_papers_added_refuse();\n"
)


class Migration(migrations.Migration):
    replaces = [("papers", "0002_papers_stay_as_issued"), ("papers", "0005_what_is_added_stays")]
    dependencies = [("papers", "0001_first")]
    operations = [migrations.RunSQL(ISSUED, NOT_ISSUED), migrations.RunSQL(ADDED, NOT_ADDED)]

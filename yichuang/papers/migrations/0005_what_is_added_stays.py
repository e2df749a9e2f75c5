from django.db import migrations

TABLES = ("papers_voiding", "papers_rendition", "papers_ownlayout")
FORWARD = """
CREATE FUNCTION yc_papers_added_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was added to a paper stays' USING ERRCODE = 'restrict_violation';
END $$;
""" + "".join(
    f"CREATE TRIGGER added_stays BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION yc_papers_added_refuse();\n"
    for table in TABLES
)
BACKWARD = "".join(f"DROP TRIGGER added_stays ON {table};\n" for table in TABLES) + (
    "DROP FUNCTION yc_papers_added_refuse();\n"
)


class Migration(migrations.Migration):
    dependencies = [("papers", "0004_papers_renditions_and_layouts")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

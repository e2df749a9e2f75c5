from django.db import migrations

TABLE = "catalogue_formfile"
WHEN = {"added": ("INSERT", "NEW"), "changed": ("UPDATE", "OLD"), "moved": ("UPDATE", "NEW"), "removed": ("DELETE", "OLD")}


class Migration(migrations.Migration):
    """The files of a published version are fixed as its lines are."""

    dependencies = [("catalogue", "0002_guards")]
    operations = [
        migrations.RunSQL(
            f"CREATE TRIGGER {TABLE}_{what} AFTER {event} ON {TABLE} REFERENCING {which} TABLE AS touched "
            "FOR EACH STATEMENT EXECUTE FUNCTION yc_guide_lines_are_fixed()",
            f"DROP TRIGGER {TABLE}_{what} ON {TABLE}",
        )
        for what, (event, which) in WHEN.items()
    ]

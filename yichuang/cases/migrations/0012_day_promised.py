"""The last day as it was promised stands beside the one that a government notice put off."""

from django.db import migrations, models
from django.db.models import F


def as_promised(apps, schema_editor):
    """Nothing was put off before: what stands is what was promised."""
    apps.get_model("cases", "Gap").objects.update(told_on=F("due_on"))


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_ticket_of_case")]

    operations = [
        migrations.AddField("gap", "told_on", models.DateField(null=True)),
        migrations.RunPython(as_promised, migrations.RunPython.noop, elidable=True),
        migrations.AlterField("gap", "told_on", models.DateField()),
    ]

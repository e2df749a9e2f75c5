from django.db import migrations, models

from yichuang.kit.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("pacing", "0001_counters"),
    ]
    initial = True

    dependencies = []

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Attempt",
                    fields=[
                        ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ("failures", models.PositiveIntegerField(default=0)),
                        ("last_at", models.DateTimeField()),
                        ("wait_until", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["last_at"], name="pace_by_age")],
                    },
                ),
            ]
        ),
    ]

from django.db import migrations, models

import yichuang.journal.models
from yichuang.kit.tables import CreateTables

# A transaction's number as the journal counts it; a line has it by default. Restored into a new server, where
# numbers begin low again, the journal raises them above what is there: yc_journal_rebase.
FORWARD = """
CREATE FUNCTION yc_journal_xid(the_xid xid8) RETURNS bigint LANGUAGE sql IMMUTABLE AS
  'SELECT the_xid::text::bigint + 0';
"""
BACKWARD = "DROP FUNCTION yc_journal_xid(xid8);"


class Migration(migrations.Migration):
    replaces = [
        ("journal", "0001_initial"),
    ]
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        CreateTables(
            [
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("subject", models.CharField(max_length=60)),
                        ("event", models.CharField(max_length=40)),
                        ("by", models.CharField(max_length=40)),
                        ("by_name", models.CharField(blank=True, max_length=60)),
                        ("at", models.DateTimeField()),
                        ("data", models.JSONField(default=dict)),
                        ("previous", models.CharField(max_length=64)),
                        ("digest", models.CharField(max_length=64)),
                        ("centre", models.BigIntegerField(default=0)),
                        ("xid", models.BigIntegerField(db_default=yichuang.journal.models.TransactionNumber())),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["subject", "-id"], name="journal_by_subject"),
                            models.Index(fields=["by", "-id"], name="journal_by_person"),
                            models.Index(fields=["xid"], name="journal_by_transaction"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("subject", "previous"), name="journal_chain_is_a_line")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Seal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("centre", models.BigIntegerField()),
                        ("number", models.BigIntegerField()),
                        ("from_xid", models.BigIntegerField()),
                        ("upto_xid", models.BigIntegerField()),
                        ("lines", models.BigIntegerField()),
                        ("manifest", models.TextField()),
                        ("at", models.DateTimeField()),
                        ("previous", models.CharField(max_length=64)),
                        ("digest", models.CharField(max_length=64)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["at"], name="seal_by_time"),
                            models.Index(fields=["digest"], name="seal_by_digest"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("centre", "number"), name="seal_number_once"),
                            models.UniqueConstraint(fields=("upto_xid", "centre"), name="seal_window_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Verification",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("seconds", models.FloatField()),
                        ("lines", models.BigIntegerField()),
                        ("seals", models.BigIntegerField()),
                        ("unsealed", models.BigIntegerField()),
                        ("faults", models.PositiveIntegerField()),
                        ("first_fault", models.TextField(blank=True)),
                        ("asked_by", models.CharField(max_length=40)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["-at"], name="verification_by_time")],
                    },
                ),
            ]
        ),
    ]

"""A and B posts at windows. Who was assigned first has the A post; the others could take over, and so have B."""

from django.db import migrations, models

FIRST_IS_A = """
UPDATE people_windowassignment SET post = 'a'
WHERE id IN (SELECT min(id) FROM people_windowassignment GROUP BY window_id)
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0006_windows_since")]

    operations = [
        migrations.AddField(
            "windowassignment",
            "post",
            models.CharField(choices=[("a", "A 岗"), ("b", "B 岗")], default="b", max_length=1),
        ),
        migrations.RunSQL(FIRST_IS_A, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "windowassignment",
            models.UniqueConstraint(condition=models.Q(post="a"), fields=["window"], name="one_a_post"),
        ),
    ]

from django.conf import settings
from django.db import migrations, models

# A name of one character has no pair: it is known as it is, so that the same index finds it.
FORWARD = """
CREATE OR REPLACE FUNCTION yc_bigrams(t text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN char_length(t) = 1 THEN ARRAY[t] ELSE (
    SELECT coalesce(array_agg(DISTINCT substr(t, i, 2)), '{}') FROM generate_series(1, char_length(t) - 1) AS i
  ) END
$$;
REINDEX INDEX case_by_name_part;
"""
BACKWARD = """
CREATE OR REPLACE FUNCTION yc_bigrams(t text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT substr(t, i, 2)), '{}') FROM generate_series(1, char_length(t) - 1) AS i
$$;
REINDEX INDEX case_by_name_part;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state", "concluded"), _negated=True),
                fields=["centre", "state", "-id"],
                name="case_open_at_centre",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state", "concluded"), _negated=True),
                fields=["department", "state", "-id"],
                name="case_open_at_department",
            ),
        ),
        migrations.RemoveIndex(model_name="case", name="case_of_centre"),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["centre", "-id"], include=("applicant_name", "state"), name="case_of_centre"
            ),
        ),
        migrations.RemoveIndex(model_name="case", name="case_of_department"),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["department", "-id"], include=("applicant_name", "state"), name="case_of_department"
            ),
        ),
    ]

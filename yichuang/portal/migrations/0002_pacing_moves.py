from django.db import migrations


class Migration(migrations.Migration):
    """The counters of wrong guesses are pacing's: they begin afresh there, a day later they would anyway."""

    dependencies = [("portal", "0001_initial")]

    operations = [migrations.DeleteModel(name="Attempt")]

"""The clock's work for supervision."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from . import services


@app.periodic(cron="* * * * *")
@app.task(name="supervision.sweep", queueing_lock="supervision.sweep", pass_context=False)
def sweep(timestamp: int) -> None:
    """Every minute: look at the lines of the halls, then at everything under watch that is due."""
    now = datetime.fromtimestamp(timestamp, UTC)
    services.look_at_halls(now)
    services.sweep(now)

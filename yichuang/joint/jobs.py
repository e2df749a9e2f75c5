"""The clock's work for joint applications."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from . import services


@app.periodic(cron="* * * * *")
@app.task(name="joint.sweep", queueing_lock="joint.sweep", pass_context=False)
def sweep(timestamp: int) -> None:
    """Every minute: note what has passed its overall limit."""
    services.sweep(datetime.fromtimestamp(timestamp, UTC))

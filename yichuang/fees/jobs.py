"""The clock's work for fees."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from . import services


@app.periodic(cron="* * * * *")
@app.task(name="fees.sweep_pending", queueing_lock="fees.sweep_pending", pass_context=False)
def sweep_pending(timestamp: int) -> None:
    """Every minute: ask providers about orders of which nothing was heard."""
    services.sweep_pending(datetime.fromtimestamp(timestamp, UTC))

"""The clock's work for bookings."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from . import services


@app.periodic(cron="* * * * *")
@app.task(name="appointments.sweep", queueing_lock="appointments.sweep", pass_context=False)
def sweep(timestamp: int) -> None:
    """Every minute: let go what was held too long, note who did not come, remind for tomorrow."""
    services.sweep(datetime.fromtimestamp(timestamp, UTC))

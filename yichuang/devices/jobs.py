"""The clock's look at the machines."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from . import services


@app.periodic(cron="* * * * *")
@app.task(name="devices.watch", queueing_lock="devices.watch", pass_context=False)
def watch(timestamp: int) -> None:
    """Every minute: mark the machines that have fallen silent."""
    services.watch(datetime.fromtimestamp(timestamp, UTC))

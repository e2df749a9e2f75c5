"""The clock's work for licences."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from . import services


@app.periodic(cron="* * * * *")
@app.task(name="licences.sweep", queueing_lock="licences.sweep", pass_context=False)
def sweep_licences(timestamp: int) -> None:
    """Every minute: remind, renew by law, end what has run out. Costs what is due, not what exists."""
    services.sweep_licences(datetime.fromtimestamp(timestamp, UTC))

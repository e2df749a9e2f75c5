"""The clock's work for hand-overs."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from . import services


@app.periodic(cron="* * * * *")
@app.task(name="handovers.sweep_late", queueing_lock="handovers.sweep_late", pass_context=False)
def sweep_late(timestamp: int) -> None:
    """Every minute: record what was not signed on its day. Costs what is due, not what exists."""
    services.sweep_late(datetime.fromtimestamp(timestamp, UTC))
